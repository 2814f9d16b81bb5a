import { Problem } from "@midreach/kernel/problems";
import { today } from "@midreach/kernel/time";
import type { Observation } from "../core/records.ts";
import { type CellState, type DataMapCell, listDataMap } from "../core/series/data-map.ts";
import { groupBy, observationKey, placeName } from "../core/world.ts";
import type { Named, OwnerRef } from "../schemas.ts";
import type { PlanService } from "../service.ts";
import { findOwnerRef, fold, functionName } from "../views/row-frame.ts";
import { oncePerState, type PlanState } from "../views/state.ts";
import type { DataMap, IndicatorPage, Publication, SeriesFigure } from "./schemas.ts";

/** What the data map can be narrowed by. */
export interface DataMapFilter {
  /** Organisation id. */
  readonly owner?: string | undefined;
  /** Trade of who owes it. */
  readonly function?: string | undefined;
  /** Chapter with a commitment that is measured by it. */
  readonly chapter?: number | undefined;
  readonly place?: string | undefined;
  readonly state?: CellState | undefined;
  /** Words of the indicator's name, in either language. */
  readonly q?: string | undefined;
}

/** Cells by day; a day of the past is asked for seldom. */
const keptDays = 4;
const mapsByDay = oncePerState(() => new Map<string, readonly DataMapCell[]>());

/** Every cell as known on a day. @throws Problem `request.invalid` for a day in the future */
export async function getCells(service: PlanService, day: string | undefined) {
  const { region, clock } = service.services;
  const now = today(region.timeZone, clock);
  const wanted = day ?? now;
  if (wanted > now)
    throw new Problem("request.invalid", {
      zh: `${wanted}在将来;今天是${now}。`,
      en: `${wanted} lies in the future; today is ${now}.`,
    });
  const state = await service.reader.getState();
  const kept = mapsByDay(state);
  const cells = kept.get(wanted) ?? listDataMap(state.world, wanted);
  kept.set(wanted, cells);
  const [oldest] = kept.keys();
  if (kept.size > keptDays && oldest !== undefined) kept.delete(oldest);
  return { state, cells, day: wanted };
}

/** Cells that pass the filter. */
export function filterCells(state: PlanState, cells: readonly DataMapCell[], filter: DataMapFilter): DataMapCell[] {
  const words = fold(filter.q ?? "")
    .split(/\s+/u)
    .filter(Boolean);
  const tradeOf = (id: string | undefined) => state.world.organisations.get(id ?? "")?.function;
  return cells.filter(
    (cell) =>
      (filter.owner === undefined || cell.owedBy === filter.owner) &&
      (filter.function === undefined || tradeOf(cell.owedBy) === filter.function) &&
      (filter.place === undefined || cell.place === filter.place) &&
      (filter.state === undefined || cell.state === filter.state) &&
      (filter.chapter === undefined ||
        cell.commitments.some((id) => state.rowById.get(id)?.base.chapter === filter.chapter)) &&
      words.every((word) =>
        fold(`${cell.indicator.id} ${cell.indicator.name.zh} ${cell.indicator.name.en}`).includes(word),
      ),
  );
}

/** One page of the data map: rows are indicators, columns the places that any of them has. */
export function toDataMap(
  state: PlanState,
  {
    all,
    cells,
    day,
  }: { readonly all: readonly DataMapCell[]; readonly cells: readonly DataMapCell[]; readonly day: string },
  paging: { readonly page: number; readonly pageSize: number },
): DataMap {
  const byIndicator = groupBy(cells, (cell) => cell.indicator);
  const start = (paging.page - 1) * paging.pageSize;
  const rows = [...byIndicator].slice(start, start + paging.pageSize);
  const owners = new Map<string, number>();
  const refs: OwnerRef[] = [];
  const indexOf = (id: string | undefined): number | null => {
    const ref = findOwnerRef(state.world, id);
    if (!ref) return null;
    if (!owners.has(ref.id)) owners.set(ref.id, refs.push(ref) - 1);
    return owners.get(ref.id) ?? null;
  };
  const count = (wanted: CellState): number => cells.filter((cell) => cell.state === wanted).length;
  return {
    day,
    total: byIndicator.size,
    ...paging,
    counts: { present: count("present"), stale: count("stale"), missing: count("missing") },
    places: orderPlaces(state, new Set(rows.flatMap(([, own]) => own.map((cell) => cell.place)))),
    rows: rows.map(([indicator, own]) => ({
      indicator: { id: indicator.id, name: indicator.name, unit: indicator.unit },
      commitments: new Set(own.flatMap((cell) => cell.commitments)).size,
      cells: own.map((cell) => toCell(cell, indexOf(cell.owedBy))),
    })),
    owners: refs,
    ...listChoices(state, all),
  };
}

