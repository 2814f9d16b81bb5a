import { m } from "../texts/index.ts";

/** The six states of a commitment, in the order in which they are always shown. */
export const statusNames = ["met", "on-track", "behind", "missed", "no-data", "qualitative"] as const;
/** One state of a commitment. */
export type StatusName = (typeof statusNames)[number];

/** How many commitments stand in each state. */
export type CountsByStatus = Readonly<Record<StatusName, number>>;

/** The word for a state in the reader's language. */
export function statusWord(status: StatusName): string {
  const words = {
    met: m.status_met,
    "on-track": m.status_on_track,
    behind: m.status_behind,
    missed: m.status_missed,
    "no-data": m.status_no_data,
    qualitative: m.status_qualitative,
  } as const;
  return words[status]();
}

/** The sum of all six. */
export function countTotal(counts: CountsByStatus): number {
  return statusNames.reduce((sum, status) => sum + counts[status], 0);
}

/** All counts in words, for those who cannot see the bar: "met 3, on track 1, …" without the empty ones. */
export function countsInWords(counts: CountsByStatus): string {
  return statusNames
    .filter((status) => counts[status] > 0)
    .map((status) => `${statusWord(status)} ${counts[status]}`)
    .join(m.list_separator());
}

/** Start and end angle (radians, clockwise from noon) of each state's share of a ring; empty states have none. */
export function ringShares(counts: CountsByStatus): { status: StatusName; from: number; to: number }[] {
  const total = countTotal(counts);
  if (total === 0) return [];
  let angle = 0;
  return statusNames
    .filter((status) => counts[status] > 0)
    .map((status) => {
      const from = angle;
      angle += (counts[status] / total) * 2 * Math.PI;
      return { status, from, to: angle };
    });
}
