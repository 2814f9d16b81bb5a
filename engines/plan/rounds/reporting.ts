import type { Actor } from "@midreach/kernel/http";
import { findPeriod } from "@midreach/kernel/time";
import { compareMilestones, isSameFigure } from "../core/rounds/compare.ts";
import { emptyContent, listGivenFigures, listReportFaults } from "../core/rounds/report.ts";
import { observationKey } from "../core/world.ts";
import type { PlanService } from "../service.ts";
import type { NewReportedAssessment } from "../store/assessments.ts";
import type { NewMilestone } from "../store/milestones.ts";
import type { NewObservation } from "../store/observations.ts";
import type { PlanState } from "../views/state.ts";
import { dayOf, doingOf, getUnitRef, roundTables } from "./context.ts";
import { recordsIn } from "./records.ts";
import type { ItemKey, StoredItem } from "./store/items.ts";
import {
  type AcceptedRecords,
  acceptReports,
  type Picked,
  returnReports,
  saveDraft,
  submitReports,
  withdrawReports,
} from "./store/reports.ts";
import { getRound, type StoredRound } from "./store/rounds.ts";
import { wantedIn } from "./units.ts";

/** Keeps what a unit has typed. @throws Problem as `saveDraft` of the store */
export async function saveItem(
  service: PlanService,
  actor: Actor,
  key: ItemKey,
  given: Parameters<typeof saveDraft>[2],
) {
  const saved = await saveDraft(service.services.database, key, given, doingOf(service, actor));
  return { version: saved.version, state: saved.state, savedAt: saved.savedAt.toISOString() };
}

/** Submits reports, all or none. @throws Problem with everything that is missing */
export async function submitItems(service: PlanService, actor: Actor, picked: Picked): Promise<number> {
  const state = await service.reader.getState();
  const round = await getRound(roundTables(service), picked.round);
  const today = dayOf(service);
  return submitReports(
    service.services.database,
    picked,
    (item) =>
      listReportFaults(item.content ?? emptyContent, {
        where: item.commitment,
        wanted: state.rowById.has(item.commitment) ? wantedIn(state, round, item) : [],
        records: recordsIn(state, item),
        today,
      }),
    doingOf(service, actor),
  );
}

/** Takes submitted reports back. @throws Problem `resource.conflict` when somebody has reviewed them */
export async function withdrawItems(service: PlanService, actor: Actor, picked: Picked): Promise<number> {
  return withdrawReports(service.services.database, picked, doingOf(service, actor));
}

/**
 * Accepts reports, or returns them with a reason; all or none. Accepted figures become observations, events of projects
 * milestones and judgements assessments, all known from today and with the unit as their source; figures and events that
 * say what is known already do not.
 */
export async function reviewItems(
  service: PlanService,
  actor: Actor,
  picked: Picked,
  { decision, reason }: { readonly decision: "accept" | "return"; readonly reason: string },
): Promise<number> {
  const { database } = service.services;
  const doing = doingOf(service, actor);
  if (decision === "return") return returnReports(database, picked, reason, doing);
  const state = await service.reader.getState();
  const recordsOf = (item: StoredItem, round: StoredRound): AcceptedRecords => ({
    figures: toObservations(state, item, round, doing.day),
    milestones: toMilestones(state, item, round, doing.day),
    assessments: toAssessments(state, item),
  });
  return acceptReports(database, picked, recordsOf, doing);
}

function toMilestones(state: PlanState, item: StoredItem, round: StoredRound, day: string): NewMilestone[] {
  const unit = getUnitRef(state, item.organisation);
  return compareMilestones(state.world, item.content ?? emptyContent).flatMap((milestone): NewMilestone[] => {
    const end = findPeriod(milestone.date)?.to;
    // The project has left the plan since, or the same is known already.
    if (!end || !state.world.projects.has(milestone.project)) return [];
    if (milestone.agreement === "agrees" && milestone.known?.event === milestone.event) return [];
    return [
      {
        project: milestone.project,
        event: milestone.event,
        date: milestone.date,
        // A month that has not ended counts from the day on which it is known.
        dateEnd: end > day ? day : end,
        publishedAt: day,
        reportedBy: item.organisation,
        sourceTitle: `${unit.name.zh}填报:${milestone.evidence}`,
        note: `${round.title}, ${item.commitment}`,
      },
    ];
  });
}

function toAssessments(state: PlanState, item: StoredItem): NewReportedAssessment[] {
  const given = item.content?.assessment;
  // The commitment has left the register since: nobody could read the judgement.
  if (!given || !state.rowById.has(item.commitment)) return [];
  const { asOf, valuePercent, judgement, evidence } = given;
  const madeBy = `${getUnitRef(state, item.organisation).name.zh}填报`;
  const { commitment, organisation } = item;
  return [{ commitment, organisation, madeBy, asOf, valuePercent, judgement, evidenceTitle: evidence }];
}

function toObservations(state: PlanState, item: StoredItem, round: StoredRound, day: string): NewObservation[] {
  const unit = getUnitRef(state, item.organisation);
  return listGivenFigures(item.content ?? emptyContent).flatMap((figure) => {
    const defined = state.world.indicators.get(figure.indicator);
    // The indicator has left the register since: nobody could read the figure.
    if (!defined) return [];
    const known = state.world.observations
      .get(observationKey(figure.indicator, figure.place))
      ?.findLast((row) => row.period === figure.period);
    if (known && isSameFigure(known.value, figure.value)) return [];
    return [
      {
        indicator: figure.indicator,
        place: figure.place,
        period: figure.period,
        value: figure.value,
        unit: defined.unit,
        publishedAt: day,
        sourceTitle: `${unit.name.zh}填报:${figure.source}`,
        sourceUrl: null,
        note: `${round.title}, ${item.commitment}`,
      },
    ];
  });
}
