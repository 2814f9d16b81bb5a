import type { Text } from "@midreach/kernel/contracts";
import type { Language } from "@midreach/kernel/http";
import { type SheetColumn, type SheetTable, toSheet } from "@midreach/kernel/sheets";
import type { RoundDetail, UnitProgress } from "../schemas.ts";
import { stateWords } from "./columns.ts";

const text = (zh: string, en: string): Text => ({ zh, en });
const counted = (state: keyof UnitProgress["counts"]): SheetColumn<UnitProgress> => ({
  title: stateWords[state],
  value: (row) => row.counts[state],
});

const columns: readonly SheetColumn<UnitProgress>[] = [
  { title: text("单位编号", "Unit id"), value: (row) => row.unit.id },
  { title: text("单位", "Unit"), value: (row, language) => row.unit.name[language] },
  ...(["not-started", "draft", "returned", "submitted", "accepted"] as const).map(counted),
  { title: text("尚欠", "Owed"), value: (row) => row.owed },
  { title: text("逾期天数", "Days overdue"), value: (row) => row.daysOverdue },
  { title: text("与测算不一致", "Disagreements"), value: (row) => row.disagreements },
  { title: text("督办未销", "Open supervision"), value: (row) => row.supervisions },
];

/** The progress of a round's units as a table. */
export function toProgressSheet(detail: RoundDetail, language: Language): SheetTable {
  return toSheet(`round-${detail.round.id}`, columns, detail.units, language);
}
