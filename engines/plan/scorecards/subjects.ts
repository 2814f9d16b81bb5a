import type { Text } from "@midreach/kernel/contracts";
import type { Relation } from "../core/scoring.ts";
import type { Named } from "../schemas.ts";
import { functionName, type RowFrame } from "../views/row-frame.ts";
import { findScope } from "../views/scope.ts";
import { oncePerState, type PlanState } from "../views/state.ts";
import type { SubjectKind } from "./schemas.ts";

/** Somebody who is scored, with the commitments that concern it. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly name: Text;
  readonly parent: Named | null;
  readonly rows: readonly { readonly row: RowFrame; readonly relation: Relation }[];
}

type SubjectRows = Subject["rows"];

/** Everybody of a kind, in the region's order; owners without any commitment are left out. */
export function listSubjects(state: PlanState, kind: SubjectKind): readonly Subject[] {
  return listers[kind](state);
}

const listCities = oncePerState((state): readonly Subject[] =>
  state.records.places
    .filter((place) => place.inPlan)
    .map((place) => {
      const parent = place.parent === null ? undefined : state.world.places.get(place.parent);
      return {
        kind: "city",
        id: place.code,
        name: place.name,
        parent: parent ? { id: parent.code, name: parent.name } : null,
        rows: relate(state, (row) => findScope(state, row, place.code)),
      };
    }),
);

const listProvinces = oncePerState((state): readonly Subject[] => {
  const codes = new Set(state.records.places.filter((place) => place.inPlan).map((place) => place.parent));
  return state.records.places
    .filter((place) => place.kind === "province" && codes.has(place.code))
    .map((place) => ({
      kind: "province",
      id: place.code,
      name: place.name,
      parent: null,
      rows: relate(state, (row) => findProvinceRelation(state, row, place.code)),
    }));
});

/** A province is concerned by what names it or a city of it, and by groups and waters that reach one of its cities. */
function findProvinceRelation(state: PlanState, row: RowFrame, province: string): Relation | undefined {
  const scope = findScope(state, row, province);
  if (scope !== undefined) return scope;
  const { wholePlace } = state.records.plan;
  if (row.commitment.places.includes(wholePlace)) return "whole";
  const reaches = (code: string): boolean => {
    const place = state.world.places.get(code);
    if (!place) return false;
    const inside = (member: string) => state.world.places.get(member)?.parent === province;
    return place.members.some(inside) || (place.parent !== null && inside(place.parent));
  };
  return row.commitment.places.some(reaches) ? "group" : undefined;
}

function relate(state: PlanState, find: (row: RowFrame) => Relation | undefined): SubjectRows {
  return state.rows.flatMap((row) => {
    const relation = find(row);
    return relation ? [{ row, relation }] : [];
  });
}

const listOrganisations = oncePerState((state): readonly Subject[] => {
  const rows = new Map<string, { row: RowFrame; relation: Relation }[]>();
  const add = (id: string, row: RowFrame, relation: Relation) => {
    const found = rows.get(id);
    if (found) found.push({ row, relation });
    else rows.set(id, [{ row, relation }]);
  };
  for (const row of state.rows) {
    for (const id of row.leads) add(id, row, "lead");
    for (const id of row.supports) if (!row.leads.has(id)) add(id, row, "support");
  }
  return state.records.organisations.flatMap((body): Subject[] => {
    const owned = rows.get(body.id);
    if (!owned) return [];
    const trade = { id: body.function, name: functionName(state.register.frame, body.function) };
    return [{ kind: "organisation", id: body.id, name: body.name, parent: trade, rows: owned }];
  });
});

const listTrades = oncePerState((state): readonly Subject[] => {
  const tradeOf = (id: string) => state.world.organisations.get(id)?.function;
  const trades = new Map<string, { row: RowFrame; relation: Relation }[]>();
  for (const row of state.rows) {
    const leads = new Set([...row.leads].map(tradeOf));
    const supports = new Set([...row.supports].map(tradeOf).filter((trade) => !leads.has(trade)));
    for (const [side, relation] of [[leads, "lead"] as const, [supports, "support"] as const]) {
      for (const trade of side) {
        if (trade) trades.set(trade, [...(trades.get(trade) ?? []), { row, relation }]);
      }
    }
  }
  return [...trades].map(([id, rows]) => ({
    kind: "trade",
    id,
    name: functionName(state.register.frame, id),
    parent: null,
    rows,
  }));
});

const listers: Readonly<Record<SubjectKind, (state: PlanState) => readonly Subject[]>> = {
  city: listCities,
  province: listProvinces,
  organisation: listOrganisations,
  trade: listTrades,
};
