import type { ImportSettings, Reviewed } from "../../import/schemas.ts";
import { type DraftCommitment, type DraftMeasure, draftCommitments, type SentenceAnalysis } from "../import/index.ts";
import { resolveOwner } from "../owners.ts";
import type { Indicator, Topic } from "../records.ts";
import { placeName, type World } from "../world.ts";

/** What a proposal stands on: the region's records, the names of trades, and what the office set for this import. */
export interface ProposalFrame {
  readonly world: World;
  readonly functions: readonly Topic[];
  readonly settings: ImportSettings;
  readonly language: "zh" | "en";
}

/**
 * Commitments that the importer proposes for a sentence, one for each promised figure; never empty: for a sentence that
 * is taken for no commitment, what a form starts from. Restated only where findings alone make a sentence (a figure with
 * its object, a system); otherwise the words are left to the reviewer.
 */
export function proposeCommitments(sentence: SentenceAnalysis, frame: ProposalFrame): Reviewed[] {
  const { world, settings } = frame;
  const forced: SentenceAnalysis = { ...sentence, commits: true, strength: sentence.strength ?? "planned" };
  const drafts = draftCommitments(forced, {
    periodEnd: settings.periodEnd,
    wholePlace: world.records.plan.wholePlace,
    knownPlaces: new Set(world.places.keys()),
  });
  return drafts.slice(0, 26).map((draft) => toReviewed(draft, frame));
}

function toReviewed(draft: DraftCommitment, frame: ProposalFrame): Reviewed {
  const { world, settings } = frame;
  const named = namedOwners(draft, frame);
  const indicator = draft.measure ? findIndicator(world, draft.measure) : undefined;
  return {
    text: restate(draft, indicator, frame),
    strength: draft.strength,
    statutory: null,
    ownerBasis: named.length > 0 ? "named" : "proposed",
    lead: named.length > 0 ? named : [...settings.lead],
    support: [],
    places: [...draft.places],
    topic: settings.topic,
    deadline: draft.deadline,
    deadlineBasis: draft.deadlineBasis,
    measure: draft.measure ? toMeasure(draft.measure, indicator, draft, settings) : null,
    qualitative: draft.measure ? null : { reason: "direction-only", ...directionOnly },
    system: draft.system,
    note: null,
  };
}

const directionOnly = { zh: "只提出方向,没有量化目标", en: "Direction only, nothing quantified" };

/** Owner tokens for the bodies that the sentence names, as far as the region has such bodies. */
function namedOwners(draft: DraftCommitment, { world, functions }: ProposalFrame): string[] {
  const tokens = draft.namedActors.flatMap((actor) => {
    const trade = functions.find(({ name }) => matchesTrade(actor, name.zh) || matchesTrade(actor, name.en));
    if (!trade) return [];
    const token = `${trade.id}@${levelOf(actor)}`;
    return resolveOwner(world, token, draft.places).length > 0 ? [token] : [];
  });
  return [...new Set(tokens)];
}

const matchesTrade = (actor: string, trade: string): boolean =>
  trade.length >= 2 && actor.toLowerCase().includes(trade.toLowerCase());

function levelOf(actor: string): "state" | "province" | "city" {
  if (/国务院|国家|中央|部$|national|ministry/iu.test(actor)) return "state";
  return /省|自治区|province/iu.test(actor) ? "province" : "city";
}

const plain = (text: string): string => text.normalize("NFKC").toLowerCase().trim();

/** The one indicator of the region with the target's unit whose name the hint holds, or that holds the hint. */
function findIndicator(world: World, measure: DraftMeasure): Indicator | undefined {
  const hint = plain(measure.indicatorHint);
  if (hint.length < 2 || measure.evaluator === "system") return undefined;
  const found = world.records.indicators.filter(({ name, unit }) => {
    if (measure.evaluator === "indicator" && plain(unit) !== plain(measure.target.unit)) return false;
    return [name.zh, name.en].map(plain).some((known) => hint.includes(known) || known.includes(hint));
  });
  return found.length === 1 ? found[0] : undefined;
}

function toMeasure(
  { evaluator, target, direction, indicatorHint }: DraftMeasure,
  indicator: Indicator | undefined,
  { places, source }: DraftCommitment,
  { periodStart }: ImportSettings,
): NonNullable<Reviewed["measure"]> {
  if (evaluator === "system") {
    return { evaluator, params: { system: indicatorHint }, target, direction };
  }
  const params = { indicator: indicator?.id ?? "", places: [...places] };
  if (evaluator === "indicator") return { evaluator, params, target, direction };
  const from = String(Number(periodStart.slice(0, 4)) - 1);
  const mode =
    target.unit !== "%" ? "difference" : /年均|annual|per year/iu.test(source) ? "annual-percent" : "percent";
  const baseline = { value: 0, date: `${from}-12-31` };
  return { evaluator, params: { ...params, from, mode }, baseline, target, direction };
}

const comparatorWords = {
  ">=": { zh: "不低于", en: "at least" },
  ">": { zh: "超过", en: "more than" },
  "<=": { zh: "不高于", en: "at most" },
  "<": { zh: "低于", en: "less than" },
  "=": { zh: "为", en: "exactly" },
} as const;

/** A sentence of our own out of the findings; empty in a language for which they do not suffice. */
function restate(
  draft: DraftCommitment,
  indicator: Indicator | undefined,
  { world, language }: ProposalFrame,
): Reviewed["text"] {
  const opening = openingOf(draft, world);
  const system = draft.system === null ? undefined : world.systems.get(draft.system);
  if (draft.measure && draft.measure.evaluator !== "system") {
    return restateFigure(draft.measure, opening, {
      zh: indicator?.name.zh ?? (language === "zh" ? draft.measure.indicatorHint : ""),
      en: indicator?.name.en ?? (language === "en" ? draft.measure.indicatorHint : ""),
    });
  }
  if (system) return { zh: `${opening.zh}运行${system.title.zh}`, en: `${opening.en}run: ${system.title.en}` };
  // Named works and places alone do not tell what is promised of them: it may be that they shall not be built.
  return { zh: "", en: "" };
}

/** By when and where. */
function openingOf({ places, deadline }: DraftCommitment, world: World): Reviewed["text"] {
  const isWhole = places.length === 1 && places[0] === world.records.plan.wholePlace;
  const names = isWhole ? [] : places.slice(0, 6).map((code) => placeName(world, code));
  const at = { zh: names.map(({ zh }) => zh).join("、"), en: names.map(({ en }) => en).join(", ") };
  return {
    zh: `截止${deadline},${at.zh === "" ? "" : `${at.zh}:`}`,
    en: `By ${deadline}, ${at.en === "" ? "" : `${at.en}: `}`,
  };
}

function restateFigure(
  { evaluator, target }: DraftMeasure,
  opening: Reviewed["text"],
  object: Reviewed["text"],
): Reviewed["text"] {
  const grows = evaluator === "growth" ? { zh: "增幅", en: " up by" } : { zh: "", en: "" };
  const word = comparatorWords[target.comparator];
  const figure = `${target.value} ${target.unit}`;
  return {
    zh: object.zh === "" ? "" : `${opening.zh}${object.zh}${grows.zh}${word.zh}${figure}`,
    en: object.en === "" ? "" : `${opening.en}${object.en}${grows.en} ${word.en} ${figure}`,
  };
}
