import type { Criterion, Feed, Matrix, MatrixRow, SurroundingsAnswer } from "@midreach/reach";
import { criteria } from "./criteria.ts";
import { keepsWithin } from "./reach-words.ts";

/** How many pairs keep the promise by one criterion, of how many that have data. */
export interface Tally {
  readonly criterion: Criterion;
  readonly within: number;
  readonly withData: number;
  readonly all: number;
}

/** What one timetable says about the pairs of a promise. */
export interface FeedStory {
  readonly feed: Feed;
  readonly matrix: Matrix;
  readonly pairs: readonly MatrixRow[];
  readonly tallies: readonly Tally[];
  /** The pair whose fastest journey takes longest, in both directions: the promise is kept when this one keeps it. */
  readonly hardest: readonly MatrixRow[];
}

/** Counts by each criterion how many of the pairs keep within the threshold. Pairs without data are not counted as failed. */
export function tallyPairs(pairs: readonly MatrixRow[], matrix: Pick<Matrix, "dataSet">): Tally[] {
  const { thresholdMinutes, settings } = matrix.dataSet;
  return criteria.map((criterion) => {
    const known = pairs.flatMap((pair) => keepsWithin(pair, criterion, thresholdMinutes, settings) ?? []);
    return {
      criterion,
      within: known.filter(Boolean).length,
      withData: known.length,
      all: pairs.filter((pair) => pair.state !== "same").length,
    };
  });
}

/** Both directions of the pair that is hardest to keep: unreached ones first, then by the fastest journey. */
export function findHardest(pairs: readonly MatrixRow[]): readonly MatrixRow[] {
  const known = pairs.filter((pair) => pair.state === "reached" || pair.state === "not-reached");
  const minutes = (pair: MatrixRow) => pair.fastestMinutes ?? Number.POSITIVE_INFINITY;
  const slowest = known.reduce<MatrixRow | null>(
    (found, pair) => (found === null || minutes(pair) > minutes(found) ? pair : found),
    null,
  );
  if (!slowest) return [];
  const ends = [slowest.from, slowest.to];
  return known.filter((pair) => ends.includes(pair.from) && ends.includes(pair.to));
}

/** What a timetable says about the pairs of capitals. */
export function tellCapitals(feed: Feed, matrix: Matrix, capitals: readonly string[]): FeedStory {
  const pairs = matrix.rows.filter(
    (row) => row.from !== row.to && capitals.includes(row.from) && capitals.includes(row.to),
  );
  return { feed, matrix, pairs, tallies: tallyPairs(pairs, matrix), hardest: findHardest(pairs) };
}

/** The pairs between each capital and the cities around it, from the city to the capital's side as the row is asked. */
export function listSurroundingPairs(
  matrix: Matrix,
  surroundings: SurroundingsAnswer["current"],
): { readonly capital: string; readonly pairs: readonly MatrixRow[] }[] {
  return surroundings.map(({ capital, cities }) => {
    const around = new Set(cities.map((city) => city.code));
    return {
      capital: capital.code,
      pairs: matrix.rows.filter((row) => row.from === capital.code && around.has(row.to)),
    };
  });
}

/** Unordered pairs of capitals, each in both directions, as rows of a table. */
export function listDirections(capitals: readonly string[]): (readonly [from: string, to: string])[] {
  return capitals.flatMap((from, index) =>
    capitals.slice(index + 1).flatMap(
      (to) =>
        [
          [from, to],
          [to, from],
        ] as const,
    ),
  );
}
