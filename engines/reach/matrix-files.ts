import type { Language } from "@midreach/kernel/http";
import { type SheetColumn, toCsv, toSheet, toXlsx, xlsxType } from "@midreach/kernel/sheets";
import type { Matrix, MatrixRow, ReachPlace } from "./schemas.ts";

/** Files that a matrix is given out as. */
export type MatrixFormat = "csv" | "xlsx" | "geojson";

/** Media types of the files. */
export const matrixMediaTypes: Readonly<Record<MatrixFormat, string>> = {
  csv: "text/csv",
  xlsx: xlsxType,
  geojson: "application/geo+json",
};

const states = {
  reached: { zh: "可达", en: "reached" },
  "not-reached": { zh: "不可达", en: "not reached" },
  "no-data": { zh: "无数据", en: "no data" },
  same: { zh: "同城", en: "same" },
} as const;

/** Writes a matrix as a file; what it rests on stands beside the figures. */
export async function writeMatrix(
  matrix: Matrix,
  format: MatrixFormat,
  language: Language,
): Promise<string | Uint8Array<ArrayBuffer>> {
  if (format === "geojson") return JSON.stringify(toFlows(matrix));
  const rows = matrix.rows.filter(({ state }) => state !== "same");
  const { feed, date } = matrix.dataSet;
  const sheet = toSheet(`matrix-${feed}-${date}`, listColumns(matrix), rows, language);
  return format === "csv" ? toCsv(sheet) : toXlsx(sheet);
}

function listColumns({ from, to, dataSet }: Matrix): readonly SheetColumn<MatrixRow>[] {
  const names = new Map([...from, ...to].map((place) => [place.code, place.name]));
  const { thresholdMinutes } = dataSet;
  const number = (zh: string, en: string, key: keyof MatrixRow): SheetColumn<MatrixRow> => ({
    title: { zh, en },
    value: (row) => (row.state === "reached" ? (row[key] as number | null) : null),
  });
  return [
    { title: { zh: "起点", en: "From" }, value: (row, language) => names.get(row.from)?.[language] ?? row.from },
    { title: { zh: "起点代码", en: "From, code" }, value: (row) => row.from },
    { title: { zh: "终点", en: "To" }, value: (row, language) => names.get(row.to)?.[language] ?? row.to },
    { title: { zh: "终点代码", en: "To, code" }, value: (row) => row.to },
    { title: { zh: "状态", en: "State" }, value: (row, language) => states[row.state][language] },
    number("最快(分钟)", "Fastest (min)", "fastestMinutes"),
    number("最快直达(分钟)", "Fastest direct (min)", "directFastestMinutes"),
    number("中位(分钟)", "Median (min)", "medianMinutes"),
    number("最慢(分钟)", "Worst (min)", "worstMinutes"),
    number("班次", "Departures", "departures"),
    number(`${thresholdMinutes}分钟以内的班次`, `Departures within ${thresholdMinutes} min`, "departuresWithin"),
    number("换乘次数", "Transfers", "transfers"),
    number(
      `${thresholdMinutes}分钟到达的时间占比(%)`,
      `Share of time within ${thresholdMinutes} min (%)`,
      "sharePercent",
    ),
    { title: { zh: "说明", en: "Note" }, value: (row, language) => row.reason?.[language] ?? null },
    { title: { zh: "日期", en: "Date" }, value: () => dataSet.date },
    {
      title: { zh: "数据集", en: "Data set" },
      value: (_, language) => `${dataSet.title[language]}${dataSet.scenario ? `, ${dataSet.scenario.name}` : ""}`,
    },
    {
      title: { zh: "来源与许可", en: "Source and licence" },
      value: () => [dataSet.source.title, dataSet.source.licence].filter(Boolean).join("; "),
    },
  ];
}

/** One line for each pair whose ends have points (RFC 7946). */
function toFlows(matrix: Matrix): object {
  const places = new Map([...matrix.from, ...matrix.to].map((place) => [place.code, place]));
  const features = matrix.rows.flatMap((row) => {
    const ends = [places.get(row.from), places.get(row.to)].flatMap((place) => toPosition(place));
    if (row.state === "same" || ends.length < 2) return [];
    return [{ type: "Feature", properties: row, geometry: { type: "LineString", coordinates: ends } }];
  });
  return { type: "FeatureCollection", features, dataSet: matrix.dataSet };
}

const toPosition = (place: ReachPlace | undefined): number[][] =>
  place?.lon == null || place.lat == null ? [] : [[place.lon, place.lat]];
