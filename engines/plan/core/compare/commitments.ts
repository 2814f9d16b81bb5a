import type { Text } from "@midreach/kernel/contracts";
import type { Strength } from "../../schemas.ts";
import { findQuantities } from "../import/quantities.ts";
import { type ChangeKind, compareQuantities, emptyCounts, firmnessOf, kindOf } from "./differences.ts";
import { type Match, matchSentences } from "./match.ts";

/** A target as a comparison needs it. */
export interface ComparedTarget {
  /** Targets of one key say something of the same figure in the same places. */
  readonly key: string;
  /** What is measured, in words. */
  readonly name: Text;
  readonly comparator: ">=" | ">" | "<=" | "<" | "=";
  readonly value: number;
  readonly unit: string;
}

/** A commitment of a plan as a comparison needs it; what a plan does not tell is null. */
export interface ComparedCommitment {
  readonly id: string;
  /** Hash of the plan's own sentence. */
  readonly sentenceHash: string;
  /** The plan's own sentence, where this installation has it. */
  readonly sentence: string | null;
  readonly text: Text;
  readonly strength: Strength;
  readonly statutory: "binding" | "expected" | null;
  readonly deadline: string | null;
  readonly deadlineBasis: "stated" | "plan-period" | "outlook" | null;
  /** Who leads: ids for comparing, names for telling. */
  readonly lead: { readonly ids: readonly string[]; readonly name: Text } | null;
  /** Undefined when the plan tells no measures at all, null when nothing measures the commitment. */
  readonly target: ComparedTarget | null | undefined;
}

