import type { Strength } from "../../schemas.ts";
import type { SentenceAnalysis } from "./analyse.ts";
import type { FoundQuantity } from "./quantities.ts";

/** A row of the register as the importer proposes it. Nothing enters the register before a person has decided on it. */
export interface DraftCommitment {
  /** Citation, with a letter when the sentence promises several figures. */
  readonly id: string;
  readonly sentenceHash: string;
  /** The sentence itself, for the reviewer to restate. */
  readonly source: string;
  readonly strength: Strength;
  readonly ownerBasis: "named" | "proposed";
  /** Bodies as the sentence names them; the reviewer maps them to organisations. */
  readonly namedActors: readonly string[];
  /** Codes of known places; the whole plan's place when the sentence names none. */
  readonly places: readonly string[];
  /** Places without a code in the region. */
  readonly unresolvedPlaces: readonly string[];
  readonly projects: readonly string[];
  readonly deadline: string;
  readonly deadlineBasis: "stated" | "plan-period" | "outlook";
  readonly measure: DraftMeasure | null;
  readonly system: string | null;
}

/** A measure with its target filled in; the indicator is for the reviewer to choose. */
export interface DraftMeasure {
  readonly evaluator: "indicator" | "growth" | "system";
  /** What the figure is about, in the plan's words. */
  readonly indicatorHint: string;
  readonly target: {
    readonly comparator: ">=" | ">" | "<=" | "<" | "=";
    readonly value: number;
    readonly unit: string;
    readonly date: string;
  };
  readonly direction: "reach" | "maintain";
  /** What the skeleton cannot hold: an upper end, `about`. */
  readonly remark: string | null;
}

export interface DraftOptions {
  /** Last day of the plan, for sentences without a deadline. */
  readonly periodEnd: string;
  /** Place that stands for the whole plan. */
  readonly wholePlace: string;
  /** Codes that the region knows: others are unresolved. */
  readonly knownPlaces: ReadonlySet<string>;
}

/** Draft rows of one analysed sentence: none when it commits nobody, one for each promised figure otherwise. */
export function draftCommitments(sentence: SentenceAnalysis, options: DraftOptions): DraftCommitment[] {
  if (!sentence.commits || sentence.strength === null) return [];
  const { strength } = sentence;
  const stated = sentence.deadlines.at(-1)?.date;
  const deadline = stated ?? options.periodEnd;
  const codes = unique(
    sentence.places.flatMap(({ code }) => (code !== null && options.knownPlaces.has(code) ? [code] : [])),
  );
  const system = sentence.systems[0]?.id ?? null;
  const base = {
    sentenceHash: sentence.hash,
    source: sentence.text,
    strength,
    ownerBasis: sentence.actors.length > 0 ? ("named" as const) : ("proposed" as const),
    namedActors: unique(sentence.actors.map(({ name }) => name)),
    places: codes.length > 0 ? codes : [options.wholePlace],
    unresolvedPlaces: unique(
      sentence.places.flatMap(({ name, code }) => (code === null || !options.knownPlaces.has(code) ? [name] : [])),
    ),
    projects: unique(sentence.projects.map(({ name }) => name)),
    deadlineBasis: basisOf(stated, options.periodEnd),
    system,
  };
  const figures = sentence.quantities;
  if (figures.length <= 1) {
    const figure = figures[0];
    const measure = figure
      ? measureOf(figure, deadlineFor(figure, sentence, deadline))
      : systemMeasure(system, deadline);
    return [{ ...base, id: sentence.citation, deadline, measure }];
  }
  return figures.map((figure, index) => {
    const date = deadlineFor(figure, sentence, deadline);
    return { ...base, id: `${sentence.citation}${letterOf(index)}`, deadline: date, measure: measureOf(figure, date) };
  });
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

/** a … z, then aa … */
function letterOf(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}

function basisOf(stated: string | undefined, periodEnd: string): DraftCommitment["deadlineBasis"] {
  if (stated === undefined) return "plan-period";
  return stated > periodEnd ? "outlook" : "stated";
}

/** The last deadline that stands before the figure: 到2025年达到60%,到2030年达到70%. */
function deadlineFor(figure: FoundQuantity, sentence: SentenceAnalysis, fallback: string): string {
  const before = sentence.deadlines.filter((deadline) => deadline.start < figure.start);
  return before.at(-1)?.date ?? sentence.deadlines[0]?.date ?? fallback;
}

function measureOf(figure: FoundQuantity, date: string): DraftMeasure {
  const isGrowth = figure.comparator === "growth";
  const comparator =
    figure.comparator === "about" || figure.comparator === "range" || isGrowth ? ">=" : figure.comparator;
  const remark =
    figure.comparator === "about"
      ? "about"
      : figure.upper === null
        ? null
        : `${figure.value}–${figure.upper} ${figure.unit}`;
  return {
    evaluator: isGrowth ? "growth" : "indicator",
    indicatorHint: figure.object,
    target: { comparator, value: figure.value, unit: figure.unit, date },
    direction: /^(?:<=|<)$/u.test(figure.comparator) ? "maintain" : "reach",
    remark,
  };
}

function systemMeasure(system: string | null, date: string): DraftMeasure | null {
  if (system === null) return null;
  const target = { comparator: ">=" as const, value: 1, unit: "working", date };
  return { evaluator: "system", indicatorHint: system, target, direction: "reach", remark: null };
}
