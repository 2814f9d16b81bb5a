import type { Language } from "@midreach/kernel/http";
import { type CellValue, type SheetTable, toWorkbook } from "@midreach/kernel/sheets";
import { type StatusCounts, statuses } from "../schemas.ts";
import { tallyChangedFigures, whyOf } from "./document/changed-figures.ts";
import { createScribe, type Scribe } from "./document/scribe.ts";
import type { ReportFacts } from "./facts.ts";
import { inputsOf, isFinal, missingByFigure, missingByOwner, totalOf } from "./tally.ts";
import { joinNames, setText } from "./typography.ts";

/** The report's figures as a workbook: one sheet for each kind of table, numbers as numbers. */
export async function writeWorkbook(facts: ReportFacts, language: Language): Promise<Uint8Array<ArrayBuffer>> {
  const scribe = createScribe(facts, language);
  return toWorkbook([
    summarySheet(scribe),
    chapterSheet(scribe),
    citySheet(scribe),
    commitmentSheet(scribe),
    evidenceSheet(scribe),
    ownerSheet(scribe),
    missingSheet(scribe),
    ...(facts.changes ? [changeSheet(scribe), changedFigureSheet(scribe)] : []),
    systemSheet(scribe),
    sourceSheet(scribe),
  ]);
}

const countTitles = (scribe: Scribe): string[] => [
  scribe.texts.columns.total,
  ...statuses.map((status) => scribe.status(status)),
];
const counted = (counts: StatusCounts): number[] => [totalOf(counts), ...statuses.map((status) => counts[status])];

function summarySheet({ facts, texts, say, status }: Scribe): SheetTable {
  const { evaluation, plan } = facts;
  const { cover } = texts;
  return {
    name: texts.sheets.summary,
    columns: [texts.columns.item, texts.columns.value],
    rows: [
      [texts.titles.report(say(plan.title), isFinal(facts)), null],
      [cover.asOf, evaluation.asOf],
      [cover.knownBy, evaluation.knownBy],
      [cover.evaluation, evaluation.id],
      [cover.state, evaluation.publishedAt ?? cover.draft],
      [cover.made, facts.madeOn],
      [texts.columns.total, evaluation.commitments],
      ...statuses.map((one): CellValue[] => [status(one), evaluation.counts[one]]),
      [cover.remark, null],
      ...facts.notes.map((note): CellValue[] => [say(note), null]),
    ],
  };
}

function chapterSheet(scribe: Scribe): SheetTable {
  const { facts, texts, say } = scribe;
  return {
    name: texts.sheets.chapters,
    columns: [texts.columns.chapter, texts.columns.section, texts.columns.label, ...countTitles(scribe)],
    rows: facts.chapters.flatMap((chapter): CellValue[][] => [
      [chapter.number, null, say(chapter.title), ...counted(chapter.counts)],
      ...chapter.sections.map((section): CellValue[] => [
        chapter.number,
        section.number,
        section.number === 0 ? texts.chapters.opening : say(section.title),
        ...counted(section.counts),
      ]),
    ]),
  };
}

function citySheet(scribe: Scribe): SheetTable {
  const { facts, texts, say } = scribe;
  const { columns } = texts;
  const title = [columns.province, columns.city, columns.population, columns.period, columns.figuresOwed];
  return {
    name: texts.sheets.cities,
    columns: [...title, ...countTitles(scribe)],
    rows: [
      ...facts.provinces.flatMap((province): CellValue[][] => [
        [say(province.name), null, null, null, null, ...counted(province.counts)],
        ...province.cities.map((city): CellValue[] => [
          say(province.name),
          say(city.name),
          city.population?.value ?? null,
          city.population?.period ?? null,
          city.figuresOwed,
          ...counted(city.counts),
        ]),
      ]),
      [texts.wholeRegion, null, null, null, null, ...counted(facts.whole.counts)],
    ],
  };
}

function commitmentSheet(scribe: Scribe): SheetTable {
  const { facts, texts, say } = scribe;
  const { columns } = texts;
  return {
    name: texts.sheets.commitments,
    columns: [
      columns.id,
      columns.commitment,
      columns.strength,
      columns.lead,
      columns.support,
      columns.place,
      columns.deadline,
      columns.target,
      columns.unit,
      columns.value,
      columns.status,
      columns.evidence,
    ],
    rows: facts.commitments.map((row) => [
      row.id,
      say(row.text),
      scribe.strength(row.strength),
      scribe.owners(row.lead),
      scribe.owners(row.support),
      joinNames(
        row.places.map((place) => say(place.name)),
        scribe.language,
      ),
      row.deadline,
      row.result.target ? `${row.result.target.comparator} ${row.result.target.value}` : null,
      row.result.target?.unit ?? null,
      row.result.value,
      scribe.status(row.result.status),
      [row.measure, row.qualitative, row.result.summary].flatMap((text) => (text ? [say(text)] : [])).join("\n"),
    ]),
  };
}

