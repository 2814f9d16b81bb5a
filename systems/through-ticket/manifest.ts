import type { SystemManifest } from "@midreach/kernel/contracts";

/** Through tickets: one journey over several operators. So far it plans the journey; it sells and settles nothing. */
export const manifest: SystemManifest = {
  id: "through-ticket",
  title: { zh: "客票一体联程", en: "Through tickets" },
  menu: [{ path: "/through-ticket", page: "planner", title: { zh: "行程规划", en: "Journey planner" } }],
};
