import type { SystemManifest } from "@midreach/kernel/contracts";

/** Accessibility: travel times between cities from real timetables, and what would change them. */
export const manifest: SystemManifest = {
  id: "accessibility",
  title: { zh: "交通通达性", en: "Accessibility" },
  menu: [],
};
