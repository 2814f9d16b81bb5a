import type { Text } from "@midreach/kernel/contracts";
import type { Language } from "@midreach/kernel/http";
import type { SheetColumn } from "@midreach/kernel/sheets";
import type { DifferenceKind } from "../core/compare/commitments.ts";
import type { ChangeKind } from "../core/compare/index.ts";
import { strengthNames } from "../views/labels.ts";
import type { RegisterComparisonRow, RegisterDifference } from "./schemas.ts";

/** The columns of a comparison that is downloaded. */

const heading = (zh: string, en: string): Text => ({ zh, en });

/** What became of a commitment, in words. */
export const changeKindNames: Readonly<Record<ChangeKind, Text>> = {
  carried: heading("延续", "carried over"),
  tightened: heading("加严", "tightened"),
  loosened: heading("放宽", "loosened"),
  changed: heading("调整", "changed"),
  added: heading("新增", "added"),
  dropped: heading("删除", "dropped"),
};

const differenceNames: Readonly<Record<DifferenceKind, Text>> = {
  target: heading("目标值", "target"),
  quantity: heading("数字", "figure"),
  deadline: heading("期限", "deadline"),
  strength: heading("力度", "strength"),
  statutory: heading("约束性", "statutory kind"),
  measure: heading("测算方式", "measure"),
  owner: heading("牵头", "lead"),
  wording: heading("表述", "wording"),
};

const statutoryNames: Readonly<Record<string, Text>> = {
  binding: heading("约束性", "binding"),
  expected: heading("预期性", "expected"),
  none: heading("无", "none"),
};

function nameOf(what: DifferenceKind, value: Text, language: Language): string {
  if (what === "strength") return strengthNames.find(({ id }) => id === value.en)?.name[language] ?? value[language];
  if (what === "statutory") return statutoryNames[value.en]?.[language] ?? value[language];
  return value[language] === "" ? "–" : value[language];
}

/** One difference in words: what, from what, to what. */
export function tellDifference({ what, before, after }: RegisterDifference, language: Language): string {
  const title = differenceNames[what][language];
  return `${title}: ${nameOf(what, before, language)} → ${nameOf(what, after, language)}`;
}

export const comparisonColumns: readonly SheetColumn<RegisterComparisonRow>[] = [
  { title: heading("变化", "Change"), value: (row, language) => changeKindNames[row.kind][language] },
  { title: heading("原编号", "Old id"), value: (row) => row.old?.id ?? null },
  { title: heading("原承诺", "Old commitment"), value: (row, language) => row.old?.text[language] ?? null },
  { title: heading("新编号", "New id"), value: (row) => row.new?.id ?? null },
  { title: heading("新承诺", "New commitment"), value: (row, language) => row.new?.text[language] ?? null },
  {
    title: heading("变化内容", "What differs"),
    value: (row, language) =>
      row.differences
        .filter(({ what }) => what !== "wording")
        .map((difference) => tellDifference(difference, language))
        .join("; "),
  },
  { title: heading("原期限", "Old deadline"), value: (row) => row.old?.deadline ?? null },
  { title: heading("新期限", "New deadline"), value: (row) => row.new?.deadline ?? null },
  { title: heading("原牵头", "Old lead"), value: (row, language) => row.old?.lead?.[language] ?? null },
  { title: heading("新牵头", "New lead"), value: (row, language) => row.new?.lead?.[language] ?? null },
];
