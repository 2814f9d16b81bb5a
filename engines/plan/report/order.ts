import type { Language } from "@midreach/kernel/http";
import type { ReportFacts } from "./facts.ts";

// Apart from produce.ts, so that a server which only hands orders to its worker does not load what makes documents.

export const reportFormats = ["docx", "xlsx"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** What is made of the facts. */
export interface ReportOrder {
  readonly facts: ReportFacts;
  readonly language: Language;
  readonly format: ReportFormat;
}
