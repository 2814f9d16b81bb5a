import type { Named, Plan, Status, Strength } from "../schemas.ts";

/** How firm a promise is, by the verb that governs it. */
export const strengthNames: readonly (Named & { readonly id: Strength })[] = [
  { id: "firm", name: { zh: "确定", en: "Firm" } },
  { id: "planned", name: { zh: "推进", en: "Planned" } },
  { id: "encouraged", name: { zh: "鼓励", en: "Encouraged" } },
  { id: "explored", name: { zh: "探索", en: "Explored" } },
];

/** What each status means, in the words of `core/status.ts`. */
export const statusNames: readonly (Plan["statuses"][number] & { readonly id: Status })[] = [
  {
    id: "met",
    name: { zh: "已达到", en: "Met" },
    description: { zh: "已达到目标", en: "The target is reached" },
  },
  {
    id: "on-track",
    name: { zh: "进展正常", en: "On track" },
    description: {
      zh: "期限未到,已走完的路程不少于路径要求的90%(可设置)",
      en: "Before the deadline, at least 90 % (a setting) of the way that the path asks for by then",
    },
  },
  {
    id: "behind",
    name: { zh: "进展滞后", en: "Behind" },
    description: { zh: "期限未到,低于上述水平", en: "Before the deadline, below that" },
  },
  {
    id: "missed",
    name: { zh: "未达到", en: "Missed" },
    description: { zh: "期限已到,没有达到", en: "The deadline has come, and the target is not reached" },
  },
  {
    id: "no-data",
    name: { zh: "缺少数据", en: "No data" },
    description: {
      zh: "缺少判断所需的数据;页面列出由谁提供什么",
      en: "Figures are missing that could decide it; the page says who owes which",
    },
  },
  {
    id: "qualitative",
    name: { zh: "定性", en: "Qualitative" },
    description: { zh: "无法测量,由人评议", en: "It cannot be measured; people assess it" },
  },
];
