import type { SystemManifest } from "@midreach/kernel/contracts";

/** Accessibility: travel times between cities from real timetables, and what would change them. */
export const manifest: SystemManifest = {
  id: "accessibility",
  title: { zh: "交通通达性", en: "Accessibility" },
  menu: [
    { path: "/accessibility", page: "promise", title: { zh: "交通通达", en: "Accessibility" } },
    { path: "/accessibility/map", page: "map", title: { zh: "通达地图", en: "Map of reach" }, hidden: true },
    { path: "/accessibility/matrix", page: "matrix", title: { zh: "时间矩阵", en: "Matrix" }, hidden: true },
    { path: "/accessibility/feeds", page: "feeds", title: { zh: "时刻表数据", en: "Timetables" }, hidden: true },
    {
      path: "/accessibility/settings",
      page: "settings",
      title: { zh: "评价标准与周边城市", en: "Criteria and surroundings" },
      hidden: true,
    },
    { path: "/accessibility/pair", page: "pair", title: { zh: "全部车次", en: "Departures" }, hidden: true },
    { path: "/accessibility/scenarios", page: "scenarios", title: { zh: "情景", en: "Scenarios" }, hidden: true },
    {
      path: "/accessibility/scenarios/:scenario",
      page: "scenario",
      title: { zh: "情景", en: "Scenario" },
      hidden: true,
    },
    { path: "/accessibility/effects", page: "effects", title: { zh: "情景影响", en: "Effects" }, hidden: true },
  ],
};
