import type { Text } from "@midreach/kernel/contracts";
import type { Language } from "@midreach/kernel/http";
import type { CellValue, SheetColumn, SheetTable } from "@midreach/kernel/sheets";
import { toSheet } from "@midreach/kernel/sheets";
import { unitName } from "@midreach/kernel/units";
import { readersColumns, type SeriesColumn, seriesColumns } from "../core/series/columns.ts";
import type { CellState, DataMapCell } from "../core/series/data-map.ts";
import { placeName } from "../core/world.ts";
import type { PlanState } from "../views/state.ts";
import type { IndicatorPage } from "./schemas.ts";

const heading = (zh: string, en: string): Text => ({ zh, en });

/** Words for the states of the data map. */
export const cellStateNames: Readonly<Record<CellState, Text>> = {
  present: heading("已有", "present"),
  stale: heading("过旧", "too old"),
  missing: heading("缺失", "missing"),
};

/** The data map as a list: one row for each indicator at each place. */
export function toMapSheet(state: PlanState, cells: readonly DataMapCell[], language: Language): SheetTable {
  const columns: SheetColumn<DataMapCell>[] = [
    ...whichColumns(state),
    { title: heading("状态", "State"), value: (cell) => cellStateNames[cell.state][language] },
    { title: heading("应有时期", "Period wanted"), value: (cell) => cell.due },
    { title: heading("最新时期", "Latest period"), value: (cell) => cell.latest?.period ?? null },
    { title: heading("最新数值", "Latest value"), value: (cell) => cell.latest?.value ?? null },
    { title: seriesColumns.unit.title, value: (cell) => unitName(cell.indicator.unit, language) },
    { title: heading("公布日期", "Published"), value: (cell) => cell.latest?.publishedAt ?? null },
    { title: readersColumns.owner, value: (cell) => ownerName(state, cell, language) },
    { title: heading("涉及的承诺", "Commitments"), value: (cell) => cell.commitments.join("; ") },
  ];
  return toSheet("data-map", columns, cells, language);
}

/** Every figure of an indicator with what was published first and what counts now. */
export function toFiguresSheet(page: IndicatorPage, language: Language): SheetTable {
  const { indicator } = page;
  type Row = IndicatorPage["figures"][number];
  const columns: SheetColumn<Row>[] = [
    { title: seriesColumns.indicator.title, value: () => indicator.id },
    { title: seriesColumns.place.title, value: (row) => row.place.id },
    { title: seriesColumns.placeName.title, value: (row) => row.place.name[language] },
    { title: seriesColumns.period.title, value: (row) => row.period },
    { title: heading("首次公布值", "First published value"), value: (row) => row.first.value },
    { title: heading("首次公布日期", "First published"), value: (row) => row.first.publishedAt },
    { title: heading("首次公布来源", "First source"), value: (row) => row.first.sourceTitle },
    { title: heading("修订值", "Revised value"), value: (row) => row.revised?.value ?? null },
    { title: heading("修订公布日期", "Revision published"), value: (row) => row.revised?.publishedAt ?? null },
    { title: heading("修订来源", "Source of the revision"), value: (row) => row.revised?.sourceTitle ?? null },
    { title: seriesColumns.unit.title, value: () => unitName(indicator.unit, language) },
  ];
  return toSheet(`figures-${indicator.id}`, columns, page.figures, language);
}

const whichColumns = (state: PlanState): SheetColumn<DataMapCell>[] => [
  { title: seriesColumns.indicator.title, value: (cell) => cell.indicator.id },
  { title: seriesColumns.indicatorName.title, value: (cell, language) => cell.indicator.name[language] },
  { title: seriesColumns.place.title, value: (cell) => cell.place },
  { title: seriesColumns.placeName.title, value: (cell, language) => placeName(state.world, cell.place)[language] },
];

const ownerName = (state: PlanState, cell: DataMapCell, language: Language): string | null =>
  state.world.organisations.get(cell.owedBy ?? "")?.name[language] ?? null;

/**
 * A file to fill in and import: one row for each figure that is missing or too old, with the period that is wanted.
 * The columns for value, source and date of publication are empty.
 */
export function toTemplate(state: PlanState, cells: readonly DataMapCell[], language: Language): SheetTable {
  const empty = (column: SeriesColumn): SheetColumn<DataMapCell> => ({
    title: seriesColumns[column].title,
    value: (): CellValue => null,
  });
  const columns: SheetColumn<DataMapCell>[] = [
    ...whichColumns(state),
    { title: seriesColumns.period.title, value: (cell) => cell.due },
    empty("value"),
    { title: seriesColumns.unit.title, value: (cell) => unitName(cell.indicator.unit, language) },
    empty("source"),
    empty("publishedAt"),
    empty("sourceUrl"),
    empty("note"),
    { title: readersColumns.owner, value: (cell) => ownerName(state, cell, language) },
    {
      title: readersColumns.known,
      value: ({ latest }) => (latest ? `${latest.value} (${latest.period})` : null),
    },
  ];
  return toSheet(
    "figures-template",
    columns,
    cells.filter((cell) => cell.state !== "present"),
    language,
  );
}
