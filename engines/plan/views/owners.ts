import type { PlanOrganisation } from "../core/records.ts";
import type { OwnerPage, OwnerSummary, Owners } from "../schemas-views.ts";
import type { StoredEvaluation } from "../store.ts";
import { filterMissing, gatherMissing } from "./missing.ts";
import { functionName, type RowFrame, toOwnerRef } from "./row-frame.ts";
import { countBoth, hasFunction, toEvaluationRef, toRow } from "./rows.ts";
import { oncePerState, type PlanState, type Results } from "./state.ts";

/** Trades and their organisations with what they lead, support and owe. */
export const toOwners = oncePerState((state): Owners => {
  const byBody = indexRows(state);
  const owed = countOwed(state);
  const trades = [...new Set(state.records.organisations.map((body) => body.function))];
  const functions = trades.map((trade) => {
    const bodies = state.records.organisations.filter((body) => body.function === trade);
    const organisations = bodies
      .map((body) => ({
        ...summarise(state, body.id, body.name, byBody.get(body.id) ?? noRows, owed.get(body.id) ?? 0),
        level: body.level,
      }))
      .filter((row) => row.leads + row.supports + row.figuresOwed > 0);
    return { ...summariseFunction(state, trade, bodies, owed), organisations };
  });
  return { functions: functions.filter((row) => row.leads + row.supports + row.figuresOwed > 0) };
});

interface OwnedRows {
  readonly leads: readonly RowFrame[];
  readonly supports: readonly RowFrame[];
}
const noRows: OwnedRows = { leads: [], supports: [] };

function indexRows(state: PlanState): Map<string, { leads: RowFrame[]; supports: RowFrame[] }> {
  const index = new Map<string, { leads: RowFrame[]; supports: RowFrame[] }>();
  for (const side of ["leads", "supports"] as const) {
    for (const row of state.rows) {
      for (const id of row[side]) {
        const found = index.get(id) ?? { leads: [], supports: [] };
        found[side].push(row);
        index.set(id, found);
      }
    }
  }
  return index;
}

const countOwed = oncePerState((state): Map<string, number> => {
  const counts = new Map<string, number>();
  if (!state.latest) return counts;
  for (const { owner } of gatherMissing(state, state.latestResults)) {
    if (owner) counts.set(owner.id, (counts.get(owner.id) ?? 0) + 1);
  }
  return counts;
});

function summarise(
  state: PlanState,
  id: string,
  name: OwnerSummary["name"],
  rows: OwnedRows,
  figuresOwed: number,
): OwnerSummary {
  return {
    id,
    name,
    leads: rows.leads.length,
    supports: rows.supports.length,
    ...countBoth(state, rows.leads),
    figuresOwed,
  };
}

function summariseFunction(
  state: PlanState,
  trade: string,
  bodies: readonly PlanOrganisation[],
  owed: ReadonlyMap<string, number>,
): OwnerSummary {
  const rows = {
    leads: state.rows.filter((row) => hasFunction(state, row, trade, "leads")),
    supports: state.rows.filter((row) => hasFunction(state, row, trade, "supports")),
  };
  const figures = bodies.reduce((total, body) => total + (owed.get(body.id) ?? 0), 0);
  return summarise(state, trade, functionName(state.register.frame, trade), rows, figures);
}

/** Page of a trade or an organisation; undefined when the region knows neither. */
export function findOwnerPage(
  state: PlanState,
  id: string,
  evaluation: StoredEvaluation | undefined,
  results: Results,
): OwnerPage | undefined {
  const body = state.world.organisations.get(id);
  const bodies = body ? [body] : (state.world.organisationsByFunction.get(id) ?? []);
  if (bodies.length === 0) return undefined;
  const ids = new Set(bodies.map((row) => row.id));
  const rows = state.rows.flatMap((row) => {
    const role = [...row.leads].some((owner) => ids.has(owner)) ? ("lead" as const) : ("support" as const);
    const concerned = role === "lead" || [...row.supports].some((owner) => ids.has(owner));
    return concerned ? [{ row, role }] : [];
  });
  const owed = countOwed(state);
  const own = {
    leads: rows.filter(({ role }) => role === "lead").map(({ row }) => row),
    supports: rows.filter(({ role }) => role === "support").map(({ row }) => row),
  };
  return {
    kind: body ? "organisation" : "function",
    summary: body
      ? summarise(state, body.id, body.name, own, owed.get(body.id) ?? 0)
      : summariseFunction(state, id, bodies, owed),
    organisations: bodies.map(toOwnerRef),
    evaluation: evaluation ? toEvaluationRef(state, evaluation) : null,
    rows: rows.map(({ row, role }) => ({ ...toRow(state, row, results), role })),
    missing: filterMissing(gatherMissing(state, results), { owner: id }),
  };
}