export const differenceKinds = [
  "target",
  "quantity",
  "deadline",
  "strength",
  "statutory",
  "measure",
  "owner",
  "wording",
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** One thing that differs between two commitments; tighter (+1), looser (-1), only other (0). */
export interface CommitmentDifference {
  readonly what: DifferenceKind;
  readonly direction: 1 | 0 | -1;
  readonly before: Text;
  readonly after: Text;
}

/** One line of a comparison; both sides stand where both plans have the commitment. */
export interface CommitmentComparison {
  readonly kind: ChangeKind;
  readonly old: ComparedCommitment | null;
  readonly new: ComparedCommitment | null;
  readonly differences: readonly CommitmentDifference[];
}

/**
 * Compares the commitments of a plan with those of its successor, in the successor's order; what was dropped comes last.
 * - carried: the same promise; other words alone change nothing
 * - tightened, loosened: a farther or nearer target, an earlier or later date, firmer or weaker words, all in one
 *   direction; who leads and how it is measured are told beside it, for they have no direction
 * - changed: in both directions, or in nothing that has one
 *
 * Commitments are matched by the sentence they come from, then by likeness: of the plans' own sentences together with
 * the restatements where both plans have them, else of the restatements alone.
 */
export function compareCommitments(
  old: readonly ComparedCommitment[],
  next: readonly ComparedCommitment[],
): CommitmentComparison[] {
  const matchOf = new Map(matchCommitments(old, next).map((match) => [match.new, match.old]));
  const kept = new Set(matchOf.values());
  const compared = next.map((row, index): CommitmentComparison => {
    const place = matchOf.get(index);
    const before = place === undefined ? undefined : old[place];
    if (!before) return { kind: "added", old: null, new: row, differences: [] };
    const differences = differencesOf(before, row);
    const told = differences.filter(({ what }) => what !== "wording");
    const directed = told.filter(({ direction }) => direction !== 0);
    return { kind: kindOf(directed.length > 0 ? directed : told), old: before, new: row, differences };
  });
  const dropped = old
    .filter((_, index) => !kept.has(index))
    .map((row): CommitmentComparison => ({ kind: "dropped", old: row, new: null, differences: [] }));
  return [...compared, ...dropped];
}

/** How many commitments went which way. */
export function countCommitments(
  comparisons: readonly Pick<CommitmentComparison, "kind">[],
): Readonly<Record<ChangeKind, number>> {
  const counts = emptyCounts();
  for (const { kind } of comparisons) counts[kind] += 1;
  return counts;
}

const hasSentences = (rows: readonly ComparedCommitment[]): boolean =>
  rows.length > 0 && rows.every(({ sentence }) => sentence !== null);

/** First the very same wording of the very same sentence, so that parts of one sentence find their like; then the rest. */
function matchCommitments(old: readonly ComparedCommitment[], next: readonly ComparedCommitment[]): Match[] {
  const both = hasSentences(old) && hasSentences(next);
  const toMatched = (row: ComparedCommitment) => ({
    citation: row.id,
    hash: row.sentenceHash,
    // What is measured tells apart the promises of one sentence.
    text: [both ? row.sentence : "", row.text.zh, row.target?.name.zh ?? ""].join("\n"),
  });
  const exact = pairEqual(old, next);
  const [takenOld, takenNew] = [new Set(exact.map((match) => match.old)), new Set(exact.map((match) => match.new))];
  const restOld = old.flatMap((row, index) => (takenOld.has(index) ? [] : [{ index, row: toMatched(row) }]));
  const restNew = next.flatMap((row, index) => (takenNew.has(index) ? [] : [{ index, row: toMatched(row) }]));
  const others = matchSentences(
    restOld.map(({ row }) => row),
    restNew.map(({ row }) => row),
  );
  return [
    ...exact,
    ...others.map((match) => ({
      ...match,
      old: restOld[match.old]?.index ?? 0,
      new: restNew[match.new]?.index ?? 0,
    })),
  ];
}

function pairEqual(old: readonly ComparedCommitment[], next: readonly ComparedCommitment[]): Match[] {
  const keyOf = ({ sentenceHash, text }: ComparedCommitment): string => `${sentenceHash} ${text.zh}`;
  const waiting = new Map<string, number[]>();
  old.forEach((row, index) => {
    const key = keyOf(row);
    const places = waiting.get(key);
    if (places) places.push(index);
    else waiting.set(key, [index]);
  });
  return next.flatMap((row, index) => {
    const first = waiting.get(keyOf(row))?.shift();
    return first === undefined ? [] : [{ old: first, new: index, similarity: 1 }];
  });
}

const same = (text: string): Text => ({ zh: text, en: text });

function differencesOf(before: ComparedCommitment, after: ComparedCommitment): CommitmentDifference[] {
  return [
    ...figuresOf(before, after),
    ...deadlineOf(before, after),
    ...strengthOf(before, after),
    ...statutoryOf(before, after),
    ...ownerOf(before, after),
    ...wordingOf(before, after),
  ];
}

/** The target where both sides measure the same figure; else the figures of the words, and that it is measured otherwise. */
function figuresOf(before: ComparedCommitment, after: ComparedCommitment): CommitmentDifference[] {
  const [old, now] = [before.target, after.target];
  if (old && now && old.key === now.key) {
    if (old.value === now.value && old.comparator === now.comparator) return [];
    return [{ what: "target", direction: directionOf(old, now), before: tell(old), after: tell(now) }];
  }
  const differences: CommitmentDifference[] = [];
  if (old !== undefined && now !== undefined && (old || now)) {
    const nothing = { zh: "定性", en: "qualitative" };
    differences.push({
      what: "measure",
      direction: 0,
      before: old ? tell(old) : nothing,
      after: now ? tell(now) : nothing,
    });
  }
  for (const found of compareQuantities(quantified(before), quantified(after))) {
    differences.push({ ...found, what: "quantity", before: tellFigure(found.before), after: tellFigure(found.after) });
  }
  return differences;
}

/** The figures as the restatement says them: every plan of the register has one. */
const quantified = ({ text }: ComparedCommitment) => ({ text: text.zh, quantities: findQuantities(text.zh) });

/** How a figure compares, as a reader writes it; plain equality needs no sign. */
const signs: Readonly<Record<string, Text>> = {
  ">=": same("≥ "),
  "<=": same("≤ "),
  "=": same(""),
  about: { zh: "约 ", en: "about " },
  range: same(""),
  growth: { zh: "变动 ", en: "a change of " },
};

/** A figure of the words with its comparator in front, for a reader. */
function tellFigure(figure: string): Text {
  const [comparator = "", ...rest] = figure.split(" ");
  const sign = signs[comparator] ?? same(`${comparator} `);
  const plain = rest.join(" ");
  return plain === "" ? same("") : { zh: `${sign.zh}${plain}`, en: `${sign.en}${plain}` };
}

function tell({ name, comparator, value, unit }: ComparedTarget): Text {
  const figure = tellFigure(`${comparator} ${value} ${unit}`);
  return { zh: `${name.zh} ${figure.zh}`.trim(), en: `${name.en} ${figure.en}`.trim() };
}

function directionOf(old: ComparedTarget, now: ComparedTarget): 1 | 0 | -1 {
  const sideOf = (comparator: ComparedTarget["comparator"]): 1 | 0 | -1 =>
    comparator.startsWith(">") ? 1 : comparator.startsWith("<") ? -1 : 0;
  const side = sideOf(now.comparator) || sideOf(old.comparator);
  if (side === 0 || sideOf(now.comparator) * sideOf(old.comparator) < 0) return 0;
  if (old.value === now.value) return 0;
  return now.value > old.value === side > 0 ? 1 : -1;
}

/** Dates that only say "by the end of the plan" move with the plan; they are no change of the promise. */
function deadlineOf(before: ComparedCommitment, after: ComparedCommitment): CommitmentDifference[] {
  if (before.deadline === null || after.deadline === null || before.deadline === after.deadline) return [];
  if (before.deadlineBasis === after.deadlineBasis && before.deadlineBasis !== "stated") return [];
  const direction = after.deadline < before.deadline ? 1 : -1;
  return [{ what: "deadline", direction, before: same(before.deadline), after: same(after.deadline) }];
}

function strengthOf(before: ComparedCommitment, after: ComparedCommitment): CommitmentDifference[] {
  if (before.strength === after.strength) return [];
  const direction = firmnessOf[after.strength] > firmnessOf[before.strength] ? 1 : -1;
  return [{ what: "strength", direction, before: same(before.strength), after: same(after.strength) }];
}

function statutoryOf(before: ComparedCommitment, after: ComparedCommitment): CommitmentDifference[] {
  if (before.statutory === after.statutory) return [];
  const rank = { binding: 2, expected: 1, none: 0 };
  const [old, now] = [before.statutory ?? "none", after.statutory ?? "none"] as const;
  return [{ what: "statutory", direction: rank[now] > rank[old] ? 1 : -1, before: same(old), after: same(now) }];
}

function ownerOf(before: ComparedCommitment, after: ComparedCommitment): CommitmentDifference[] {
  if (!before.lead || !after.lead) return [];
  const keyOf = (ids: readonly string[]): string => [...ids].sort().join(" ");
  if (keyOf(before.lead.ids) === keyOf(after.lead.ids)) return [];
  return [{ what: "owner", direction: 0, before: before.lead.name, after: after.lead.name }];
}

/** Other words, told so that a reader looks at them; they decide nothing. */
function wordingOf(before: ComparedCommitment, after: ComparedCommitment): CommitmentDifference[] {
  const plain = (text: string): string => text.normalize("NFKC").replace(/[\p{P}\s]/gu, "");
  if (plain(before.text.zh) === plain(after.text.zh)) return [];
  return [{ what: "wording", direction: 0, before: before.text, after: after.text }];
}
