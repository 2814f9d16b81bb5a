import type { MissingFigure } from "@midreach/kernel/contracts";
import type { Missing, MissingRow } from "../schemas-views.ts";
import type { StoredEvaluation } from "../store.ts";
import { findOwnerRef } from "./row-frame.ts";
import { toEvaluationRef } from "./rows.ts";
import type { PlanState, Results } from "./state.ts";

type Kind = MissingRow["kind"];
const kinds: readonly Kind[] = ["indicator", "milestone", "assessment", "engine", "system"];

/** What the list of missing figures can be narrowed by. */
export interface MissingFilter {
  /** Organisation id or trade. */
  readonly owner?: string | undefined;
  readonly place?: string | undefined;
  readonly kind?: Kind | undefined;
}

const gathered = new WeakMap<Results, Map<PlanState["world"], readonly MissingRow[]>>();

/** Every figure that the results lack, each once, with the commitments that wait for it. Kept with the results. */
export function gatherMissing(state: PlanState, results: Results): readonly MissingRow[] {
  const known = gathered.get(results)?.get(state.world);
  if (known) return known;
  const rows = new Map<string, MissingRow & { commitments: string[] }>();
  for (const result of results.values()) {
    for (const figure of result.evidence.missing) {
      const key = `${figure.figure} ${figure.place ?? ""} ${figure.period ?? ""}`;
      const found = rows.get(key);
      if (!found) rows.set(key, toMissingRow(state, figure, result.commitment));
      else if (found.commitments.at(-1) !== result.commitment) found.commitments.push(result.commitment);
    }
  }
  const list = [...rows.values()].sort((a, b) => b.commitments.length - a.commitments.length);
  gathered.set(results, new Map([[state.world, list]]));
  return list;
}

function toMissingRow(state: PlanState, figure: MissingFigure, commitment: string) {
  const prefix = figure.figure.split(":")[0];
  return {
    ...figure,
    placeName: figure.place ? (state.world.places.get(figure.place)?.name ?? null) : null,
    owner: findOwnerRef(state.world, figure.owedBy),
    kind: kinds.find((kind) => kind === prefix) ?? ("engine" as const),
    commitments: [commitment],
  };
}

/** Missing figures that pass the filter. */
export function filterMissing(rows: readonly MissingRow[], filter: MissingFilter): MissingRow[] {
  return rows.filter(
    (row) =>
      (filter.owner === undefined || row.owner?.id === filter.owner || row.owner?.function === filter.owner) &&
      (filter.place === undefined || row.place === filter.place) &&
      (filter.kind === undefined || row.kind === filter.kind),
  );
}

/** Who owes how many figures, and how many commitments wait for them; most first. */
export function countByOwner(rows: readonly MissingRow[]): Missing["byOwner"] {
  const owners = new Map<string, { owner: MissingRow["owner"]; figures: number; waiting: Set<string> }>();
  for (const row of rows) {
    const key = row.owner?.id ?? "";
    const found = owners.get(key) ?? { owner: row.owner, figures: 0, waiting: new Set<string>() };
    found.figures += 1;
    for (const id of row.commitments) found.waiting.add(id);
    owners.set(key, found);
  }
  return [...owners.values()]
    .map(({ owner, figures, waiting }) => ({ owner, figures, commitments: waiting.size }))
    .sort((a, b) => b.figures - a.figures || b.commitments - a.commitments);
}

/** The owners who owe most are listed; the rows say the rest. */
const shownOwners = 100;

/** One page of missing figures. */
export function toMissingPage(
  state: PlanState,
  evaluation: StoredEvaluation | undefined,
  results: Results,
  filter: MissingFilter,
  paging: { readonly page: number; readonly pageSize: number },
): Missing {
  const rows = filterMissing(gatherMissing(state, results), filter);
  const start = (paging.page - 1) * paging.pageSize;
  return {
    evaluation: evaluation ? toEvaluationRef(state, evaluation) : null,
    total: rows.length,
    ...paging,
    byOwner: countByOwner(rows).slice(0, shownOwners),
    rows: rows.slice(start, start + paging.pageSize),
    howTo,
  };
}

const howTo = {
  zh: "指标数据由责任单位或会议办公室登录后在“导入数据”页面导入;项目进展补入区域数据包的 milestones.csv(都要写明来源),重新启动后即载入;然后再做一次评估。需要人评议的承诺,由其责任单位登录后在承诺页面填写。",
  en: "Figures are imported on the page for imports by who owes them or the conference office; openings go to milestones.csv of the region pack, which the next start loads; each with its source. A new evaluation uses them. Commitments that people judge are assessed on their own page by the owner, signed in.",
};
