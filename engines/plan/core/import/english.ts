import type { Strength } from "../../schemas.ts";
import type { FoundActor } from "./actors.ts";
import type { CommitVerdict, SentenceContext } from "./commits.ts";
import type { FoundDeadline } from "./deadlines.ts";
import { backgroundTitles, goalTitles } from "./lexicon.ts";
import { findLabel } from "./numbering.ts";
import { parseFigure } from "./numbers.ts";
import type { FoundQuantity, QuantityComparator } from "./quantities.ts";
import type { Finding } from "./text.ts";

const firmVerb =
  /\b(?:(?:will|shall|must)\s+(?:not\s+)?(?:be\s+)?(?:fully\s+|also\s+)?(?:complete|completed|achieve|achieved|reach|ensure|deliver|delivered|open|meet|finish|finished|guarantee|secure)|must|shall|(?:is|are)\s+required\s+to|is\s+to\s+be\s+completed|no\s+(?:less|fewer|more|later)\s+than|at\s+least|by\s+no\s+later)\b/iu;
const encouragedVerb =
  /\b(?:(?:will|shall|to)\s+)?(?:support|encourage|promote\s+the\s+use|facilitate|invite|welcome|help|assist|urge)s?\b/iu;
const exploredVerb =
  /\b(?:(?:will|shall|to)\s+)?(?:explore|investigate|pilot|study|consider|examine|assess\s+the\s+feasibility|look\s+into|trial|review\s+options)\b/iu;
const plannedVerb =
  /\b(?:will|is\s+to|are\s+to|aims?\s+to|plans?\s+to|intends?\s+to|seeks?\s+to|commits?\s+to|undertakes?\s+to|proposes?\s+to|going\s+to)\s+(?:\w+ly\s+)?(?!(?:not\s+)?(?:be\s+(?:affected|difficult|important|necessary|challenging|available)|remain|continue\s+to\s+(?:face|grow|be)|depend|face))[a-z]+/iu;
const imperative =
  /^(?:build|complete|develop|improve|extend|expand|increase|reduce|create|establish|introduce|provide|deliver|upgrade|protect|restore|strengthen|invest|plant|open|construct|implement|prepare|publish|adopt|ensure|achieve|halve|double|raise|cut|phase\s+out|set\s+up|work\s+with|continue|maintain|promote|launch|install|connect|replace|renew|renovate|support|encourage|explore|investigate|pilot|study)\b/iu;
const past =
  /^(?:in\s+(?:19|20)\d{2}\b|since\b|over\s+the\s+(?:past|last)|as\s+of\b|today\b|currently\b|at\s+present|historically)|\b(?:has|have|had)\s+(?:been|grown|risen|fallen|made|become|increased|declined)\b/iu;

/** Whether an English sentence commits somebody: less is read than in Chinese, by modal verbs and imperatives. */
export function judgeEnglish(
  sentence: string,
  context: SentenceContext,
  deadlines: readonly FoundDeadline[],
): CommitVerdict {
  const start = findLabel(sentence)?.length ?? 0;
  const text = sentence.slice(start).trim();
  const none = (rule: string): CommitVerdict => ({
    commits: false,
    strength: null,
    evidence: [{ start: 0, end: sentence.length, rule }],
    isGoal: false,
    isStatus: rule === "status",
  });
  if (context.role === "run-in" || context.role === "box-title") return none(`role:${context.role}`);
  const match = [imperative, plannedVerb, firmVerb].map((pattern) => pattern.exec(sentence.slice(start))).find(Boolean);
  if (!match) return none("no-order");
  const title = context.titles.find((heading) => backgroundTitles.test(heading) || goalTitles.test(heading));
  if (past.test(text) && !/\b(?:will|shall|must)\b/iu.test(text)) return none("status");
  if (title && backgroundTitles.test(title) && !goalTitles.test(title) && deadlines.length === 0)
    return none("background-heading");
  if (/^this\s+(?:plan|strategy|document|chapter|section)\s+(?:sets|describes|covers|explains|is|has|was)/iu.test(text))
    return none("about-the-plan");
  const { strength, rule } = englishStrength(text);
  const at = start + match.index;
  return {
    commits: true,
    strength,
    evidence: [{ start: at, end: at + match[0].length, rule }],
    isGoal: false,
    isStatus: false,
  };
}

function englishStrength(text: string): { strength: Strength; rule: string } {
  const governing = /(?:\b(?:will|shall|must|to)\s+|^)((?:\w+ly\s+|also\s+|not\s+)?[a-z]+)/iu.exec(text)?.[0] ?? text;
  if (encouragedVerb.test(governing)) return { strength: "encouraged", rule: "verb:encouraged" };
  if (
    exploredVerb.test(governing) ||
    /^(?:\w+\s+){0,8}(?:will|shall)\s+(?:explore|investigate|pilot|study|consider)/iu.test(text)
  ) {
    return { strength: "explored", rule: "verb:explored" };
  }
  if (firmVerb.test(text) || /^(?:complete|achieve|ensure|deliver|meet)\b/iu.test(text))
    return { strength: "firm", rule: "verb:firm" };
  return { strength: "planned", rule: "verb:planned" };
}

