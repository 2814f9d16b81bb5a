import type { Language } from "@midreach/kernel/http";
import type { ReportFacts } from "./facts.ts";

// Apart from produce.ts, so that a server which only hands orders to its worker does not load what makes documents.

export const reportFormats = ["docx", "xlsx"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** A part of the facts on its way to the worker: one of them, or more rows of a list. */
export type FactsPiece =
  | { readonly key: string; readonly value: unknown }
  | { readonly key: string; readonly rows: readonly unknown[] };

/** What is made of the facts. */
export interface ReportOrder {
  readonly facts: ReportFacts;
  readonly language: Language;
  readonly format: ReportFormat;
}
