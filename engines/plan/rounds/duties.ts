import { text } from "@midreach/kernel/contracts";
import type { Actor } from "@midreach/kernel/http";
import { type Fault, Problem } from "@midreach/kernel/problems";
import { type Duty, type ImpliedDuty, listRegisterDuties } from "../core/rounds/assign.ts";
import type { PlanService } from "../service.ts";
import { filterRows } from "../views/rows.ts";
import { oncePerState, type PlanState } from "../views/state.ts";
import { dayOf, doingOf, getCommitmentRow, mayAll, roundTables, toBriefCommitment, toUnitRef } from "./context.ts";
import { listLeadRules } from "./lead-rules.ts";
import type { Assignment, DutyAnswer, NewAssignment, RoundScope } from "./schemas.ts";
import { decideDuties, isInForce, listDecidedDuties, type StoredDuty } from "./store/assignments.ts";
import { listClosedTasks } from "./store/closures.ts";
import type { NewItem } from "./store/rounds.ts";

const keptDuties = oncePerState(() => ({ implied: undefined as Implied | undefined }));

/** Duties that the register and the region's rules imply, by commitment; computed once for each state. */
function impliedDuties({ services }: PlanService, state: PlanState): Implied {
  const kept = keptDuties(state);
  const rules = listLeadRules(services.region);
  kept.implied ??= new Map(
    state.rows.map(({ commitment }) => [commitment.id, listRegisterDuties(state.world, commitment, rules)]),
  );
  return kept.implied;
}

type Implied = ReadonlyMap<string, readonly ImpliedDuty[]>;
type Decided = ReadonlyMap<string, readonly StoredDuty[]>;

/** What duties are read from. */
interface Duties {
  readonly decided: Decided;
  readonly implied: Implied;
  readonly day: string;
}

async function readDuties(service: PlanService, state: PlanState): Promise<Duties> {
  const decided = await listDecidedDuties(roundTables(service));
  return { decided, implied: impliedDuties(service, state), day: dayOf(service) };
}

/** Who answers for a commitment: what the office decided, or else what the register implies. */
function dutiesOf({ decided, implied, day }: Duties, commitment: string): readonly Duty[] {
  const rows = decided.get(commitment);
  if (rows) return rows.filter((row) => isInForce(row, day));
  return implied.get(commitment) ?? [];
}

/** A body that only gathers what others report, by a rule, is not asked unless the office has given it the task. */
function isAsked({ decided, implied }: Duties, commitment: string, { organisation, role }: Duty): boolean {
  if (role !== "lead") return true;
  const proposed = implied.get(commitment)?.find((duty) => duty.organisation === organisation)?.rule;
  if (!proposed || proposed.reports) return true;
  const rows = decided.get(commitment)?.filter((row) => row.organisation === organisation && row.role === "lead");
  return rows?.some((row) => row.basis === "office") ?? false;
}

/**
 * The tasks that a round with this scope asks about on a day, unit by unit, in the order of the plan. Closed tasks are
 * left out.
 */
export async function listScopedItems(service: PlanService, scope: RoundScope): Promise<NewItem[]> {
  const state = await service.reader.getState();
  const duties = await readDuties(service, state);
  const closed = await listClosedTasks(roundTables(service));
  const within = (list: readonly (string | number)[], value: string | number) =>
    list.length === 0 || list.includes(value);
  return state.rows
    .filter(({ base }) => within(scope.chapters, base.chapter) && within(scope.strengths, base.strength))
    .filter(({ base }) => within(scope.commitments, base.id))
    .flatMap(({ base }) =>
      dutiesOf(duties, base.id)
        .filter((duty) => isAsked(duties, base.id, duty) || scope.organisations.includes(duty.organisation))
        .filter((duty) => scope.roles.includes(duty.role))
        .filter((duty) => within(scope.organisations, duty.organisation))
        .filter((duty) => within(scope.functions, state.world.organisations.get(duty.organisation)?.function ?? ""))
        .filter((duty) => !closed.has(`${duty.organisation} ${base.id}`))
        .map(({ organisation, role }) => ({ organisation, role, commitment: base.id })),
    );
}

/** What a commitment's assignment rests on: the office's word, a rule's proposal of a lead, or the register alone. */
const basisOf = ({ decided, implied }: Duties, commitment: string): Assignment["basis"] => {
  if (decided.has(commitment)) return "office";
  return implied.get(commitment)?.some((duty) => duty.rule) ? "rule" : "register";
};

/** What assignments are filtered by. */
export interface AssignmentFilter {
  readonly q?: string | undefined;
  readonly chapter?: number | undefined;
  readonly organisation?: string | undefined;
  readonly basis?: Assignment["basis"] | undefined;
  readonly lead?: "one" | "none" | undefined;
  readonly page: number;
  readonly pageSize: number;
}

