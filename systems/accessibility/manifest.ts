import type { SystemManifest } from "@midreach/kernel/contracts";

/** Accessibility: travel times between cities from real timetables, and what would change them. */
export const manifest: SystemManifest = {
  id: "accessibility",
  title: { zh: "交通通达性", en: "Accessibility" },
  menu: [
    { path: "/accessibility", page: "promise", title: { zh: "交通通达", en: "Accessibility" } },
    { path: "/accessibility/map", page: "map", title: { zh: "通达地图", en: "Map of reach" }, hidden: true },
    { path: "/accessibility/matrix", page: "matrix", title: { zh: "时间矩阵", en: "Matrix" }, hidden: true },
    { path: "/accessibility/pair", page: "pair", title: { zh: "全部车次", en: "Departures" }, hidden: true },
  ],
};
