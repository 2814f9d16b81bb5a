import { statuses } from "../schemas.ts";
import type { RowFrame } from "./row-frame.ts";
import type { Results } from "./state.ts";

/** What lists of commitments can be put in order by. */
export const rowSortKeys = ["id", "lead", "deadline", "status"] as const;
export type RowSortKey = (typeof rowSortKeys)[number];

/** How a list is to be ordered; the order of the plan without a key. */
export interface RowOrder {
  readonly sort?: RowSortKey | undefined;
  readonly order?: "ascend" | "descend" | undefined;
}

const chinese = new Intl.Collator("zh");

/** The rows in the order asked for; equal ones, and all without a key, stay in the order of the plan. */
export function orderRows(rows: readonly RowFrame[], { sort, order }: RowOrder, results: Results): RowFrame[] {
  if (sort === undefined) return [...rows];
  const position = new Map(rows.map((row, index) => [row, index]));
  const compare: Record<RowSortKey, (a: RowFrame, b: RowFrame) => number> = {
    id: (a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0),
    lead: (a, b) => chinese.compare(a.base.lead[0]?.name.zh ?? "", b.base.lead[0]?.name.zh ?? ""),
    deadline: (a, b) => a.base.deadline.localeCompare(b.base.deadline),
    status: (a, b) => statusRank(a, results) - statusRank(b, results),
  };
  const sign = order === "descend" ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare[sort](a, b));
}

function statusRank({ commitment }: RowFrame, results: Results): number {
  const status = results.get(commitment.id)?.status;
  return status === undefined ? statuses.length : statuses.indexOf(status);
}
