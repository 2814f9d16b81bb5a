import type { Language } from "@midreach/kernel/http";
import { emptyContent, type WantedFigure } from "../../core/rounds/report.ts";
import { observationKey } from "../../core/world.ts";
import { statusNames } from "../../views/labels.ts";
import type { PlanState } from "../../views/state.ts";
import { findComputed, toBriefCommitment } from "../context.ts";
import { questionOf, recordsIn } from "../records.ts";
import type { StoredItem } from "../store/items.ts";
import type { StoredRound } from "../store/rounds.ts";
import { wantedIn } from "../units.ts";
import {
  type AssessmentColumn,
  assessmentColumns,
  eventWords,
  type FigureColumn,
  figureColumns,
  type MilestoneColumn,
  milestoneColumns,
  type ReportColumn,
  reportColumns,
  reportedWords,
  roleWords,
  sheetNames,
  stateWords,
} from "./columns.ts";

type Value = string | number | null;
type Filled<Column extends string> = Readonly<Record<Column, Value>>;

/** The columns that a unit fills in; they are white, the others grey. */
const open = new Set<string>([
  ...["status", "progress", "problems", "nextSteps", "period", "value", "source"],
  ...["event", "date", "evidence", "asOf", "judgement"],
]);
const widths: Readonly<Record<string, number>> = {
  task: 50,
  progress: 50,
  problems: 30,
  nextSteps: 30,
  reason: 30,
  name: 28,
  source: 40,
  question: 50,
  evidence: 40,
  judgement: 50,
  known: 24,
};

/**
 * A unit's tasks as a workbook: in words, in figures, by events of projects, by judgement. What is not to be changed is grey; cells for
 * words and periods are texts, so that no spreadsheet makes a date of `2025-06`.
 */
export async function writeUnitSheet(
  state: PlanState,
  round: StoredRound,
  items: readonly StoredItem[],
  language: Language,
): Promise<Uint8Array<ArrayBuffer>> {
  const reports = items.map((item) => toReportRow(state, item, language));
  const figures = items.flatMap((item) => toFigureRows(state, round, item, language));
  const sheets = [
    toSheet(sheetNames.reports[language], reportColumns, reports, language),
    toSheet(sheetNames.figures[language], figureColumns, figures, language),
    toSheet(sheetNames.milestones[language], milestoneColumns, toMilestoneRows(state, items, language), language),
    toSheet(
      sheetNames.assessments[language],
      assessmentColumns,
      toAssessmentRows(state, round, items, language),
      language,
    ),
  ];
  // Loaded when the first sheet is asked for: every start would pay for its ninety files.
  const { default: writeXlsxFile } = await import("write-excel-file/node");
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer());
}

function toReportRow(state: PlanState, item: StoredItem, language: Language): Filled<ReportColumn> {
  const brief = toBriefCommitment(state, item.commitment);
  const content = item.content ?? emptyContent;
  const computed = findComputed(state, item.commitment);
  return {
    id: item.commitment,
    task: brief.text[language],
    role: roleWords[item.role][language],
    deadline: brief.deadline,
    state: stateWords[item.state][language],
    version: item.version,
    computed: statusNames.find((status) => status.id === computed)?.name[language] ?? null,
    status: content.status === null ? null : reportedWords[content.status][language],
    progress: content.progress,
    problems: content.problems,
    nextSteps: content.nextSteps,
    reason: item.return_reason,
  };
}

function toMilestoneRows(
  state: PlanState,
  items: readonly StoredItem[],
  language: Language,
): Filled<MilestoneColumn>[] {
  return items.flatMap((item) => {
    const given = item.content?.milestones ?? [];
    const blank = { event: null, date: "", evidence: "" };
    const missing = recordsIn(state, item).projects.filter((id) => !given.some((one) => one.project === id));
    return [...given, ...missing.map((project) => ({ project, ...blank }))].map((row) => {
      const known = state.world.milestones.get(row.project)?.at(-1);
      return {
        id: item.commitment,
        project: row.project,
        name: state.world.projects.get(row.project)?.name[language] ?? row.project,
        event: row.event === null ? null : eventWords[row.event][language],
        date: row.date,
        evidence: row.evidence,
        known: known ? `${eventWords[known.event][language]} ${known.date}` : null,
      };
    });
  });
}

function toAssessmentRows(
  state: PlanState,
  round: StoredRound,
  items: readonly StoredItem[],
  language: Language,
): Filled<AssessmentColumn>[] {
  return items.flatMap((item) => {
    const given = item.content?.assessment;
    if (!given && recordsIn(state, item).assessment === null) return [];
    return [
      {
        id: item.commitment,
        question: questionOf(state, item)[language],
        asOf: given?.asOf ?? round.period_to,
        value: given?.valuePercent ?? null,
        judgement: given?.judgement ?? "",
        evidence: given?.evidence ?? "",
      },
    ];
  });
}

function toFigureRows(
  state: PlanState,
  round: StoredRound,
  item: StoredItem,
  language: Language,
): Filled<FigureColumn>[] {
  if (!state.rowById.has(item.commitment)) return [];
  const given = item.content?.figures ?? [];
  const wanted = wantedIn(state, round, item);
  const matches = (figure: WantedFigure, other: WantedFigure) =>
    figure.indicator === other.indicator && figure.place === other.place;
  // What was given for other periods than the one asked for stays in the sheet, or it would be lost on the way back.
  const missing = wanted.filter((figure) => !given.some((other) => matches(figure, other)));
  const rows = [...given, ...missing.map((figure) => ({ ...figure, value: null, source: "" }))];
  return rows.map((row) => {
    const indicator = state.world.indicators.get(row.indicator);
    const known = state.world.observations.get(observationKey(row.indicator, row.place))?.at(-1);
    return {
      id: item.commitment,
      indicator: row.indicator,
      name: indicator?.name[language] ?? row.indicator,
      place: row.place,
      placeName: state.world.places.get(row.place)?.name[language] ?? row.place,
      period: row.period,
      value: row.value,
      unit: indicator?.unit ?? null,
      source: row.source,
      known: known ? `${known.value} (${known.period})` : null,
    };
  });
}

function toSheet<Column extends string>(
  sheet: string,
  columns: Readonly<Record<Column, { readonly zh: string; readonly en: string }>>,
  rows: readonly Filled<Column>[],
  language: Language,
) {
  const names = Object.keys(columns) as Column[];
  const heading = names.map((name) => ({
    type: String,
    value: columns[name][language],
    fontWeight: "bold" as const,
    backgroundColor: "#d8dee5",
  }));
  const body = rows.map((row) => names.map((name) => toCell(row[name], open.has(name))));
  return {
    data: [heading, ...body],
    sheet,
    columns: names.map((name) => ({ width: widths[name] ?? 14 })),
    stickyRowsCount: 1,
  };
}

function toCell(value: Value, isOpen: boolean) {
  const look = { wrap: true, alignVertical: "top" as const, ...(isOpen ? {} : { backgroundColor: "#f0f2f4" }) };
  if (typeof value === "number") return { type: Number, value, ...look };
  return { type: String, value: value ?? "", format: "@", ...look };
}
