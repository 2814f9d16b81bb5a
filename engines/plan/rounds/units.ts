import type { Actor } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { compareFigures, compareMilestones, compareStatus } from "../core/rounds/compare.ts";
import { emptyContent, listGivenFigures, type WantedFigure } from "../core/rounds/report.ts";
import { listWantedFigures } from "../core/rounds/wanted.ts";
import { observationKey } from "../core/world.ts";
import type { Named } from "../schemas.ts";
import type { PlanService } from "../service.ts";
import type { PlanState } from "../views/state.ts";
import { toClosures } from "./closures.ts";
import {
  dayOf,
  findComputed,
  getCommitmentRow,
  getUnitRef,
  mayFor,
  roundTables,
  toBriefCommitment,
  toUnitRef,
} from "./context.ts";
import { toEvidenceFile } from "./evidence.ts";
import { countedContent, recordsIn, toRecordDetail } from "./records.ts";
import { getVisibleRound, toRound } from "./rounds.ts";
import type { ItemDetail, ItemRow, UnitPage } from "./schemas.ts";
import { listClosures } from "./store/closures.ts";
import { countFiles, listFiles } from "./store/files.ts";
import { findItem, findPrevious, type ItemKey, listEvents, listUnitItems, type StoredItem } from "./store/items.ts";
import { noItem } from "./store/reports.ts";
import { noCounts, type StoredRound } from "./store/rounds.ts";

/** The figures that a unit is asked for about a commitment in a round: of the last period that it covers. */
export function wantedIn(state: PlanState, round: StoredRound, key: Omit<ItemKey, "round">): WantedFigure[] {
  const { commitment } = getCommitmentRow(state, key.commitment);
  return listWantedFigures(state.world, commitment, key.organisation, round.period_to);
}

/** An item in short, beside what is computed. */
export function toItemRow(state: PlanState, round: StoredRound, item: StoredItem, files: number): ItemRow {
  const content = countedContent(item);
  const known = state.rowById.has(item.commitment);
  const computed = findComputed(state, item.commitment);
  const figures = compareFigures(state.world, content);
  const records = recordsIn(state, item);
  const milestones = compareMilestones(state.world, content);
  return {
    commitment: toBriefCommitment(state, item.commitment),
    role: item.role,
    state: item.state,
    version: item.version,
    status: content.status,
    computed,
    agreement: compareStatus(content.status, computed ?? undefined),
    figuresGiven: listGivenFigures(content).length,
    figuresWanted: known ? wantedIn(state, round, item).length : 0,
    figuresDisagreeing: figures.filter((figure) => figure.agreement === "disagrees").length,
    milestonesGiven: milestones.length,
    milestonesWanted: records.projects.length,
    milestonesDisagreeing: milestones.filter((milestone) => milestone.agreement === "disagrees").length,
    assessment: records.assessment === null ? "not-asked" : content.assessment === null ? "missing" : "given",
    files,
    savedAt: item.saved_at?.toISOString() ?? null,
    savedBy: item.saved_by,
    submittedAt: item.submitted_at?.toISOString() ?? null,
    reviewedAt: item.reviewed_at?.toISOString() ?? null,
    reviewedBy: item.reviewed_by,
    returnReason: item.return_reason,
    late: item.late,
  };
}

/** What the reader may do with a unit's reports; a closed round can be read only. */
export function mayOf(service: PlanService, state: PlanState, actor: Actor, unit: string, round: StoredRound) {
  const open = round.state === "open";
  return {
    fill: open && mayFor(service, state, actor, "rounds:fill", unit),
    review: open && mayFor(service, state, actor, "rounds:review", unit),
    supervise: mayFor(service, state, actor, "supervision:issue", unit),
  };
}

