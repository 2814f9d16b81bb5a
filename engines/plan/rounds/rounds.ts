import type { Actor } from "@midreach/kernel/http";
import { compareStatus } from "../core/rounds/compare.ts";
import { countOwed, judgeDue } from "../core/rounds/deadlines.ts";
import type { PlanService } from "../service.ts";
import type { PlanState } from "../views/state.ts";
import { dayOf, doingOf, findComputed, findReadableUnits, mayAll, mayFor, roundTables, toUnitRef } from "./context.ts";
import { listScopedItems } from "./duties.ts";
import type { NewRound, Round, RoundChange, RoundDetail, RoundScope, UnitProgress } from "./schemas.ts";
import { countByUnit, listReportedStatuses } from "./store/items.ts";
import { type Reopening, reopenRound } from "./store/reopen.ts";
import {
  changeRound,
  closeRound,
  countItems,
  getRound,
  insertRound,
  listRounds,
  noCounts,
  openRound,
  type RoundCounts,
  roundConflict,
  type StoredRound,
} from "./store/rounds.ts";
import { countSupervisions } from "./store/supervision.ts";

/** A round as it is answered. */
export function toRound(round: StoredRound, day: string, counted: RoundCounts | undefined): Round {
  return {
    id: round.id,
    title: round.title,
    periodFrom: round.period_from,
    periodTo: round.period_to,
    due: round.due,
    note: round.note,
    scope: round.scope,
    state: round.state,
    createdAt: round.created_at.toISOString(),
    createdBy: round.created_by,
    openedAt: round.opened_at?.toISOString() ?? null,
    openedBy: round.opened_by,
    closedAt: round.closed_at?.toISOString() ?? null,
    closedBy: round.closed_by,
    reopened:
      round.reopened_at === null
        ? null
        : {
            at: round.reopened_at.toISOString(),
            by: round.reopened_by ?? "",
            reason: round.reopen_reason ?? "",
          },
    ...judgeDue(round.due, day),
    counts: counted?.counts ?? noCounts,
    units: counted?.units ?? 0,
    commitments: counted?.commitments ?? 0,
  };
}

/** Rounds with the counts of what the reader may see. Who may not manage them does not see drafts. */
export async function listVisibleRounds(service: PlanService, actor: Actor) {
  const state = await service.reader.getState();
  const db = roundTables(service);
  const mayManage = mayAll(service, actor, "rounds:manage");
  const seesAll = mayAll(service, actor, "rounds:read-all");
  const rounds = (await listRounds(db)).filter((round) => seesAll || round.state !== "draft");
  const units = findReadableUnits(service, state, actor);
  const counts = await countItems(
    db,
    rounds.map((round) => round.id),
    units,
  );
  const day = dayOf(service);
  return { rounds: rounds.map((round) => toRound(round, day, counts.get(round.id))), mayManage };
}

/**
 * A round with the progress of every unit that the reader may see, those that owe most first.
 * @throws Problem `resource.not-found`; a draft does not exist for those who do not manage rounds
 */
export async function getRoundDetail(service: PlanService, actor: Actor, id: string): Promise<RoundDetail> {
  const state = await service.reader.getState();
  const db = roundTables(service);
  const round = await getVisibleRound(service, actor, id);
  const readable = findReadableUnits(service, state, actor);
  const counted = await countItems(db, [id], readable);
  const counts = await countByUnit(db, id, readable);
  const disagreements = countDisagreements(state, await listReportedStatuses(db, id));
  const supervisions = await countSupervisions(db);
  const answer = toRound(round, dayOf(service), counted.get(id));
  const units = [...counts].map(([organisation, unitCounts]): UnitProgress => {
    const owed = countOwed(unitCounts);
    return {
      unit: toUnitRef(state, organisation),
      counts: unitCounts,
      owed,
      daysOverdue: owed > 0 && round.state === "open" ? Math.max(0, -answer.daysLeft) : 0,
      disagreements: disagreements.get(organisation) ?? 0,
      supervisions: supervisions.get(organisation) ?? 0,
    };
  });
  units.sort((a, b) => b.owed - a.owed || (a.unit.id < b.unit.id ? -1 : 1));
  const own = actor.organisation;
  return {
    round: answer,
    mayManage: mayAll(service, actor, "rounds:manage"),
    maySupervise: units.some(({ unit }) => mayFor(service, state, actor, "supervision:issue", unit.id)),
    ownUnit: own !== null && counts.has(own) ? own : null,
    units,
  };
}

