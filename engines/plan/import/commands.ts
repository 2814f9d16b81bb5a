import type { Actor, Services } from "@midreach/kernel/http";
import { z } from "zod";
import { parseArguments } from "../arguments.ts";
import { type ComparedSentence, comparePlans, countChanges } from "../core/compare/index.ts";
import { type PlanService, planServiceOf } from "../service.ts";
import { exportImport } from "./export.ts";
import { readInWorker } from "./read-in-worker.ts";
import { createImport, getImports } from "./service.ts";

const fileSchema = z.object({ name: z.string().min(1).max(300), base64: z.base64() });
const compareSchema = z.object({ old: fileSchema, new: fileSchema });
const idSchema = z.object({ id: z.string().min(1).max(40) });

/** Reads a plan file as a draft to be reviewed on the page; the bytes come in base 64. */
export async function importPlanCommand(services: Services, args: unknown, actor: Actor) {
  const { name, base64 } = parseArguments(fileSchema, args);
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  const { import: summary, headings, settings } = await createImport(planServiceOf(services), actor, { name, bytes });
  return { import: summary, headings, settings, reviewPath: `/imports/${summary.id}` };
}

/** Imports with how far their review is. */
export const listImportsCommand = (services: Services, _args: unknown, actor: Actor) =>
  getImports(planServiceOf(services), actor);

/** Files of a region pack out of a completed import. */
export const exportImportCommand = (services: Services, args: unknown) =>
  exportImport(planServiceOf(services), parseArguments(idSchema, args).id);

/**
 * Compares a plan with its successor, both from their files: what was carried over, tightened, loosened, changed, added
 * or dropped. Nothing is kept.
 */
export async function comparePlansCommand(services: Services, args: unknown) {
  const files = parseArguments(compareSchema, args);
  const service = planServiceOf(services);
  const [old, next] = [await readSentences(service, files.old), await readSentences(service, files.new)];
  const comparisons = comparePlans(old.sentences, next.sentences);
  return { old: old.title, new: next.title, counts: countChanges(comparisons), rows: comparisons.map(toRow) };
}

async function readSentences(service: PlanService, { name, base64 }: z.output<typeof fileSchema>) {
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  const { title, sentences } = await readInWorker({
    bytes,
    fileName: name,
    places: service.services.region.places,
    systems: [],
  });
  const compared = sentences.map(({ analysis, ...sentence }): ComparedSentence => ({ ...analysis, ...sentence }));
  return { title: title === "" ? name : title, sentences: compared };
}

type ComparisonRow = ReturnType<typeof comparePlans>[number];

function toRow({ kind, commits, old, new: next, differences }: ComparisonRow) {
  const side = (sentence: ComparedSentence | null) => sentence && { citation: sentence.citation, text: sentence.text };
  return { kind, commits, old: side(old), new: side(next), differences };
}

/** What `comparePlansCommand` answers. */
export type PlanComparison = Awaited<ReturnType<typeof comparePlansCommand>>;
