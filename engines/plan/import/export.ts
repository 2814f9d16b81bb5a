import { Problem } from "@midreach/kernel/problems";
import { toCsv } from "@midreach/kernel/sheets";
import { strToU8, zipSync } from "fflate";
import type { PlanDefinition } from "../core/records.ts";
import type { PlanService } from "../service.ts";
import type { PlanState } from "../views/state.ts";
import type { ImportSettings } from "./schemas.ts";
import { assembleImport } from "./service.ts";

/** One file of a region pack. */
export interface PackFile {
  readonly path: string;
  readonly text: string;
}

/**
 * The reviewed register as the files of a region pack: `plan.json`, `chapters.csv`, `register/chapter-N.json`. Of the
 * plan's text they hold the hashes of sentences and the printed headings, nothing else.
 * @throws Problem `resource.conflict` while the review is not complete
 */
export async function exportImport(
  service: PlanService,
  id: string,
): Promise<{ readonly name: string; readonly files: readonly PackFile[] }> {
  const { stored, state, assembled } = await assembleImport(service, id);
  if (stored.state !== "complete") {
    throw new Problem("resource.conflict", {
      zh: "审核尚未完成:逐句审定之前不能导出。",
      en: "The review is not complete: nothing leaves it before every sentence is decided.",
    });
  }
  const { planId } = stored.settings;
  const definition = planDefinitionOf(state, stored.settings);
  const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
  const titles = assembled.chapters.map((row) => [row.number, row.section, row.title.zh, row.title.en]);
  const chapters = toCsv({ name: "chapters", columns: ["number", "section", "title_zh", "title_en"], rows: titles });
  const numbers = [...new Set(assembled.commitments.map((row) => chapterOf(row.id)))];
  return {
    name: planId,
    files: [
      { path: "plan.json", text: json(definition) },
      // Region packs are UTF-8 without a mark.
      { path: "chapters.csv", text: chapters.replace(/^\uFEFF/u, "") },
      ...numbers.map((number) => ({
        path: `register/chapter-${number}.json`,
        text: json(assembled.commitments.filter((row) => chapterOf(row.id) === number)),
      })),
    ],
  };
}

/** What is said of an imported plan as a whole: its own name and period, and the region's ways of weighing and judging. */
export function planDefinitionOf(
  { records }: PlanState,
  { planId, title, periodStart, periodEnd }: Pick<ImportSettings, "planId" | "title" | "periodStart" | "periodEnd">,
): PlanDefinition {
  return { ...records.plan, id: planId, title, issuer: null, periodStart, periodEnd, outlook: null, notes: [] };
}

const chapterOf = (id: string): string => id.split(".")[0] ?? "0";

/** The same files packed into one. */
export function zipFiles(files: readonly PackFile[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zipSync(Object.fromEntries(files.map(({ path, text }) => [path, strToU8(text)]))));
}
