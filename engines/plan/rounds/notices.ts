import type { Actor } from "@midreach/kernel/http";
import { addDays } from "@midreach/kernel/time";
import { countOwed, judgeDue } from "../core/rounds/deadlines.ts";
import { findEvaluationDue } from "../due.ts";
import type { PlanService } from "../service.ts";
import type { PlanState } from "../views/state.ts";
import { dayOf, findReadableUnits, mayAll, mayFor, roundTables, toUnitRef } from "./context.ts";
import type { Notice } from "./schemas.ts";
import { listClosures } from "./store/closures.ts";
import { countByUnit } from "./store/items.ts";
import { listRounds, type StoredRound } from "./store/rounds.ts";
import { listSupervisions } from "./store/supervision.ts";

const urgencies = ["overdue", "today", "soon", "later"] as const;
/** Decisions are news for so many days. */
const newsDays = 14;

const blank = { daysLeft: null, due: null, round: null, unit: null, subject: null } as const;

/** Who is asking, and what about. */
interface Asking {
  readonly service: PlanService;
  readonly state: PlanState;
  readonly actor: Actor;
  readonly day: string;
}

/**
 * What waits for the reader: reports owed or returned, reports to review, units that are late, supervision, closings.
 * Computed from due dates at every asking; the most urgent first.
 */
export async function listNotices(service: PlanService, actor: Actor): Promise<{ today: string; notices: Notice[] }> {
  const state = await service.reader.getState();
  const day = dayOf(service);
  const asking = { service, state, actor, day };
  const open = (await listRounds(roundTables(service))).filter((round) => round.state === "open");
  const notices: Notice[] = [];
  for (const round of open) notices.push(...(await listRoundNotices(asking, round)));
  notices.push(...(await listSupervisionNotices(asking)), ...(await listClosureNotices(asking)));
  notices.push(...(await listEvaluationNotices(asking)));
  notices.sort(
    (a, b) => urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) || (a.daysLeft ?? 999) - (b.daysLeft ?? 999),
  );
  return { today: day, notices };
}

async function listRoundNotices({ service, state, actor, day }: Asking, round: StoredRound): Promise<Notice[]> {
  const readable = findReadableUnits(service, state, actor);
  const counts = await countByUnit(roundTables(service), round.id, readable);
  const due = judgeDue(round.due, day);
  const frame = {
    ...blank,
    ...due,
    due: round.due,
    round: { id: round.id, name: { zh: round.title, en: round.title } },
  };
  const notices: Notice[] = [];
  const own = actor.organisation === null ? undefined : counts.get(actor.organisation);
  if (own && actor.organisation && mayFor(service, state, actor, "rounds:fill", actor.organisation)) {
    const unit = toUnitRef(state, actor.organisation);
    const owed = countOwed(own) - own.returned;
    if (owed > 0) notices.push({ ...frame, kind: "report-owed", count: owed, unit });
    if (own.returned > 0) notices.push({ ...frame, kind: "report-returned", count: own.returned, unit });
  }
  // Who may review everybody is asked once, not for each of hundreds of units.
  const reviewsAll = mayAll(service, actor, "rounds:review");
  const below = [...counts].filter(([unit]) => reviewsAll || mayFor(service, state, actor, "rounds:review", unit));
  for (const [unit, unitCounts] of below) {
    if (unitCounts.submitted === 0) continue;
    notices.push({ ...frame, kind: "review-waiting", count: unitCounts.submitted, unit: toUnitRef(state, unit) });
  }
  const late = below.filter(([, unitCounts]) => countOwed(unitCounts) > 0).length;
  if (late > 0 && due.urgency === "overdue") notices.push({ ...frame, kind: "units-overdue", count: late });
  return notices;
}

/** Who may evaluate is told when accepted reports or imports have brought what no evaluation has used. */
async function listEvaluationNotices({ service, actor }: Asking): Promise<Notice[]> {
  if (!service.services.authoriser.isAllowed(actor, "plan:evaluate", { type: "plan", id: "*" })) return [];
  const due = await findEvaluationDue(service);
  if (!due) return [];
  const count = due.figures + due.milestones + due.assessments;
  return [{ ...blank, kind: "evaluation-due", urgency: "later", count }];
}

async function listSupervisionNotices({ service, state, actor, day }: Asking): Promise<Notice[]> {
  const notices = await listSupervisions(roundTables(service), findReadableUnits(service, state, actor));
  return notices.flatMap((notice): Notice[] => {
    if (notice.state === "lifted") return [];
    const unit = toUnitRef(state, notice.organisation);
    const frame = { ...blank, ...judgeDue(notice.deadline, day), due: notice.deadline, unit, subject: notice.subject };
    if (notice.state === "issued" && mayFor(service, state, actor, "supervision:answer", notice.organisation)) {
      return [{ ...frame, kind: "supervision-open", count: 1 }];
    }
    if (!mayFor(service, state, actor, "supervision:decide", notice.organisation)) return [];
    // Who supervises is told when the unit has answered, or has let the deadline pass.
    if (notice.state === "answered") return [{ ...frame, kind: "supervision-answered", count: 1 }];
    return frame.urgency === "overdue" ? [{ ...frame, kind: "supervision-open", count: 1 }] : [];
  });
}

async function listClosureNotices({ service, state, actor, day }: Asking): Promise<Notice[]> {
  const closures = await listClosures(roundTables(service), { units: findReadableUnits(service, state, actor) });
  const notices: Notice[] = [];
  const proposed = closures.filter((closure) => closure.state === "proposed").length;
  if (proposed > 0 && mayAll(service, actor, "closures:decide")) {
    notices.push({ ...blank, kind: "closure-proposed", urgency: "later", count: proposed });
  }
  for (const closure of closures) {
    const fresh = closure.decided_on !== null && closure.decided_on >= addDays(day, -newsDays);
    if (!fresh || closure.organisation !== actor.organisation) continue;
    const unit = toUnitRef(state, closure.organisation);
    notices.push({ ...blank, kind: "closure-decided", urgency: "later", count: 1, unit, subject: closure.commitment });
  }
  return notices;
}