/** Who answers for what today, one row for each commitment. */
export async function listAssignments(service: PlanService, actor: Actor, filter: AssignmentFilter) {
  const state = await service.reader.getState();
  const duties = await readDuties(service, state);
  const { page, pageSize, organisation, basis, lead } = filter;
  const hasLead = (id: string): boolean => dutiesOf(duties, id).some((duty) => duty.role === "lead");
  const rows = filterRows(state, new Map(), { q: filter.q, chapter: filter.chapter }).filter(({ base }) => {
    if (basis !== undefined && basisOf(duties, base.id) !== basis) return false;
    if (lead !== undefined && hasLead(base.id) !== (lead === "one")) return false;
    if (organisation === undefined) return true;
    return dutiesOf(duties, base.id).some((duty) => duty.organisation === organisation);
  });
  const start = (page - 1) * pageSize;
  return {
    total: rows.length,
    page,
    pageSize,
    mayManage: mayAll(service, actor, "assignments:manage"),
    leads: {
      commitments: state.rows.length,
      withLead: state.rows.filter(({ base }) => hasLead(base.id)).length,
      byRule: state.rows.filter(({ base }) => hasLead(base.id) && basisOf(duties, base.id) === "rule").length,
    },
    rows: rows.slice(start, start + pageSize).map(({ base }) => toAssignment(state, duties, base.id, false)),
  };
}

/** Who answers for a commitment, with history. @throws Problem `resource.not-found` */
export async function getAssignment(service: PlanService, commitment: string): Promise<Assignment> {
  const state = await service.reader.getState();
  getCommitmentRow(state, commitment);
  return toAssignment(state, await readDuties(service, state), commitment, true);
}

function toAssignment(state: PlanState, duties: Duties, commitment: string, withHistory: boolean): Assignment {
  const brief = toBriefCommitment(state, commitment);
  const { decided, implied, day } = duties;
  const basis = basisOf(duties, commitment);
  const rows = decided.get(commitment);
  if (!rows) {
    const validFrom = state.records.plan.periodStart;
    const frame = { validFrom, validTo: null, note: "", madeBy: "", endedBy: null };
    const shown = (implied.get(commitment) ?? []).map(({ organisation, role, rule }) => ({
      unit: toUnitRef(state, organisation),
      role,
      basis: rule ? ("rule" as const) : ("register" as const),
      rule: rule?.title ?? null,
      ...frame,
    }));
    return { commitment: brief, basis, duties: shown, history: [] };
  }
  const past = rows.filter((row) => !isInForce(row, day)).reverse();
  return {
    commitment: brief,
    basis,
    duties: rows.filter((row) => isInForce(row, day)).map((row) => toDuty(state, row)),
    history: withHistory ? past.map((row) => toDuty(state, row)) : [],
  };
}

const toDuty = (state: PlanState, row: StoredDuty): DutyAnswer => ({
  unit: toUnitRef(state, row.organisation),
  role: row.role,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  basis: row.basis,
  rule: null,
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
  if (faults.length > 0) {
    const detail = text("任务分解有误,内容未改变。", "The assignment is not valid; nothing changed.");
    throw new Problem("request.invalid", detail, faults);
  }
  const since = state.records.plan.periodStart;
  const implied = { duties: impliedDuties(service, state).get(commitment) ?? [], since };
  await decideDuties(service.services.database, commitment, given, implied, doingOf(service, actor));
  return getAssignment(service, commitment);
}

function listDutyFaults(state: PlanState, { duties, validFrom }: NewAssignment): Fault[] {
  const seen = new Set<string>();
  const faults = duties.flatMap(({ organisation }, index): Fault[] => {
    const where = `duties[${index}]`;
    if (!state.world.organisations.has(organisation)) {
      const what = text(`本区域没有机构“${organisation}”`, `the region has no organisation "${organisation}"`);
      return [{ where, what }];
    }
    if (seen.has(organisation)) {
      const what = text(`“${organisation}”出现了两次`, `"${organisation}" stands twice`);
      return [{ where, what, fix: text("请只给它一个角色", "give it one role") }];
    }
    seen.add(organisation);
    return [];
  });
  if (duties.length === 0) {
    const fix = text("请写明由谁负责", "name who answers for it");
    faults.push({ where: "duties", what: text("没有写任何单位", "names nobody"), fix });
  }
  if (duties.filter((duty) => duty.role === "lead").length > 1) {
    faults.push({
      where: "duties",
      what: text("写了几个牵头单位", "names several leading organisations"),
      fix: text("只能有一个牵头单位,其余为责任单位", "one leads, others are responsible"),
    });
  }
  const { periodStart } = state.records.plan;
  if (validFrom < periodStart) {
    const what = text(`早于规划期起始日(${periodStart})`, `lies before the plan begins (${periodStart})`);
    faults.push({ where: "validFrom", what });
  }
  return faults;
}
