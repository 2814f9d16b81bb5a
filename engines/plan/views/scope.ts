import type { PlanPlace } from "../core/records.ts";
import type { Scope } from "../schemas-views.ts";
import type { RowFrame } from "./row-frame.ts";
import type { PlanState } from "./state.ts";

const order: readonly Scope[] = ["named", "group", "province", "whole"];

/**
 * Why a commitment concerns a place: it names it or something in it; a group, water or range that includes it; its
 * province; or all cities of the plan. Undefined when it does not. The nearest reason counts.
 */
export function findScope(state: PlanState, row: RowFrame, code: string): Scope | undefined {
  const place = state.world.places.get(code);
  const scopes = new Set(row.commitment.places.map((named) => scopeOf(state, named, code, place)));
  return order.find((scope) => scopes.has(scope));
}

function scopeOf(state: PlanState, named: string, code: string, place: PlanPlace | undefined): Scope | undefined {
  if (named === code) return "named";
  const other = state.world.places.get(named);
  if (!other) return undefined;
  const parent = place?.parent ?? null;
  if (other.code === state.records.plan.wholePlace) return place?.inPlan ? "whole" : undefined;
  if (other.members.includes(code)) return "group";
  if (parent !== null && (other.code === parent || other.members.includes(parent))) return "province";
  return other.parent === code ? "named" : undefined;
}
