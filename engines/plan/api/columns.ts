import type { Text } from "@midreach/kernel/contracts";
import type { Language } from "@midreach/kernel/http";
import type { SheetColumn } from "@midreach/kernel/sheets";
import type { Change, CitySummary, CommitmentRow, Status } from "../schemas.ts";
import type { EvaluationSummary, MissingRow, OwnerSummary, SystemRow } from "../schemas-views.ts";
import { statusNames, strengthNames } from "../views/labels.ts";

/** The columns of the tables that can be downloaded. */

const heading = (zh: string, en: string): Text => ({ zh, en });
const join = (items: readonly { readonly name: Text }[], language: Language): string =>
  items.map((item) => item.name[language]).join("; ");
const statusName = (status: Status | null, language: Language): string | null =>
  status === null ? null : (statusNames.find((row) => row.id === status)?.name[language] ?? status);

const deadlineBases: Readonly<Record<CommitmentRow["deadlineBasis"], Text>> = {
  stated: heading("原文写明", "stated"),
  "plan-period": heading("规划期", "plan period"),
  outlook: heading("远期展望", "outlook"),
};
const ownerBases: Readonly<Record<CommitmentRow["ownerBasis"], Text>> = {
  named: heading("原文点名", "named"),
  proposed: heading("建议", "proposed"),
};

export const commitmentColumns: readonly SheetColumn<CommitmentRow>[] = [
  { title: heading("编号", "Id"), value: (row) => row.id },
  { title: heading("承诺", "Commitment"), value: (row, language) => row.text[language] },
  {
    title: heading("力度", "Strength"),
    value: (row, language) => strengthNames.find((one) => one.id === row.strength)?.name[language] ?? row.strength,
  },
  { title: heading("牵头", "Lead"), value: (row, language) => join(row.lead, language) },
  { title: heading("配合", "Support"), value: (row, language) => join(row.support, language) },
  { title: heading("责任依据", "Owner basis"), value: (row, language) => ownerBases[row.ownerBasis][language] },
  { title: heading("地点", "Places"), value: (row, language) => join(row.places, language) },
  { title: heading("主题", "Topic"), value: (row, language) => row.topic.name[language] },
  { title: heading("期限", "Deadline"), value: (row) => row.deadline },
  {
    title: heading("期限依据", "Deadline basis"),
    value: (row, language) => deadlineBases[row.deadlineBasis][language],
  },
  { title: heading("联合系统", "Joint system"), value: (row, language) => row.system?.name[language] ?? null },
  { title: heading("状态", "Status"), value: (row, language) => statusName(row.result?.status ?? null, language) },
  { title: heading("现值", "Value"), value: (row) => row.result?.value ?? null },
  {
    title: heading("目标", "Target"),
    value: (row) => {
      const target = row.result?.target;
      return target ? `${target.comparator} ${target.value}` : null;
    },
  },
  { title: heading("单位", "Unit"), value: (row) => row.result?.target?.unit ?? null },
  { title: heading("说明", "Summary"), value: (row, language) => row.result?.summary[language] ?? null },
  { title: heading("规划期末", "At plan end"), value: (row, language) => statusName(row.planEnd, language) },
  { title: heading("最新", "Latest"), value: (row, language) => statusName(row.latest, language) },
];

const kindNames: Readonly<Record<MissingRow["kind"], Text>> = {
  indicator: heading("指标", "indicator"),
  milestone: heading("项目进展", "milestone"),
  assessment: heading("评议", "assessment"),
  engine: heading("测算引擎", "engine"),
  system: heading("联合系统", "joint system"),
};

export const missingColumns: readonly SheetColumn<MissingRow>[] = [
  { title: heading("应提供单位", "Owed by"), value: (row, language) => row.owner?.name[language] ?? null },
  { title: heading("类别", "Kind"), value: (row, language) => kindNames[row.kind][language] },
  { title: heading("缺少的数据", "Missing figure"), value: (row, language) => row.label[language] },
  { title: heading("地点", "Place"), value: (row, language) => row.placeName?.[language] ?? null },
  { title: heading("时期", "Period"), value: (row) => row.period ?? null },
  { title: heading("原因", "Reason"), value: (row, language) => row.reason?.[language] ?? null },
  { title: heading("涉及的承诺", "Commitments"), value: (row) => row.commitments.join("; ") },
  { title: heading("数据标识", "Figure id"), value: (row) => row.figure },
];

