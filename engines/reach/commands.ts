import type { Actor, Services } from "@midreach/kernel/http";
import { localActor } from "@midreach/kernel/identity";
import { Problem } from "@midreach/kernel/problems";
import { listSchemaIssues } from "@midreach/kernel/schema-issues";
import { z } from "zod";
import { isochronesQuery, journeysQuery, matrixQuery } from "./api/queries.ts";
import { computeEndRows, type EndRow } from "./end-matrix.ts";
import { getFeeds, writeFeedFile } from "./feeds.ts";
import { importFeed } from "./imports/imports.ts";
import { getJourneys } from "./journeys.ts";
import { getMatrix } from "./matrix.ts";
import { matrixMediaTypes, writeMatrix } from "./matrix-files.ts";
import { type ReachService, reachServiceOf } from "./service.ts";
import { getIsochrones } from "./travel.ts";

const matrixFormats = Object.keys(matrixMediaTypes) as [keyof typeof matrixMediaTypes];
const matrixFileArguments = matrixQuery.extend({ format: z.enum(matrixFormats), language: z.enum(["zh", "en"]) });
const exportArguments = z.strictObject({ feed: z.string().optional(), scenario: z.string().optional() });
const importArguments = z.strictObject({
  name: z.string().min(1).max(300),
  /** The file's bytes in base 64. */
  base64: z.base64(),
  dryRun: z.boolean().default(false),
  judging: z.boolean().default(false),
  id: z.string().optional(),
  title: z.string().optional(),
  publishedAt: z.iso.date().optional(),
  measureOn: z.iso.date().optional(),
});

/** @throws Problem `request.invalid` that names what is wrong with the arguments */
function parse<Schema extends z.ZodType>(schema: Schema, args: unknown): z.output<Schema> {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const faults = listSchemaIssues(schema, args).map(({ path, what }) => ({ where: path.map(String).join("."), what }));
  const words = { zh: "参数有误,请改正后重试。", en: "The arguments are not valid. Correct them and try again." };
  throw new Problem("request.invalid", words, faults);
}

/**
 * What the command line asks of travel times, of whatever service: an installation's, or a file's. Answers are plain
 * JSON; arguments come from outside and are parsed here.
 */
export const reachQuestions = {
  /** The timetables. */
  feeds: (service: ReachService) => getFeeds(service),
  /** Rows of from, to and figures; ends are cities, stations or points. */
  matrix: (service: ReachService, args: unknown, actor: Actor): Promise<EndRow[]> =>
    computeEndRows(service, parse(matrixQuery, args), { actor }),
  /** The matrix of cities as a file, in base 64. */
  matrixFile: async (service: ReachService, args: unknown, actor: Actor) => {
    const { format, language, ...query } = parse(matrixFileArguments, args);
    const written = await writeMatrix(await getMatrix(service, query, { actor }), format, language);
    return { base64: Buffer.from(written as string).toString("base64") };
  },
  /** Journeys between two ends. */
  journeys: (service: ReachService, args: unknown, actor: Actor) =>
    getJourneys(service, parse(journeysQuery, args), { actor }),
  /** Areas within reach. */
  isochrones: (service: ReachService, args: unknown, actor: Actor) =>
    getIsochrones(service, parse(isochronesQuery, args), { actor }),
  /** A timetable as a GTFS file, in base 64. */
  exportFeed: async (service: ReachService, args: unknown, actor: Actor) => {
    const { name, bytes } = await writeFeedFile(service, parse(exportArguments, args), { actor });
    return { name, base64: Buffer.from(bytes).toString("base64") };
  },
} as const;

type Question = (service: ReachService, args: unknown, actor: Actor) => Promise<unknown>;

const ofInstallation = Object.fromEntries(
  Object.entries(reachQuestions as Readonly<Record<string, Question>>).map(([name, ask]) => [
    name,
    (services: Services, args: unknown, actor: Actor) => ask(reachServiceOf(services), args, actor),
  ]),
) as Readonly<Record<string, (services: Services, args: unknown, actor: Actor) => Promise<unknown>>>;

/** The same of an installation, and what changes it. */
export const reachCommands: Readonly<
  Record<string, (services: Services, args: unknown, actor: Actor) => Promise<unknown>>
> = {
  ...ofInstallation,
  /** Imports a GTFS file, or says what is in it. */
  importFeed: (services, args, actor) => {
    const { base64, dryRun, ...given } = parse(importArguments, args);
    const bytes = new Uint8Array(Buffer.from(base64, "base64"));
    return importFeed(reachServiceOf(services), actor, { ...given, bytes, trial: dryRun });
  },
};

/** Who asks at the machine itself. */
export const localAsker = localActor("command line");
