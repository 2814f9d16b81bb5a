import type { Strength } from "../../schemas.ts";
import type { FoundActor } from "./actors.ts";
import type { CommitVerdict, SentenceContext } from "./commits.ts";
import type { FoundDeadline } from "./deadlines.ts";
import { backgroundTitles, goalTitles } from "./lexicon.ts";
import { findLabel } from "./numbering.ts";
import { parseFigure } from "./numbers.ts";
import type { FoundQuantity, QuantityComparator } from "./quantities.ts";
import type { Finding } from "./text.ts";

const encouraging = /^(?:support|encourage|promote\s+the\s+use|facilitate|invite|welcome|help|assist|urge)(?:s|d)?\b/iu;
const exploring =
  /^(?:explore|investigate|pilot|study|consider|examine|assess|look\s+into|trial|be\s+(?:explored|investigated|piloted|studied|considered|examined|assessed|trialled))\b/iu;
const modalVerb =
  /\b(will|shall|must|(?:is|are)\s+(?:required\s+)?to|aims?\s+to|plans?\s+to|intends?\s+to|seeks?\s+to|hopes?\s+to|proposes?\s+to|commits?\s+to|undertakes?\s+to)\s+(?:not\s+)?(?:\w+ly\s+|also\s+|then\s+)?/iu;
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
  const body = sentence.slice(start);
  const match = [
    imperative,
    plannedVerb,
    /\b(?:must|shall)\b/iu,
    /\b(?:is|are)\s+(?:encouraged|invited|urged|asked)\s+to\b/iu,
    /^(?:We|The\s[\w\s]{3,60}?)\s+(?:encourage|support|invite|urge)s?\b/u,
  ]
    .map((pattern) => pattern.exec(body))
    .find((found) => found !== null);
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

/** How firm: by the verb after the modal, else by the first verb; an unconditional will, shall or must is firm. */
function englishStrength(text: string): { strength: Strength; rule: string } {
  if (/\b(?:is|are)\s+(?:encouraged|invited|urged|asked)\s+to\b/iu.test(text))
    return { strength: "encouraged", rule: "verb:encouraged" };
  const modal = modalVerb.exec(text);
  const present = /^(?:We|The\s[\w\s]{3,60}?)\s+(?=(?:encourage|support|invite|urge)s?\b)/u.exec(text);
  const governing = text.slice(modal ? modal.index + modal[0].length : (present?.[0].length ?? 0));
  if (encouraging.test(governing)) return { strength: "encouraged", rule: "verb:encouraged" };
  if (exploring.test(governing)) return { strength: "explored", rule: "verb:explored" };
  if (modal) {
    const isFirm = /^(?:will|shall|must|is|are)/iu.test(modal[1] ?? "");
    return { strength: isFirm ? "firm" : "planned", rule: `verb:${isFirm ? "firm" : "planned"}:${modal[1]}` };
  }
  const completes = /^(?:complete|achieve|ensure|deliver|meet|halve|finish)\b/iu.test(text);
  return { strength: completes ? "firm" : "planned", rule: `verb:${completes ? "firm" : "planned"}` };
}

const englishNumber =
  /(?<![\w.])(?:(£|€|\$|US\$|EUR|GBP|USD|CNY|RMB)\s?)?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:\s*(?:-|–|to)\s*(\d[\d,]*(?:\.\d+)?))?(?:\s*(%|per\s?cent(?:age\s+points?)?))?(?:\s*(million|billion|thousand|bn|m|k)\b)?(?:[\s-]+((?:new|more|additional|extra)\s+)?([a-z][a-z/²³]*(?:\s+per\s+[a-z]+){0,2}))?/giu;
const noUnit =
  /^(?:and|or|to|of|in|by|the|for|with|at|on|is|are|will|from|as|than|per|a|an|st|nd|rd|th|which|that|over|between|when|after|before)\b/iu;

const monthName = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)/iu;

/** Figures of an English sentence with the word after them as their unit. */
export function findEnglishQuantities(sentence: string): FoundQuantity[] {
  const label = findLabel(sentence)?.length ?? 0;
  const found: FoundQuantity[] = [];
  for (const match of sentence.matchAll(englishNumber)) {
    const [whole, currency, integer = "", decimals = "", upper, percent, magnitude, , word = ""] = match;
    const counted = noUnit.test(word) ? "" : word;
    const words = [currency, magnitude, counted].filter((part) => part !== undefined && part !== "");
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
  [/(?:at most|no more than|not more than|up to|within|a maximum of|not exceed(?:ing)?|limited to|to)\s*$/iu, "<="],
  [/(?:more than|over|above|exceed(?:ing)?)\s*$/iu, ">"],
  [/(?:less than|fewer than|below|under)\s*$/iu, "<"],
  [/(?:about|around|approximately|approx\.?|roughly|some|nearly|almost|an estimated)\s*$/iu, "about"],
  [/(?:by|increase of|reduction of|growth of)\s*$/iu, "growth"],
];

function englishComparator(raw: string): QuantityComparator {
  const before = raw.replace(/(?:£|€|\$|US\$|EUR|GBP|USD|CNY|RMB)\s*$/u, "");
  const found = comparators.find(([pattern]) => pattern.test(before));
  if (found?.[1] !== "<=" || !/(?<!up\s)\bto\s*$/iu.test(before)) return found?.[1] ?? "=";
  return /(?:reduce|cut|lower|limit|fall)\w*[^.;]*\bto\s*$/iu.test(before) ? "<=" : "=";
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
