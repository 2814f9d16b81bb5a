import type { Text } from "@midreach/kernel/contracts";
import type { Language } from "@midreach/kernel/http";
import { type OwnerRef, type Status, type StatusCounts, statuses } from "../../schemas.ts";
import { statusNames, strengthNames } from "../../views/labels.ts";
import type { ReportCommitment, ReportFacts } from "../facts.ts";
import { textWidth } from "../figures/picture.ts";
import { judgedOf, judgedStatuses, measurableOf, totalOf } from "../tally.ts";
import { type ReportTexts, reportTexts } from "../texts/index.ts";
import { dayOf, formatDate, formatQuantity, formatShare, formatTarget, joinNames, setText } from "../typography.ts";
import type { Cell, TableColumn } from "./blocks.ts";

/** What every part of a report is written with: the facts, the words, and the phrases that many parts share. */
export interface Scribe {
  readonly facts: ReportFacts;
  readonly language: Language;
  readonly texts: ReportTexts;
  /** A text of the data in the report's language and typography. */
  say(text: Text): string;
  date(day: string): string;
  status(status: Status): string;
  /** A status as a coloured cell. */
  statusCell(status: Status): Cell;
  strength(strength: ReportCommitment["strength"]): string;
  owners(owners: readonly OwnerRef[]): string;
  trade(id: string | null): string;
  /** `已达到3项、未达到1项`: the judged statuses that occur. */
  parts(counts: StatusCounts): string;
  /** The value of a result, marked when it is a lower bound; empty without one. */
  value(row: ReportCommitment): string;
  /** The target of a result; empty without one. */
  target(row: ReportCommitment): string;
  /** Value against target with what else has to be said; empty for those without a value. */
  detail(row: ReportCommitment): string;
  /** Who computed or published: accounts as they are named, the system in words. */
  actor(name: string): string;
}

/** A scribe for one report in one language. */
export function createScribe(facts: ReportFacts, language: Language): Scribe {
  const texts = reportTexts[language];
  const say = (text: Text): string => setText(text[language], language);
  const status = (wanted: Status): string => say(statusNames.find((row) => row.id === wanted)?.name ?? noText);
  const value = ({ result }: ReportCommitment): string => {
    if (result.value === null) return "";
    const quantity = formatQuantity(result.value, result.unit, language);
    return result.lowerBound ? texts.annex.lowerBound(quantity, result.value !== 0) : quantity;
  };
  const target = ({ result }: ReportCommitment): string => (result.target ? formatTarget(result.target, language) : "");
  return {
    facts,
    language,
    texts,
    say,
    status,
    value,
    target,
    date: (day) => formatDate(day, language),
    statusCell: (wanted) => ({ status: wanted, text: status(wanted) }),
    strength: (wanted) => say(strengthNames.find((row) => row.id === wanted)?.name ?? noText),
    owners: (owners) =>
      joinNames(
        owners.map((owner) => say(owner.name)),
        language,
      ),
    trade: (id) => {
      const found = facts.trades.find((row) => row.id === id);
      return found ? say(found.name) : (id ?? texts.missing.nobody);
    },
    parts: (counts) =>
      texts.summary.parts(
        judgedStatuses.filter((one) => counts[one] > 0).map((one) => texts.summary.part(status(one), counts[one])),
      ),
    detail: (row) => {
      const [now, wanted] = [value(row), target(row)];
      if (now === "" || wanted === "") return "";
      const late = row.result.late ? `${texts.annex.separator}${texts.annex.late}` : "";
      return `${texts.summary.value(now, wanted)}${late}`;
    },
    actor: (name) => texts.evaluatedBy[name] ?? name,
  };
}

const noText: Text = { zh: "", en: "" };

/** Day of an instant in the region's zone, in words. */
export const instantDate = (scribe: Scribe, instant: string): string =>
  scribe.date(dayOf(instant, scribe.facts.plan.timeZone));

/** Columns of counts by status, after the columns given. */
export function countColumns(scribe: Scribe, ...before: readonly TableColumn[]): TableColumn[] {
  return [
    ...before,
    ...[scribe.texts.columns.total, ...statuses.map((status) => scribe.status(status))].map((title) => ({
      title,
      share: 5 + 0.8 * textWidth(title, 2),
      align: "end" as const,
    })),
  ];
}

/** Cells for `countColumns`. */
export function countCells(counts: StatusCounts): string[] {
  return [String(totalOf(counts)), ...statuses.map((status) => String(counts[status]))];
}

/** What a sentence about a set of commitments needs to know. */
export function scaleOf(counts: StatusCounts) {
  const measurable = measurableOf(counts);
  const judged = judgedOf(counts);
  return {
    total: totalOf(counts),
    measurable,
    judged,
    noData: counts["no-data"],
    qualitative: counts.qualitative,
    share: formatShare(judged, measurable),
  };
}

/** Commitments as a table: id, wording, lead, deadline, target, value, status. */
export function commitmentTable(scribe: Scribe, rows: readonly ReportCommitment[]) {
  const { columns } = scribe.texts;
  return {
    columns: [
      { title: columns.id, share: 11 },
      { title: columns.commitment, share: 32 },
      { title: columns.lead, share: 18 },
      { title: columns.deadline, share: 12 },
      { title: columns.target, share: 12 },
      { title: columns.value, share: 13 },
      { title: columns.status, share: 10, align: "center" as const },
    ],
    rows: rows.map((row): Cell[] => [
      row.id,
      scribe.say(row.text),
      scribe.owners(row.lead),
      row.deadline,
      scribe.target(row),
      row.result.late ? [scribe.value(row), scribe.texts.annex.late] : scribe.value(row),
      scribe.statusCell(row.result.status),
    ]),
  };
}
