import type { Actor, Services } from "@midreach/kernel/http";
import { z } from "zod";
import { parseArguments } from "../arguments.ts";
import { getImport } from "../import/store/imports.ts";
import type { ImportTables } from "../import/tables.ts";
import { type PlanService, planServiceOf } from "../service.ts";
import { adoptImport } from "./adopt.ts";
import { compareSides, type LoadedSide, loadSide } from "./compare.ts";
import { adoptionSchema } from "./schemas.ts";
import { getPlanEntry, getPlans } from "./service.ts";

/** Plans of the register. */
export const listPlansCommand = (services: Services, _args: unknown, actor: Actor) =>
  getPlans(planServiceOf(services), actor);

const adoptSchema = z.object({
  import: z.string().min(1).max(40),
  id: z.string().optional(),
  title: z.object({ zh: z.string().optional(), en: z.string().optional() }).default({}),
  periodStart: z.string().optional(),
  periodEnd: z.string().optional(),
  predecessor: z.string().optional(),
  inForce: z.boolean().default(false),
  /** A new version of the plan of this id. */
  newVersion: z.boolean().default(false),
});

/**
 * Takes a reviewed import into the register. What is not said is as the review has it, or as the plan stands of which
 * this is a new version; a new plan is a draft unless told.
 */
export async function adoptImportCommand(services: Services, args: unknown, actor: Actor) {
  const said = parseArguments(adoptSchema, args);
  const service = planServiceOf(services);
  const { settings } = await getImport(services.database.kysely<ImportTables>(), said.import);
  const id = said.id ?? settings.planId;
  const known = said.newVersion ? (await getPlanEntry(service, actor, id)).plan : undefined;
  const given = parseArguments(adoptionSchema, {
    id,
    title: { zh: said.title.zh ?? settings.title.zh, en: said.title.en ?? settings.title.en },
    periodStart: said.periodStart ?? settings.periodStart,
    periodEnd: said.periodEnd ?? settings.periodEnd,
    state: said.inForce ? "in-force" : (known?.state ?? "draft"),
    predecessor: said.predecessor ?? known?.predecessor ?? null,
    revision: known?.revision ?? null,
  });
  return getPlanEntry(service, actor, await adoptImport(service, actor, said.import, given));
}

const fileSchema = z.object({ name: z.string().min(1).max(300), base64: z.base64() });
const sideSchema = z.union([z.object({ plan: z.string().min(1).max(120) }), fileSchema]);
const compareSchema = z.object({ old: sideSchema, new: sideSchema });

/** Compares a plan of the register or an import with another one, or with the text of a plan. Nothing is kept. */
export async function compareRegisterCommand(services: Services, args: unknown, actor: Actor) {
  const sides = parseArguments(compareSchema, args);
  const service = planServiceOf(services);
  const load = (side: z.output<typeof sideSchema>): Promise<LoadedSide> =>
    "plan" in side ? loadSide(service, actor, side.plan) : loadFile(service, side);
  return compareSides(await load(sides.old), await load(sides.new));
}

/** A text as it is printed: what the importer takes for a commitment, without measures, owners and periods. */
async function loadFile({ services }: PlanService, { name, base64 }: z.output<typeof fileSchema>): Promise<LoadedSide> {
  const { readInWorker } = await import("../import/read-in-worker.ts");
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  const read = await readInWorker({ bytes, fileName: name, places: services.region.places, systems: [] });
  const title = read.title === "" ? name : read.title;
  const rows = read.sentences
    .filter(({ analysis }) => analysis.commits)
    .map(({ citation, text, hash, analysis }) => ({
      id: citation,
      sentenceHash: hash,
      sentence: text,
      text: { zh: text, en: text },
      strength: analysis.strength ?? ("planned" as const),
      statutory: null,
      deadline: analysis.deadlines[0]?.date ?? null,
      deadlineBasis: "stated" as const,
      lead: null,
      target: undefined,
    }));
  return {
    side: {
      id: name,
      kind: "file",
      title: { zh: title, en: title },
      periodStart: `${read.firstYear}-01-01`,
      periodEnd: `${read.lastYear}-12-31`,
      commitments: rows.length,
      undecided: 0,
    },
    rows,
  };
}

/** What `compareRegisterCommand` answers. */
export type WholeComparison = Awaited<ReturnType<typeof compareRegisterCommand>>;
