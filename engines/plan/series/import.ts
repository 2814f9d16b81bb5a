import { createHash } from "node:crypto";
import type { Text } from "@midreach/kernel/contracts";
import type { Actor } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { today } from "@midreach/kernel/time";
import type { SeriesFault } from "../core/series/cells.ts";
import { readSeries, type SeriesReading, type SeriesRow } from "../core/series/check.ts";
import { seriesColumns } from "../core/series/columns.ts";
import { type ComparedRow, compareSeries, type KnownFigure } from "../core/series/compare.ts";
import type { PlanService } from "../service.ts";
import type { PlanState } from "../views/state.ts";
import { readSeriesFile } from "./file.ts";
import type { ImportAnswer, PreviewRow } from "./schemas.ts";
import { insertImport } from "./store.ts";

/** A file that somebody sends. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** An answer lists so many rows and faults; the counts say how many there are. */
const shown = 500;

/**
 * Reads a file and says what it would change and what is wrong with it. Nothing is kept.
 * @throws Problem `import.rejected` when it is no table with the columns of a series
 */
export async function previewImport(service: PlanService, actor: Actor, file: SentFile): Promise<ImportAnswer> {
  const state = await service.reader.getState();
  const { reading, faults } = await readFile(service, state, actor, file);
  const compared = compareSeries(reading.rows, toKnown(state));
  return toAnswer(file, null, reading, compared.rows, [...faults, ...compared.faults]);
}

/**
 * Imports a file: all of its figures, or none.
 * @throws Problem `import.rejected` with every bad row, or when it is no table with the columns of a series
 */
export async function importSeries(service: PlanService, actor: Actor, file: SentFile): Promise<ImportAnswer> {
  const state = await service.reader.getState();
  const { reading, faults } = await readFile(service, state, actor, file);
  if (faults.length > 0) throw refused(file, [...faults, ...compareSeries(reading.rows, toKnown(state)).faults]);
  if (reading.rows.length === 0) {
    throw new Problem("import.rejected", {
      zh: `${file.name}中没有数据。请填写数值、来源和发布日期。`,
      en: `${file.name} holds no figure. Fill in values, sources and dates of publication.`,
    });
  }
  let kept: readonly ComparedRow[] = [];
  const given = {
    fileName: file.name,
    sha256: createHash("sha256").update(file.bytes).digest("hex"),
    actor,
    now: service.services.clock.now(),
  };
  const indicators = [...new Set(reading.rows.map((row) => row.indicator.id))];
  const id = await insertImport(service.services.database, given, indicators, (known) => {
    const compared = compareSeries(reading.rows, known);
    if (compared.faults.length > 0) throw refused(file, compared.faults);
    kept = compared.rows;
    return compared.rows;
  });
  return toAnswer(file, id, reading, kept, []);
}

async function readFile(service: PlanService, state: PlanState, actor: Actor, file: SentFile) {
  const { region, clock } = service.services;
  const { sheets, placeOf } = readSeriesFile(file.name, file.bytes);
  const reading = readSeries(sheets, state.world, { today: today(region.timeZone, clock), placeOf });
  if ("missing" in reading) throw noSeries(file, reading.missing);
  return { reading, faults: [...reading.faults, ...listForeign(service, state, actor, reading.rows)] };
}

function noSeries(file: SentFile, missing: readonly Text[]): Problem {
  const names = missing.map((name) => `${name.zh} (${name.en})`).join(", ");
  const optional = [seriesColumns.sourceUrl.title, seriesColumns.note.title].map((name) => name.zh);
  return new Problem("import.rejected", {
    zh: `${file.name}中没有含数据各列的表;缺少:${missing.map((name) => name.zh).join("、")}。可不填:${optional.join("、")}。请下载模板。内容未改变。`,
    en: `${file.name} has no table with the columns of a series; missing: ${names}. Optional: ${optional.join(", ")}. Download the template. Nothing was changed.`,
  });
}

/** Rows that are not for this person to supply. */
function listForeign(
  { services }: PlanService,
  state: PlanState,
  actor: Actor,
  rows: readonly SeriesRow[],
): SeriesFault[] {
  const decisions = new Map<string, boolean>();
  return rows.flatMap((row): SeriesFault[] => {
    const key = `${row.owedBy} ${row.place.code}`;
    const attributes = { owedBy: row.owedBy ?? "", place: row.place.code };
    const allowed =
      decisions.get(key) ??
      services.authoriser.isAllowed(actor, "series:supply", { type: "figure", id: key, attributes });
    decisions.set(key, allowed);
    if (allowed) return [];
    const owner = state.world.organisations.get(row.owedBy ?? "")?.name;
    const what = {
      zh: `${row.place.name.zh}的“${row.indicator.name.zh}”不归贵单位填报`,
      en: `"${row.indicator.name.en}" of ${row.place.name.en} is not yours to supply`,
    };
    const fix = owner && { zh: `由${owner.zh}填报`, en: `it is owed by ${owner.en}` };
    return [{ where: row.where, what, fix }];
  });
}

const toKnown = (state: PlanState): readonly KnownFigure[] => state.records.observations;

function refused(file: SentFile, faults: readonly SeriesFault[]): Problem {
  const count = faults.length === 1 ? "1 row is wrong" : `${faults.length} rows or cells are wrong`;
  const detail = {
    zh: `${file.name}中有${faults.length}处行或单元格有误;内容未改变。请按所列更正后重新上传。`,
    en: `${count} in ${file.name}; nothing was changed. Correct what is listed and send it again.`,
  };
  return new Problem("import.rejected", detail, faults.slice(0, shown).map(plain), {
    context: { faultCount: faults.length, faults: faults.slice(0, shown).map(plain) },
  });
}

const plain = ({ where, what, fix }: SeriesFault) => ({ where, what, ...(fix ? { fix } : {}) });

function toAnswer(
  file: SentFile,
  id: string | null,
  reading: SeriesReading,
  rows: readonly ComparedRow[],
  faults: readonly SeriesFault[],
): ImportAnswer {
  const count = (wanted: ComparedRow["change"]): number => rows.filter((row) => row.change === wanted).length;
  const first = [...rows].sort((a, b) => weigh(b) - weigh(a)).slice(0, shown);
  return {
    file: file.name,
    import: id,
    figures: rows.length,
    new: count("new"),
    revisions: count("revision"),
    earlier: count("earlier"),
    suspicious: rows.filter((row) => row.suspicious).length,
    left: reading.left,
    passedOver: [...reading.passedOver],
    faultCount: faults.length,
    faults: faults.slice(0, shown).map(plain),
    rows: first.map(toPreview),
  };
}

/** What a person should look at stands first. */
const weigh = (row: ComparedRow): number => (row.suspicious ? 2 : 0) + (row.change === "new" ? 0 : 1);

const toPreview = ({ row, change, before, suspicious }: ComparedRow): PreviewRow => ({
  where: row.where,
  indicator: { id: row.indicator.id, name: row.indicator.name },
  place: { id: row.place.code, name: row.place.name },
  period: row.period,
  value: row.value,
  unit: row.indicator.unit,
  publishedAt: row.publishedAt,
  publishedBasis: row.publishedBasis,
  sourceTitle: row.sourceTitle,
  change,
  before,
  suspicious,
});
