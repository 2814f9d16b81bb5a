import type { Actor } from "@midreach/kernel/http";
import { type Fault, Problem } from "@midreach/kernel/problems";
import { type Duty, listRegisterDuties } from "../core/rounds/assign.ts";
import type { PlanService } from "../service.ts";
import { filterRows } from "../views/rows.ts";
import { oncePerState, type PlanState } from "../views/state.ts";
import { dayOf, doingOf, getCommitmentRow, mayAll, roundTables, toBriefCommitment, toUnitRef } from "./context.ts";
import type { Assignment, DutyAnswer, NewAssignment, RoundScope } from "./schemas.ts";
import { decideDuties, isInForce, listDecidedDuties, type StoredDuty } from "./store/assignments.ts";
import { listClosedTasks } from "./store/closures.ts";
import type { NewItem } from "./store/rounds.ts";

/** Duties that the register implies, by commitment; computed once for each state. */
const registerDuties = oncePerState(
  (state) => new Map(state.rows.map(({ commitment }) => [commitment.id, listRegisterDuties(state.world, commitment)])),
);

type Decided = ReadonlyMap<string, readonly StoredDuty[]>;

/** Who answers for a commitment on a day: what the office decided, or else what the register implies. */
function dutiesOn(state: PlanState, decided: Decided, commitment: string, day: string): readonly Duty[] {
  const rows = decided.get(commitment);
  if (rows) return rows.filter((row) => isInForce(row, day));
  return registerDuties(state).get(commitment) ?? [];
}

/**
 * The tasks that a round with this scope asks about on a day, unit by unit, in the order of the plan. Closed tasks are
 * left out.
 */
export async function listScopedItems(service: PlanService, scope: RoundScope): Promise<NewItem[]> {
  const state = await service.reader.getState();
  const db = roundTables(service);
  const decided = await listDecidedDuties(db);
  const closed = await listClosedTasks(db);
  const day = dayOf(service);
  const within = (list: readonly (string | number)[], value: string | number) =>
    list.length === 0 || list.includes(value);
  return state.rows
    .filter(({ base }) => within(scope.chapters, base.chapter) && within(scope.strengths, base.strength))
    .filter(({ base }) => within(scope.commitments, base.id))
    .flatMap(({ base }) =>
      dutiesOn(state, decided, base.id, day)
        .filter((duty) => scope.roles.includes(duty.role))
        .filter((duty) => within(scope.organisations, duty.organisation))
        .filter((duty) => within(scope.functions, state.world.organisations.get(duty.organisation)?.function ?? ""))
        .filter((duty) => !closed.has(`${duty.organisation} ${base.id}`))
        .map(({ organisation, role }) => ({ organisation, role, commitment: base.id })),
    );
}

/** What assignments are filtered by. */
export interface AssignmentFilter {
  readonly q?: string | undefined;
  readonly chapter?: number | undefined;
  readonly organisation?: string | undefined;
  readonly basis?: "register" | "office" | undefined;
  readonly page: number;
  readonly pageSize: number;
}

/** Who answers for what today, one row for each commitment. */
export async function listAssignments(service: PlanService, actor: Actor, filter: AssignmentFilter) {
  const state = await service.reader.getState();
  const decided = await listDecidedDuties(roundTables(service));
  const day = dayOf(service);
  const { page, pageSize, organisation, basis } = filter;
  const rows = filterRows(state, new Map(), { q: filter.q, chapter: filter.chapter }).filter(({ base }) => {
    if (basis !== undefined && (decided.has(base.id) ? "office" : "register") !== basis) return false;
    if (organisation === undefined) return true;
    return dutiesOn(state, decided, base.id, day).some((duty) => duty.organisation === organisation);
  });
  const start = (page - 1) * pageSize;
  return {
    total: rows.length,
    page,
    pageSize,
    mayManage: mayAll(service, actor, "assignments:manage"),
    rows: rows.slice(start, start + pageSize).map(({ base }) => toAssignment(state, decided, base.id, day, false)),
  };
}

/** Who answers for a commitment, with history. @throws Problem `resource.not-found` */
export async function getAssignment(service: PlanService, commitment: string): Promise<Assignment> {
  const state = await service.reader.getState();
  getCommitmentRow(state, commitment);
  return toAssignment(state, await listDecidedDuties(roundTables(service)), commitment, dayOf(service), true);
}

function toAssignment(
  state: PlanState,
  decided: Decided,
  commitment: string,
  day: string,
  withHistory: boolean,
): Assignment {
  const brief = toBriefCommitment(state, commitment);
  const rows = decided.get(commitment);
  if (!rows) {
    const validFrom = state.records.plan.periodStart;
    const frame = { validFrom, validTo: null, basis: "register" as const, note: "", madeBy: "", endedBy: null };
    const duties = (registerDuties(state).get(commitment) ?? []).map((duty) => ({
      unit: toUnitRef(state, duty.organisation),
      role: duty.role,
      ...frame,
    }));
    return { commitment: brief, basis: "register", duties, history: [] };
  }
  return {
    commitment: brief,
    basis: "office",
    duties: rows.filter((row) => isInForce(row, day)).map((row) => toDuty(state, row)),
    history: withHistory
      ? rows
          .filter((row) => !isInForce(row, day))
          .map((row) => toDuty(state, row))
          .reverse()
      : [],
  };
}

const toDuty = (state: PlanState, row: StoredDuty): DutyAnswer => ({
  unit: toUnitRef(state, row.organisation),
  role: row.role,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  basis: row.basis,
  note: row.note,
  madeBy: row.made_by,
  endedBy: row.ended_by,
});

/**
 * Decides who answers for a commitment from a day on.
 * @throws Problem `resource.not-found`, `resource.conflict`, `request.invalid` (unknown or repeated organisations, two
 * leading ones, nobody at all, a day before the plan)
 */
export async function assign(service: PlanService, actor: Actor, commitment: string, given: NewAssignment) {
  const state = await service.reader.getState();
  getCommitmentRow(state, commitment);
  const faults = listDutyFaults(state, given);
  if (faults.length > 0) throw new Problem("request.invalid", "The assignment is not valid; nothing changed.", faults);
  const since = state.records.plan.periodStart;
  const implied = { duties: registerDuties(state).get(commitment) ?? [], since };
  await decideDuties(service.services.database, commitment, given, implied, doingOf(service, actor));
  return getAssignment(service, commitment);
}

function listDutyFaults(state: PlanState, { duties, validFrom }: NewAssignment): Fault[] {
  const seen = new Set<string>();
  const faults = duties.flatMap(({ organisation }, index): Fault[] => {
    const where = `duties[${index}]`;
    if (!state.world.organisations.has(organisation)) {
      return [{ where, what: `the region has no organisation "${organisation}"` }];
    }
    if (seen.has(organisation)) return [{ where, what: `"${organisation}" stands twice`, fix: "give it one role" }];
    seen.add(organisation);
    return [];
  });
  if (duties.length === 0) faults.push({ where: "duties", what: "names nobody", fix: "name who answers for it" });
  if (duties.filter((duty) => duty.role === "lead").length > 1) {
    faults.push({
      where: "duties",
      what: "names several leading organisations",
      fix: "one leads, others are responsible",
    });
  }
  if (validFrom < state.records.plan.periodStart) {
    faults.push({ where: "validFrom", what: `lies before the plan begins (${state.records.plan.periodStart})` });
  }
  return faults;
}