/** Everything that a unit has to report in a round. @throws Problem `resource.not-found` */
export async function getUnitPage(service: PlanService, actor: Actor, id: string, unit: string): Promise<UnitPage> {
  const state = await service.reader.getState();
  const db = roundTables(service);
  const round = await getVisibleRound(service, actor, id);
  const ref = getUnitRef(state, unit);
  const items = await listUnitItems(db, id, unit);
  if (items.length === 0) {
    throw new Problem("resource.not-found", {
      zh: `本轮没有向${ref.name.zh}下发任务。`,
      en: `${ref.name.en} is not asked in this round.`,
    });
  }
  const files = await countFiles(db, unit, id);
  const counts = { ...noCounts } as Record<StoredItem["state"], number>;
  for (const item of items) counts[item.state] += 1;
  const counted = { counts, units: 1, commitments: items.length };
  return {
    round: toRound(round, dayOf(service), counted),
    unit: ref,
    may: mayOf(service, state, actor, unit, round),
    counts,
    items: items.map((item) => toItemRow(state, round, item, files.get(item.commitment) ?? 0)),
  };
}

/** One report with everything that filling in and reviewing need. @throws Problem `resource.not-found` */
export async function getItemDetail(service: PlanService, actor: Actor, key: ItemKey): Promise<ItemDetail> {
  const state = await service.reader.getState();
  const db = roundTables(service);
  const round = await getVisibleRound(service, actor, key.round);
  const item = await findItem(db, key);
  if (!item) throw noItem(key);
  const siblings = await listUnitItems(db, key.round, key.organisation);
  const position = siblings.findIndex((other) => other.commitment === key.commitment);
  const files = await listFiles(db, key);
  const inRound = files.filter((file) => file.round === key.round);
  const previous = await findPrevious(db, key);
  const result = state.latestResults.get(key.commitment);
  const closures = await listClosures(db, { units: [key.organisation], commitment: key.commitment });
  return {
    round: toRound(round, dayOf(service), undefined),
    unit: toUnitRef(state, key.organisation),
    may: mayOf(service, state, actor, key.organisation, round),
    item: toItemRow(state, round, item, inRound.length),
    content: item.content ?? emptyContent,
    closedContent: item.late ? (item.closed_content ?? emptyContent) : null,
    previous: previous?.content
      ? { round: { id: previous.id, name: { zh: previous.title, en: previous.title } }, content: previous.content }
      : null,
    computedSummary: result?.summary ?? null,
    computedValue: result && result.value !== null ? { value: result.value, unit: result.unit } : null,
    wanted: state.rowById.has(key.commitment) ? toWanted(state, wantedIn(state, round, key)) : [],
    figures: toComparisons(state, item),
    ...toRecordDetail(state, item),
    files: inRound.map(toEvidenceFile),
    events: (await listEvents(db, key)).map((event) => ({
      act: event.act,
      at: event.at.toISOString(),
      by: event.made_by,
      version: event.version,
      reason: event.reason,
      content: event.content,
    })),
    closures: await toClosures(service, state, closures),
    previousId: siblings[position - 1]?.commitment ?? null,
    nextId: siblings[position + 1]?.commitment ?? null,
  };
}

const nameOfIndicator = (state: PlanState, id: string): Named => ({
  id,
  name: state.world.indicators.get(id)?.name ?? { zh: id, en: id },
});
const nameOfPlace = (state: PlanState, code: string): Named => ({
  id: code,
  name: state.world.places.get(code)?.name ?? { zh: code, en: code },
});

function toWanted(state: PlanState, wanted: readonly WantedFigure[]): ItemDetail["wanted"] {
  return wanted.map(({ indicator, place, period }) => {
    const known = state.world.observations.get(observationKey(indicator, place))?.at(-1);
    const defined = state.world.indicators.get(indicator);
    return {
      indicator: nameOfIndicator(state, indicator),
      unit: defined?.unit ?? "",
      definition: defined?.definition ?? { zh: "", en: "" },
      place: nameOfPlace(state, place),
      period,
      known: known
        ? { value: known.value, period: known.period, publishedAt: known.publishedAt, source: known.sourceTitle }
        : null,
    };
  });
}

function toComparisons(state: PlanState, item: StoredItem): ItemDetail["figures"] {
  return compareFigures(state.world, countedContent(item)).map((figure) => ({
    indicator: nameOfIndicator(state, figure.indicator),
    place: nameOfPlace(state, figure.place),
    period: figure.period,
    unit: state.world.indicators.get(figure.indicator)?.unit ?? "",
    reported: figure.reported,
    known: figure.known
      ? { value: figure.known.value, publishedAt: figure.known.publishedAt, source: figure.known.sourceTitle }
      : null,
    agreement: figure.agreement,
  }));
}