const toCell = (cell: DataMapCell, owner: number | null) => ({
  place: cell.place,
  state: cell.state,
  due: cell.due,
  period: cell.latest?.period ?? null,
  value: cell.latest?.value ?? null,
  revised: cell.revised,
  owner,
});

/** Places in the order of the region pack, cities beside their province. */
function orderPlaces(state: PlanState, codes: ReadonlySet<string>): DataMap["places"] {
  const rank = new Map(state.records.places.map((place, index) => [place.code, index]));
  const sortKey = (code: string): string =>
    /^\d{6}$/u.test(code) ? code : `~${String(rank.get(code) ?? 0).padStart(6, "0")}`;
  return [...codes]
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    .map((code) => {
      const place = state.world.places.get(code);
      return { id: code, name: placeName(state.world, code), kind: place?.kind ?? "", parent: place?.parent ?? null };
    });
}

function listChoices(state: PlanState, all: readonly DataMapCell[]): Pick<DataMap, "functions" | "chapters"> {
  const trades = new Set(all.flatMap((cell) => state.world.organisations.get(cell.owedBy ?? "")?.function ?? []));
  const chapters = new Set(all.flatMap((cell) => cell.commitments.map((id) => state.rowById.get(id)?.base.chapter)));
  return {
    functions: [...trades].map((id): Named => ({ id, name: functionName(state.register.frame, id) })),
    chapters: state.records.chapters
      .filter((chapter) => chapter.section === 0 && chapters.has(chapter.number))
      .map(({ number, title }) => ({ number, title })),
  };
}

/**
 * Everything about an indicator.
 * @throws Problem `resource.not-found`
 */
export async function getIndicatorPage(service: PlanService, id: string): Promise<IndicatorPage> {
  const { state, cells } = await getCells(service, undefined);
  const indicator = state.world.indicators.get(id);
  if (!indicator)
    throw new Problem("resource.not-found", {
      zh: `本区域没有指标“${id}”。`,
      en: `The region has no indicator "${id}".`,
    });
  const own = cells.filter((cell) => cell.indicator.id === id);
  const owners = [...new Set(own.flatMap((cell) => cell.owedBy ?? []))];
  const refs = owners.flatMap((owner) => findOwnerRef(state.world, owner) ?? []);
  const places = orderPlaces(state, new Set(own.map((cell) => cell.place)));
  const rank = new Map(places.map((place, index) => [place.id, index]));
  const { name, unit, definition, frequency } = indicator;
  return {
    indicator: { id, name, unit, definition, frequency },
    owners: refs,
    commitments: [...new Set(own.flatMap((cell) => cell.commitments))].map((commitment) => ({
      id: commitment,
      text: state.rowById.get(commitment)?.commitment.text ?? { zh: commitment, en: commitment },
    })),
    places: places.map((place) => ({ id: place.id, name: place.name })),
    lacking: own
      .filter((cell) => cell.state !== "present" && cell.commitments.length > 0)
      .sort((a, b) => (rank.get(a.place) ?? 0) - (rank.get(b.place) ?? 0))
      .map((cell) => ({
        ...toCell(
          cell,
          refs.findIndex((ref) => ref.id === cell.owedBy),
        ),
        name: placeName(state.world, cell.place),
      }))
      .map((cell) => (cell.owner === -1 ? { ...cell, owner: null } : cell)),
    figures: places.flatMap((place) => listSeries(state, id, { id: place.id, name: place.name })),
  };
}

/** The figures of an indicator at a place, newest period first, each with all its publications. */
function listSeries(state: PlanState, indicator: string, place: Named): SeriesFigure[] {
  const known = state.world.observations.get(observationKey(indicator, place.id)) ?? [];
  const periods = groupBy(known, (row) => row.period);
  return [...periods].reverse().map(([period, rows]) => {
    const publications = rows.map(toPublication);
    const [first] = publications;
    if (!first) throw new Error("a group has a row");
    return {
      place,
      period,
      first,
      revised: publications.length > 1 ? (publications.at(-1) ?? null) : null,
      publications,
    };
  });
}

const toPublication = (row: Observation): Publication => ({
  value: row.value,
  publishedAt: row.publishedAt,
  publishedBasis: row.publishedBasis,
  sourceTitle: row.sourceTitle,
  sourceUrl: row.sourceUrl,
  note: row.note,
});
