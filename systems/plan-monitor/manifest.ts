import type { SystemManifest } from "@midreach/kernel/contracts";

/** Plan monitoring: where every commitment stands, why, and on what evidence. */
export const manifest: SystemManifest = {
  id: "plan-monitor",
  title: { zh: "规划实施监测", en: "Plan monitoring" },
  menu: [
    { path: "/", page: "front", title: { zh: "总览", en: "Overview" } },
    { path: "/commitments", page: "commitments", title: { zh: "承诺", en: "Commitments" } },
    { path: "/cities", page: "cities", title: { zh: "城市", en: "Cities" } },
    { path: "/owners", page: "owners", title: { zh: "责任单位", en: "Owners" } },
    { path: "/systems", page: "systems", title: { zh: "联合系统", en: "Joint systems" } },
    { path: "/missing", page: "missing", title: { zh: "缺失数据", en: "Missing figures" } },
    { path: "/evaluations", page: "evaluations", title: { zh: "评估", en: "Evaluations" } },
    { path: "/work", page: "work", title: { zh: "填报督办", en: "Reporting" } },
    { path: "/chapters/:number", page: "chapter", title: { zh: "篇章", en: "Chapter" }, hidden: true },
    { path: "/commitments/:id", page: "commitment", title: { zh: "承诺", en: "Commitment" }, hidden: true },
    { path: "/cities/:code", page: "city", title: { zh: "城市", en: "City" }, hidden: true },
    { path: "/owners/:id", page: "owner", title: { zh: "责任单位", en: "Owner" }, hidden: true },
    { path: "/evaluations/:id", page: "evaluation", title: { zh: "评估", en: "Evaluation" }, hidden: true },
    { path: "/rounds", page: "rounds", title: { zh: "填报轮次", en: "Reporting rounds" }, hidden: true },
    { path: "/rounds/:round", page: "round", title: { zh: "填报轮次", en: "Reporting round" }, hidden: true },
    {
      path: "/rounds/:round/units/:unit",
      page: "unit-reports",
      title: { zh: "任务清单", en: "List of tasks" },
      hidden: true,
    },
    {
      path: "/rounds/:round/units/:unit/:commitment",
      page: "report",
      title: { zh: "填报", en: "Report" },
      hidden: true,
    },
    { path: "/assignments", page: "assignments", title: { zh: "任务分解", en: "Assignments" }, hidden: true },
    { path: "/assignments/:id", page: "assignment", title: { zh: "任务分解", en: "Assignment" }, hidden: true },
    { path: "/supervisions", page: "supervisions", title: { zh: "督办", en: "Supervision" }, hidden: true },
    { path: "/closures", page: "closures", title: { zh: "销号", en: "Closed tasks" }, hidden: true },
    { path: "/sign-in", page: "sign-in", title: { zh: "登录", en: "Sign in" }, hidden: true },
    { path: "/account", page: "account", title: { zh: "我的账号", en: "My account" }, hidden: true },
    { path: "/accounts", page: "accounts", title: { zh: "用户管理", en: "Users" }, hidden: true },
    { path: "/audit", page: "audit", title: { zh: "审计记录", en: "Audit log" }, hidden: true },
  ],
};
