import type { SystemManifest } from "@midreach/kernel/contracts";

/** Common performance assessment: provinces, cities and owners scored by rules that are data of the region. */
export const manifest: SystemManifest = {
  id: "performance",
  title: { zh: "统一绩效考核", en: "Common performance assessment" },
  menu: [
    { path: "/performance", page: "ranking", title: { zh: "绩效", en: "Performance" } },
    { path: "/performance/:kind/:id", page: "scorecard", title: { zh: "评分卡", en: "Scorecard" }, hidden: true },
  ],
};
