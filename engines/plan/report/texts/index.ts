import type { Language } from "@midreach/kernel/http";
import { en } from "./en.ts";
import { type ReportTexts, zh } from "./zh.ts";

export type { ReportTexts } from "./zh.ts";

/** All words of the report that do not come from data. */
export const reportTexts: Readonly<Record<Language, ReportTexts>> = { zh, en };
