import type { Actor } from "@midreach/kernel/http";
import { isSameFigure } from "../core/rounds/compare.ts";
import { emptyContent, listGivenFigures, listReportFaults } from "../core/rounds/report.ts";
import { observationKey } from "../core/world.ts";
import type { PlanService } from "../service.ts";
import type { NewObservation } from "../store/observations.ts";
import type { PlanState } from "../views/state.ts";
import { dayOf, doingOf, getUnitRef, roundTables } from "./context.ts";
import type { ItemKey, StoredItem } from "./store/items.ts";
import {
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
 * Accepts reports, or returns them with a reason; all or none. Accepted figures become observations of today with the
 * unit as their source, unless they say what is known already.
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
  return acceptReports(database, picked, (item, round) => toObservations(state, item, round, doing.day), doing);
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