const englishNumber =
  /(?<![\w.])(?:(£|€|\$|US\$|EUR|GBP|USD|CNY|RMB)\s?)?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:\s*(?:-|–|to)\s*(\d[\d,]*(?:\.\d+)?))?\s*(%|per\s?cent(?:age\s+points?)?|percent)?(?:\s*(million|billion|thousand|bn|m|k)\b)?(?:[\s-]+([a-z][a-z/²³]*(?:\s+(?:metres|meters|kilometres|hours|years))?))?/giu;
const noUnit = /^(?:and|or|to|of|in|by|the|for|with|at|on|is|are|will|from|as|than|per|a|an|st|nd|rd|th|which|that)$/iu;

const monthName = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)/iu;

/** Figures of an English sentence with the word after them as their unit. */
export function findEnglishQuantities(sentence: string): FoundQuantity[] {
  const label = findLabel(sentence)?.length ?? 0;
  const found: FoundQuantity[] = [];
  for (const match of sentence.matchAll(englishNumber)) {
    const [whole, currency, integer = "", decimals = "", upper, percent, magnitude, word = ""] = match;
    const counted = noUnit.test(word) ? "" : word;
    const words = [magnitude, currency, counted].filter((part) => part !== undefined && part !== "");
    const unit = percent ? "%" : words.join(" ");
    const isYear = /^(?:19|20)\d{2}$/u.test(integer + decimals) && unit === counted;
    if (match.index < label || unit === "" || isYear || monthName.test(counted)) continue;
    const before = sentence.slice(Math.max(0, match.index - 28), match.index);
    found.push({
      start: match.index,
      end: match.index + whole.trimEnd().length,
      rule: "quantity:english",
      value: parseFigure(integer + decimals),
      unit,
      comparator: upper === undefined ? englishComparator(before) : "range",
      upper: upper === undefined ? null : parseFigure(upper),
      object: counted,
    });
  }
  return found;
}

const comparators: readonly (readonly [RegExp, QuantityComparator])[] = [
  [/(?:at least|no less than|not less than|no fewer than|a minimum of|minimum)\s*$/iu, ">="],
  [
    /(?:at most|no more than|not more than|up to|within|a maximum of|below|under|not exceed(?:ing)?|limited to|to)\s*$/iu,
    "<=",
  ],
  [/(?:more than|over|above|exceed(?:ing)?)\s*$/iu, ">"],
  [/(?:less than|fewer than)\s*$/iu, "<"],
  [/(?:about|around|approximately|roughly|some|nearly|almost)\s*$/iu, "about"],
  [/(?:by|increase of|reduction of|growth of)\s*$/iu, "growth"],
];

function englishComparator(before: string): QuantityComparator {
  if (/(?:increase|raise|rise|grow|expand|improve)[^.;]*\bto\s*$/iu.test(before)) return ">=";
  const found = comparators.find(([pattern]) => pattern.test(before));
  if (found?.[1] === "<=" && /\bto\s*$/iu.test(before))
    return /(?:reduce|cut|lower|limit|fall)/iu.test(before) ? "<=" : "=";
  return found?.[1] ?? "=";
}

const englishActor =
  /(?:^|[.;]\s+|,\s+|\bby\s+)((?:The\s+)?(?:[A-Z][\w'&-]*(?:\s+(?:of|and|for|the|[A-Z][\w'&-]*)){0,7}))\s+(?=(?:will|shall|must|is\s+responsible|are\s+responsible|leads?|is\s+to|are\s+to)\b)/gu;

/** The bodies that an English sentence makes the subject of will, shall or must. */
export function findEnglishActors(sentence: string): FoundActor[] {
  const found: FoundActor[] = [];
  for (const match of sentence.matchAll(englishActor)) {
    const name = (match[1] ?? "").replace(/^The\s+/u, "");
    if (
      !/(?:council|ministry|department|authority|agency|government|board|commission|office|committee|company|trust|county|city|bureau|partnership|corporation|university)/iu.test(
        name,
      )
    )
      continue;
    const start = match.index + match[0].indexOf(match[1] ?? "");
    found.push({ start, end: start + (match[1] ?? "").length, rule: "actor:english", name });
  }
  return found;
}

const englishPlace =
  /\b((?:River|Lake|Port of|Mount)\s+[A-Z][a-z]+|(?:[A-Z][a-z]+\s+){1,3}(?:River|Lake|Valley|Harbour|Harbor|Airport|Port|County|Reservoir|Canal|Island|Hills|Mountains|Bay|Estuary))\b/gu;

/** English names of waters, ports, airports and counties, told by the word that goes with them. */
export function findEnglishPlaces(
  sentence: string,
  known: readonly Finding[],
): (Finding & { readonly name: string; readonly code: null })[] {
  const found: (Finding & { readonly name: string; readonly code: null })[] = [];
  for (const match of sentence.matchAll(englishPlace)) {
    const raw = match[1] ?? "";
    const name = raw.replace(
      /^(?:The|In|At|By|Along|From|Between|This|A|An|Upgrade|Build|Complete|Protect|Restore|Extend|Improve|Develop|Dredge)\s+/u,
      "",
    );
    const start = match.index + raw.length - name.length;
    const end = start + name.length;
    if (!/\s/u.test(name) || known.some((other) => other.start < end && start < other.end)) continue;
    found.push({ start, end, rule: "place:english", name, code: null });
  }
  return found;
}
