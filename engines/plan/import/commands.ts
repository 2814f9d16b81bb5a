import type { Actor, Services } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { z } from "zod";
import { planServiceOf } from "../service.ts";
import { exportImport } from "./export.ts";
import { createImport, getImports } from "./service.ts";

const fileSchema = z.object({ name: z.string().min(1).max(300), base64: z.base64() });
const idSchema = z.object({ id: z.string().min(1).max(40) });

function parse<Schema extends z.ZodType>(schema: Schema, args: unknown): z.output<Schema> {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({ where: issue.path.join("."), what: issue.message }));
  throw new Problem("request.invalid", "The command's arguments are not valid.", faults);
}

/** Reads a plan file as a draft to be reviewed on the page; the bytes come in base 64. */
export async function importPlanCommand(services: Services, args: unknown, actor: Actor) {
  const { name, base64 } = parse(fileSchema, args);
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  const { import: summary, headings, settings } = await createImport(planServiceOf(services), actor, { name, bytes });
  return { import: summary, headings, settings, reviewPath: `/imports/${summary.id}` };
}

/** Imports with how far their review is. */
export const listImportsCommand = (services: Services, _args: unknown, actor: Actor) =>
  getImports(planServiceOf(services), actor);

/** Files of a region pack out of a completed import. */
export const exportImportCommand = (services: Services, args: unknown) =>
  exportImport(planServiceOf(services), parse(idSchema, args).id);
