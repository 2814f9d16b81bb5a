import type { Text } from "@midreach/kernel/contracts";
import type { Status } from "@midreach/plan";
import type { Paper } from "./paper.ts";

/** The words of the command line in both languages. */
export const words = {
  status: { zh: "状态", en: "Status" },
  statuses: {
    met: { zh: "已达到", en: "met" },
    "on-track": { zh: "进展正常", en: "on track" },
    behind: { zh: "进展滞后", en: "behind" },
    missed: { zh: "未达到", en: "missed" },
    "no-data": { zh: "缺少数据", en: "no data" },
    qualitative: { zh: "定性", en: "qualitative" },
  },
  chapter: { zh: "章", en: "Chapter" },
  total: { zh: "合计", en: "Total" },
  planEnd: { zh: "规划期末", en: "Plan end" },
  latest: { zh: "最新", en: "Latest" },
  asOf: { zh: "截至", en: "as of" },
  knownBy: { zh: "数据截止", en: "known by" },
  owner: { zh: "责任单位", en: "Owner" },
  support: { zh: "配合单位", en: "Support" },
  places: { zh: "地点", en: "Places" },
  deadline: { zh: "期限", en: "Deadline" },
  value: { zh: "数值", en: "Value" },
  target: { zh: "目标", en: "Target" },
  why: { zh: "理由", en: "Why" },
  steps: { zh: "计算步骤", en: "Steps" },
  missing: { zh: "缺少", en: "Missing" },
  note: { zh: "说明", en: "Note" },
  source: { zh: "来源", en: "Source" },
  official: { zh: "原文", en: "Official text" },
  system: { zh: "联合系统", en: "Joint system" },
  working: { zh: "运行中", en: "working" },
  notWorking: { zh: "未运行", en: "not working" },
  notInstalled: { zh: "未安装", en: "not installed" },
  clauses: { zh: "条款", en: "Clauses" },
  draft: { zh: "草稿", en: "draft" },
  published: { zh: "已发布", en: "published" },
  evaluation: { zh: "评估", en: "Evaluation" },
  changes: { zh: "变化", en: "Changes" },
  proposed: { zh: "(建议)", en: "(proposed)" },
  auditWhole: { zh: "审计链完整", en: "The audit log is whole" },
  auditBroken: { zh: "审计链断裂", en: "The audit log is broken" },
  entries: { zh: "条记录", en: "entries" },
  regionWhole: { zh: "区域数据包没有错误", en: "The region pack has no faults" },
  sentences: { zh: "句", en: "sentences" },
  matches: { zh: "一致", en: "match" },
  mismatches: { zh: "不一致", en: "do not match" },
  cited: { zh: "句被台账引用", en: "cited by the register" },
  mismatchKinds: {
    differs: { zh: "原文不同", en: "differs" },
    elsewhere: { zh: "位于", en: "stands at" },
    missing: { zh: "未找到", en: "missing" },
  },
  reportWritten: { zh: "报告已写入", en: "Report written to" },
  importSections: { zh: "节", en: "Sections" },
  importCommits: { zh: "句疑为承诺", en: "taken for commitments" },
  importDoubtful: { zh: "句存疑", en: "doubtful" },
  importPeriod: { zh: "规划期", en: "Period" },
  importReview: { zh: "逐句审核的页面:", en: "Review it, sentence by sentence, at" },
  importReviewHow: {
    zh: "服务器没有运行:先执行 npm start,登录后在它显示的地址后面加上这个路径。",
    en: "No server is running: npm start prints its address; sign in, and open this path there.",
  },
  changeKinds: {
    carried: { zh: "延续", en: "carried over" },
    tightened: { zh: "加严", en: "tightened" },
    loosened: { zh: "放宽", en: "loosened" },
    changed: { zh: "调整", en: "changed" },
    added: { zh: "新增", en: "added" },
    dropped: { zh: "删除", en: "dropped" },
  },
  planStandings: {
    draft: { zh: "草稿", en: "draft" },
    "in-force": { zh: "实施中", en: "in force" },
    superseded: { zh: "已被接替", en: "superseded" },
  },
  planSucceeds: { zh: "接替", en: "succeeds" },
  planTakenIn: { zh: "已纳入规划库:", en: "Taken into the register:" },
  commitmentCount: { zh: "条承诺", en: "commitments" },
  differenceKinds: {
    target: { zh: "目标值", en: "target" },
    quantity: { zh: "数字", en: "figure" },
    deadline: { zh: "期限", en: "deadline" },
    strength: { zh: "力度", en: "strength" },
    statutory: { zh: "约束性", en: "statutory kind" },
    measure: { zh: "测算方式", en: "measure" },
    owner: { zh: "牵头", en: "lead" },
    wording: { zh: "表述", en: "wording" },
  },
  importOpen: { zh: "审核中", en: "under review" },
  importComplete: { zh: "已完成", en: "complete" },
  more: { zh: "项(--json 列出全部)", en: "more (--json lists all)" },
  none: { zh: "无", en: "none" },
} as const;

/** A text in the paper's language. */
export function say(paper: Paper, text: Text): string {
  return text[paper.language];
}

const colours = {
  met: "green",
  "on-track": "cyan",
  behind: "yellow",
  missed: "red",
  "no-data": "gray",
  qualitative: "blue",
} as const satisfies Record<Status, string>;

/** A status in words, coloured on a terminal. */
export function statusWord(paper: Paper, status: Status | null): string {
  return status === null ? "-" : paper.paint(colours[status], say(paper, words.statuses[status]));
}
