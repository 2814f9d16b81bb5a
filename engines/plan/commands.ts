import type { Actor, Services } from "@midreach/kernel/http";
import { z } from "zod";
import { parseArguments } from "./arguments.ts";
import { comparePlansCommand, exportImportCommand, importPlanCommand, listImportsCommand } from "./import/commands.ts";
import { judgingCommands } from "./judging/commands.ts";
import { adoptImportCommand, compareRegisterCommand, listPlansCommand } from "./plans/commands.ts";
import { reportFormats } from "./report/order.ts";
import { createReport, createReportOfDate } from "./report/service.ts";
import { roundCommands } from "./rounds/commands.ts";
import { scorecardCommands } from "./scorecards/commands.ts";
import { importSeriesCommand } from "./series/commands.ts";
import { createEvaluation, getCommitments, getOverview, getSystems, planServiceOf } from "./service.ts";
import { verifyOfficialText } from "./verify.ts";

const showSchema = z.object({ id: z.string(), evaluation: z.string().optional() });
const evaluateSchema = z.object({
  asOf: z.iso.date(),
  knownBy: z.iso.date().optional(),
  publish: z.boolean().optional(),
});
const reportSchema = z.object({
  asOf: z.iso.date().optional(),
  knownBy: z.iso.date().optional(),
  evaluation: z.string().max(40).optional(),
  format: z.enum(reportFormats),
  language: z.enum(["zh", "en"]),
});
const verifySchema = z.object({ text: z.string(), name: z.string().default("text") });

/**
 * What the command line asks of the plan. Every answer is plain JSON, the same as the API's; arguments come from
 * outside and are parsed here. Whoever may open the data folder may do everything: the actor is for the audit log.
 */
export const planCommands = {
  /** Where the plan stands: the front page's data. */
  status: (services: Services) => getOverview(planServiceOf(services)),
  /** Everything about the commitments of an id or citation. */
  show: (services: Services, args: unknown, actor: Actor) => {
    const { id, evaluation } = parseArguments(showSchema, args);
    return getCommitments(planServiceOf(services), actor, id, evaluation);
  },
  /** Evaluates and keeps the result as a draft, or publishes it. */
  evaluate: (services: Services, args: unknown, actor: Actor) =>
    createEvaluation(planServiceOf(services), actor, parseArguments(evaluateSchema, args)),
  /** The joint systems that the plan orders. */
  systems: (services: Services) => getSystems(planServiceOf(services)),
  /** The evaluation report; of a date that nobody has evaluated yet, a draft is evaluated first. Bytes in base 64. */
  report: async (services: Services, args: unknown, actor: Actor) => {
    const { asOf, ...wanted } = parseArguments(reportSchema, args);
    const service = planServiceOf(services);
    const ofDate = asOf !== undefined && wanted.evaluation === undefined;
    const { bytes, ...file } = ofDate
      ? await createReportOfDate(service, actor, { ...wanted, asOf })
      : await createReport(service, actor, { ...wanted, asOf });
    return { ...file, base64: Buffer.from(bytes).toString("base64") };
  },
  /** Imports a file with figures, or says what it would change. */
  importSeries: importSeriesCommand,
  /** Reads a plan from its text as a draft to be reviewed. */
  importPlan: importPlanCommand,
  /** Plans that are being imported. */
  listImports: listImportsCommand,
  /** A plan beside its successor, both from their texts. */
  comparePlans: comparePlansCommand,
  /** Plans of the register, or a plan and a text, side by side. */
  compareRegister: compareRegisterCommand,
  /** Plans of the register. */
  listPlans: listPlansCommand,
  /** Takes a reviewed plan into the register. */
  adoptImport: adoptImportCommand,
  /** A reviewed plan as the files of a region pack. */
  exportImport: exportImportCommand,
  ...roundCommands,
  ...judgingCommands,
  ...scorecardCommands,
  /** Attaches an official text and compares it with the register. */
  verify: (services: Services, args: unknown, actor: Actor) =>
    verifyOfficialText(services, parseArguments(verifySchema, args), actor),
} as const;
