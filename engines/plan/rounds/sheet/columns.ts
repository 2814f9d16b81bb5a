import type { Text } from "@midreach/kernel/contracts";
import type { MilestoneEvent } from "../../core/records.ts";
import type { AssignmentRole, ItemState, ReportedStatus } from "../../core/rounds/report.ts";

/** The words of the sheet that a unit takes home and sends back. Both languages are understood on the way in. */

const text = (zh: string, en: string): Text => ({ zh, en });

export const reportedWords: Readonly<Record<ReportedStatus, Text>> = {
  done: text("已完成", "done"),
  "on-track": text("正常推进", "on track"),
  behind: text("滞后", "behind"),
  "not-started": text("未启动", "not started"),
};

export const stateWords: Readonly<Record<ItemState, Text>> = {
  "not-started": text("未填报", "not started"),
  draft: text("草稿", "draft"),
  submitted: text("已提交", "submitted"),
  returned: text("已退回", "returned"),
  accepted: text("已审核", "accepted"),
};

export const roleWords: Readonly<Record<AssignmentRole, Text>> = {
  lead: text("牵头", "lead"),
  responsible: text("责任", "responsible"),
  support: text("配合", "supporting"),
};

/** The columns of the first sheet: one row for each task. */
export const reportColumns = {
  id: text("编号", "Id"),
  task: text("任务", "Task"),
  role: text("角色", "Role"),
  deadline: text("期限", "Deadline"),
  state: text("填报状态", "State"),
  version: text("版本(勿改)", "Version (keep)"),
  computed: text("测算结果", "Computed"),
  status: text("进展情况", "Status"),
  progress: text("工作进展", "Progress"),
  problems: text("存在问题", "Problems"),
  nextSteps: text("下一步安排", "Next steps"),
  reason: text("退回原因", "Returned because"),
} as const;
export type ReportColumn = keyof typeof reportColumns;

/** The columns of the second sheet: one row for each figure that is asked for. */
export const figureColumns = {
  id: text("编号", "Id"),
  indicator: text("指标编号", "Indicator id"),
  name: text("指标", "Indicator"),
  place: text("地点编号", "Place id"),
  placeName: text("地点", "Place"),
  period: text("时期", "Period"),
  value: text("数值", "Value"),
  unit: text("单位", "Unit"),
  source: text("来源", "Source"),
  known: text("已有数据", "Known"),
} as const;
export type FigureColumn = keyof typeof figureColumns;

/** The columns of the third sheet: one row for each named project that the unit may report. */
export const milestoneColumns = {
  id: text("编号", "Id"),
  project: text("项目编号", "Project id"),
  name: text("项目", "Project"),
  event: text("事件", "Event"),
  date: text("日期", "Date"),
  evidence: text("依据", "Evidence"),
  known: text("已有记录", "Known"),
} as const;
export type MilestoneColumn = keyof typeof milestoneColumns;

/** The columns of the fourth sheet: one row for each task that the unit judges itself. */
export const assessmentColumns = {
  id: text("编号", "Id"),
  question: text("评定内容", "Question"),
  asOf: text("评定日", "As of"),
  value: text("完成程度(0-100)", "Percent (0-100)"),
  judgement: text("评定意见", "Judgement"),
  evidence: text("依据", "Evidence"),
} as const;
export type AssessmentColumn = keyof typeof assessmentColumns;

export const eventWords: Readonly<Record<MilestoneEvent, Text>> = {
  opened: text("开通", "opened"),
  "part opened": text("部分开通", "part opened"),
  completed: text("全部建成", "completed"),
  rebuilt: text("改建完成", "rebuilt"),
};

export const sheetNames = {
  reports: text("填报", "Reports"),
  figures: text("数据", "Figures"),
  milestones: text("节点", "Milestones"),
  assessments: text("评定", "Assessments"),
} as const;