const countColumns = <Row extends { readonly latest: CitySummary["latest"] }>(): SheetColumn<Row>[] =>
  statusNames.map((status) => ({ title: status.name, value: (row) => row.latest?.[status.id] ?? null }));

export const cityColumns: readonly SheetColumn<CitySummary>[] = [
  { title: heading("代码", "Code"), value: (row) => row.code },
  { title: heading("城市", "City"), value: (row, language) => row.name[language] },
  { title: heading("省", "Province"), value: (row, language) => row.province?.name[language] ?? null },
  { title: heading("人口", "Population"), value: (row) => row.population?.value ?? null },
  { title: heading("人口时点", "Population as of"), value: (row) => row.population?.period ?? null },
  { title: heading("人口来源", "Population source"), value: (row) => row.population?.sourceTitle ?? null },
  { title: heading("涉及的承诺", "Commitments"), value: (row) => row.total },
  ...countColumns<CitySummary>(),
];

export const ownerColumns: readonly SheetColumn<OwnerSummary>[] = [
  { title: heading("标识", "Id"), value: (row) => row.id },
  { title: heading("单位", "Owner"), value: (row, language) => row.name[language] },
  { title: heading("牵头", "Leads"), value: (row) => row.leads },
  { title: heading("配合", "Supports"), value: (row) => row.supports },
  { title: heading("欠缺数据", "Figures owed"), value: (row) => row.figuresOwed },
  ...countColumns<OwnerSummary>(),
];

const stateNames: Readonly<Record<SystemRow["state"], Text>> = {
  working: heading("运行", "working"),
  "not-working": heading("未正常运行", "not working"),
  "not-installed": heading("未安装", "not installed"),
};

export const systemColumns: readonly SheetColumn<SystemRow>[] = [
  { title: heading("标识", "Id"), value: (row) => row.id },
  { title: heading("系统", "System"), value: (row, language) => row.title[language] },
  { title: heading("依据条款", "Clauses"), value: (row) => row.clauses.join("; ") },
  { title: heading("用途", "Purpose"), value: (row, language) => row.purpose[language] },
  { title: heading("状态", "State"), value: (row, language) => stateNames[row.state][language] },
  { title: heading("承诺", "Commitments"), value: (row) => row.commitments.join("; ") },
];

export const evaluationColumns: readonly SheetColumn<EvaluationSummary>[] = [
  { title: heading("编号", "Id"), value: (row) => row.id },
  { title: heading("名称", "Title"), value: (row, language) => row.title[language] },
  { title: heading("评估日", "As of"), value: (row) => row.asOf },
  { title: heading("已知截止", "Known by"), value: (row) => row.knownBy },
  { title: heading("状态", "State"), value: (row) => row.state },
  { title: heading("评估人", "Made by"), value: (row) => row.createdBy },
  { title: heading("评估时间", "Made at"), value: (row) => row.createdAt },
  { title: heading("发布时间", "Published at"), value: (row) => row.publishedAt },
  ...statusNames.map(
    (status): SheetColumn<EvaluationSummary> => ({ title: status.name, value: (row) => row.counts[status.id] }),
  ),
];

export const changeColumns: readonly SheetColumn<Change>[] = [
  { title: heading("编号", "Id"), value: (row) => row.commitment.id },
  { title: heading("承诺", "Commitment"), value: (row, language) => row.commitment.text[language] },
  { title: heading("原状态", "From"), value: (row, language) => statusName(row.from, language) },
  { title: heading("新状态", "To"), value: (row, language) => statusName(row.to, language) },
  { title: heading("原值", "Old value"), value: (row) => row.fromValue },
  { title: heading("新值", "New value"), value: (row) => row.toValue },
  { title: heading("单位", "Unit"), value: (row) => row.unit },
  { title: heading("原因", "Reason"), value: (row, language) => row.reasonText[language] },
  {
    title: heading("变化的数据", "Figures that changed"),
    value: (row, language) =>
      row.figures
        .map(({ label, placeName, period, before, after }) => {
          const what = [placeName?.[language], label[language], period].filter(Boolean).join(" ");
          return `${what}: ${before ?? "-"} → ${after ?? "-"}`;
        })
        .join("; "),
  },
];