/** @throws Problem `resource.not-found`; a draft does not exist for those who do not see all */
export async function getVisibleRound(service: PlanService, actor: Actor, id: string): Promise<StoredRound> {
  const db = roundTables(service);
  const round = await getRound(db, id);
  if (round.state === "draft" && !mayAll(service, actor, "rounds:read-all")) return getRound(db, "");
  return round;
}

function countDisagreements(
  state: PlanState,
  reported: Awaited<ReturnType<typeof listReportedStatuses>>,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { organisation, commitment, status } of reported) {
    if (compareStatus(status, findComputed(state, commitment) ?? undefined) !== "disagrees") continue;
    counts.set(organisation, (counts.get(organisation) ?? 0) + 1);
  }
  return counts;
}

/** How many tasks, units and commitments a scope would ask about today. */
export async function previewScope(service: PlanService, scope: RoundScope) {
  const items = await listScopedItems(service, scope);
  return {
    items: items.length,
    units: new Set(items.map((item) => item.organisation)).size,
    commitments: new Set(items.map((item) => item.commitment)).size,
  };
}

/** Keeps a new round as a draft. @throws Problem `request.invalid` for dates in a wrong order */
export async function createRound(service: PlanService, actor: Actor, given: NewRound): Promise<RoundDetail> {
  const id = await insertRound(service.services.database, given, doingOf(service, actor));
  return getRoundDetail(service, actor, id);
}

/** Changes a round. @throws Problem `resource.not-found`, `resource.conflict`, `request.invalid` */
export async function editRound(service: PlanService, actor: Actor, id: string, change: RoundChange) {
  await changeRound(service.services.database, id, change, doingOf(service, actor));
  return getRoundDetail(service, actor, id);
}

/** Opens a draft for those who are assigned today. @throws Problem as `openRound` of the store */
export async function startRound(service: PlanService, actor: Actor, id: string): Promise<RoundDetail> {
  const { scope } = await getRound(roundTables(service), id);
  const items = await listScopedItems(service, scope);
  await openRound(service.services.database, id, { items, scope }, doingOf(service, actor));
  return getRoundDetail(service, actor, id);
}

/** Closes an open round. @throws Problem `resource.not-found`, `resource.conflict` */
export async function endRound(service: PlanService, actor: Actor, id: string): Promise<RoundDetail> {
  await closeRound(service.services.database, id, doingOf(service, actor));
  return getRoundDetail(service, actor, id);
}

/** Opens a closed round again with a reason and a new due date. @throws Problem as `reopenRound` of the store */
export async function resumeRound(service: PlanService, actor: Actor, id: string, given: Reopening) {
  await reopenRound(service.services.database, id, given, doingOf(service, actor));
  return getRoundDetail(service, actor, id);
}

/** A unit that still owes reports in an open round. */
export interface Reminder extends Pick<UnitProgress, "unit" | "owed" | "daysOverdue" | "supervisions"> {
  readonly round: Pick<Round, "id" | "title" | "due" | "daysLeft" | "urgency">;
  /** Of those owed, how many were sent back. */
  readonly returned: number;
}

/**
 * Who has to be reminded: every unit that owes reports in open rounds, the most urgent round first. Nothing is sent.
 * @param wanted only this round
 * @throws Problem `resource.not-found`, `resource.conflict` when that round is not open
 */
export async function listReminders(
  service: PlanService,
  actor: Actor,
  wanted?: string,
): Promise<{ readonly today: string; readonly reminders: readonly Reminder[] }> {
  if (wanted !== undefined) {
    const round = await getVisibleRound(service, actor, wanted);
    if (round.state !== "open") {
      throw roundConflict(round, "现在没有单位需要填报。", "nobody owes reports in it now.");
    }
  }
  const { rounds } = await listVisibleRounds(service, actor);
  const open = rounds.filter((round) => round.state === "open" && (wanted === undefined || round.id === wanted));
  open.sort((a, b) => a.daysLeft - b.daysLeft);
  const reminders: Reminder[] = [];
  for (const { id, title, due, daysLeft, urgency } of open) {
    const { units } = await getRoundDetail(service, actor, id);
    for (const { unit, owed, daysOverdue, supervisions, counts } of units.filter((row) => row.owed > 0)) {
      const round = { id, title, due, daysLeft, urgency };
      reminders.push({ round, unit, owed, daysOverdue, supervisions, returned: counts.returned });
    }
  }
  return { today: dayOf(service), reminders };
}
