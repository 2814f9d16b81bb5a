import type { EvidenceInput } from "@midreach/kernel/contracts";

/** A figure that one of two evaluations used and the other did not, or used with another value. */
export interface FigureChange {
  readonly label: { readonly zh: string; readonly en: string };
  readonly place: string | null;
  readonly period: string | null;
  readonly unit: string;
  /** Null: the earlier (later) evaluation did not use it. */
  readonly before: number | null;
  readonly after: number | null;
  readonly sourceTitle: string;
  readonly publishedAt: string | null;
}

/** One figure in both evaluations has one key. */
export const inputKey = (input: EvidenceInput): string =>
  `${input.label.en} ${input.place ?? ""} ${input.period ?? ""} ${input.source.resource}`;

/** Figures that differ between what two evaluations used: revised ones first, then new ones, then those gone. */
export function listFigureChanges(before: readonly EvidenceInput[], after: readonly EvidenceInput[]): FigureChange[] {
  const old = new Map(before.map((input) => [inputKey(input), input]));
  const now = new Map(after.map((input) => [inputKey(input), input]));
  const changes: (FigureChange & { readonly rank: number })[] = [];
  for (const [key, input] of now) {
    const known = old.get(key);
    if (known && known.value === input.value) continue;
    changes.push({ ...describe(input), before: known?.value ?? null, after: input.value, rank: known ? 0 : 1 });
  }
  for (const [key, input] of old) {
    if (!now.has(key)) changes.push({ ...describe(input), before: input.value, after: null, rank: 2 });
  }
  return changes.sort((a, b) => a.rank - b.rank).map(({ rank: _rank, ...change }) => change);
}

const describe = (input: EvidenceInput) => ({
  label: input.label,
  place: input.place ?? null,
  period: input.period ?? null,
  unit: input.unit,
  sourceTitle: input.source.title,
  publishedAt: input.source.publishedAt ?? null,
});
