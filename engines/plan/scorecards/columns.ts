import type { Text } from "@midreach/kernel/contracts";
import type { SheetColumn } from "@midreach/kernel/sheets";
import { statusNames } from "../views/labels.ts";
import type { ScoreLineRow, ScoreRow } from "./schemas.ts";

/** The columns of scorecards that can be downloaded. */

const heading = (zh: string, en: string): Text => ({ zh, en });
const round = (value: number | null, decimals: number): number | null =>
  value === null ? null : Number(value.toFixed(decimals));

export const rankingColumns: readonly SheetColumn<ScoreRow>[] = [
  { title: heading("名次", "Rank"), value: (row) => row.rank },
  { title: heading("代码", "Id"), value: (row) => row.id },
  { title: heading("名称", "Name"), value: (row, language) => row.name[language] },
  { title: heading("上级", "Of"), value: (row, language) => row.parent?.name[language] ?? null },
  { title: heading("得分", "Score"), value: (row) => round(row.score, 1) },
  { title: heading("不计分的原因", "Why no score"), value: (row, language) => row.why?.[language] ?? null },
  { title: heading("可判断比重(%)", "Coverage (%)"), value: (row) => round(row.coverage * 100, 1) },
  { title: heading("可判断的承诺", "Judged"), value: (row) => row.judged },
  { title: heading("涉及的承诺", "Commitments"), value: (row) => row.total },
  ...statusNames.map(
    (status): SheetColumn<ScoreRow> => ({ title: status.name, value: (row) => row.counts[status.id] }),
  ),
];

export const lineColumns: readonly SheetColumn<ScoreLineRow>[] = [
  { title: heading("编号", "Id"), value: (row) => row.commitment.id },
  { title: heading("承诺", "Commitment"), value: (row, language) => row.commitment.text[language] },
  { title: heading("主题", "Topic"), value: (row, language) => row.topic.name[language] },
  { title: heading("关系", "Relation"), value: (row, language) => row.relation.name[language] },
  {
    title: heading("状态", "Status"),
    value: (row, language) => statusNames.find((status) => status.id === row.status)?.name[language] ?? null,
  },
  { title: heading("权重", "Weight"), value: (row) => round(row.weight, 4) },
  { title: heading("分值", "Points"), value: (row) => row.points },
  { title: heading("得分贡献", "Adds to the score"), value: (row) => round(row.contribution, 4) },
  { title: heading("失分", "Lost"), value: (row) => round(row.lost, 4) },
];