function evidenceSheet({ facts, texts, say, language }: Scribe): SheetTable {
  const { columns } = texts;
  return {
    name: texts.sheets.evidence,
    columns: [
      columns.id,
      columns.figure,
      columns.period,
      columns.value,
      columns.unit,
      columns.source,
      columns.address,
      columns.published,
      columns.synthetic,
    ],
    rows: facts.commitments.flatMap((row) =>
      inputsOf(row).map((input): CellValue[] => [
        row.id,
        say(input.label),
        input.period ?? null,
        input.value,
        input.unit,
        setText(input.source.title, language),
        input.source.url ?? null,
        input.source.publishedAt
          ? `${input.source.publishedAt}${input.source.publishedBasis === "assumed" ? " *" : ""}`
          : null,
        input.synthetic ? texts.yes : null,
      ]),
    ),
  };
}

function ownerSheet({ facts, texts, say, language }: Scribe): SheetTable {
  const { columns, missing } = texts;
  return {
    name: texts.sheets.owners,
    columns: [columns.owner, columns.figures, columns.waiting, columns.which],
    rows: missingByOwner(facts.missing).map(({ owner, rows, waiting }) => [
      owner ? say(owner.name) : missing.nobody,
      rows.length,
      waiting,
      joinNames(
        missingByFigure(rows).map((figure) => missing.owed(say(figure.owner), figure.rows.length)),
        language,
      ),
    ]),
  };
}

function missingSheet({ facts, texts, say }: Scribe): SheetTable {
  const { columns, missingKinds } = texts;
  return {
    name: texts.sheets.missing,
    columns: [
      columns.owedBy,
      columns.kind,
      columns.figure,
      columns.place,
      columns.period,
      columns.reason,
      columns.waiting,
    ],
    rows: facts.missing.map((row) => [
      row.owner ? say(row.owner.name) : texts.missing.nobody,
      missingKinds[row.kind],
      say(row.label),
      row.placeName ? say(row.placeName) : null,
      row.period ?? null,
      row.reason ? say(row.reason) : null,
      row.commitments.join("; "),
    ]),
  };
}

function changeSheet({ facts, texts, say, status }: Scribe): SheetTable {
  const { columns, none } = texts;
  return {
    name: texts.sheets.changes,
    columns: [
      columns.id,
      columns.commitment,
      `${columns.from}: ${columns.status}`,
      `${columns.to}: ${columns.status}`,
      `${columns.from}: ${columns.value}`,
      `${columns.to}: ${columns.value}`,
      columns.unit,
      columns.reason,
    ],
    rows: (facts.changes?.items ?? []).map((change) => [
      change.commitment.id,
      say(change.commitment.text),
      change.from ? status(change.from) : none,
      change.to ? status(change.to) : none,
      change.fromValue,
      change.toValue,
      change.unit,
      say(change.reasonText),
    ]),
  };
}

function changedFigureSheet(scribe: Scribe): SheetTable {
  const { facts, texts, say } = scribe;
  const { columns } = texts;
  return {
    name: texts.sheets.changedFigures,
    columns: [
      columns.figure,
      columns.place,
      columns.period,
      columns.from,
      columns.to,
      columns.unit,
      columns.reason,
      columns.commitment,
    ],
    rows: tallyChangedFigures(facts.changes?.items ?? []).map(({ figure, kind, commitments }) => [
      say(figure.label),
      figure.placeName ? say(figure.placeName) : null,
      figure.period,
      figure.before,
      figure.after,
      figure.unit,
      whyOf(scribe, figure, kind),
      commitments.join("; "),
    ]),
  };
}

function systemSheet({ facts, texts, say }: Scribe): SheetTable {
  const { columns } = texts;
  return {
    name: texts.sheets.systems,
    columns: [columns.system, columns.clauses, columns.purpose, columns.state],
    rows: facts.systems.map((system) => [
      say(system.title),
      system.clauses.join("; "),
      say(system.purpose),
      texts.systemStates[system.state],
    ]),
  };
}

function sourceSheet({ facts, texts, language }: Scribe): SheetTable {
  const { columns } = texts;
  return {
    name: texts.sheets.sources,
    columns: [columns.source, columns.use, columns.licence, columns.address],
    rows: facts.dataSets.map((source) => [
      setText(source.title, language),
      source.resource,
      source.licence ?? null,
      source.url ?? null,
    ]),
  };
}
