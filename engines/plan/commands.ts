import type { Actor, Services } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { z } from "zod";
import { createEvaluation, getCommitments, getOverview, getSystems, planServiceOf } from "./service.ts";
import { verifyOfficialText } from "./verify.ts";

const showSchema = z.object({ id: z.string(), evaluation: z.string().optional() });
const evaluateSchema = z.object({
  asOf: z.iso.date(),
  knownBy: z.iso.date().optional(),
  publish: z.boolean().optional(),
});
const verifySchema = z.object({ text: z.string(), name: z.string().default("text") });

function parse<Schema extends z.ZodType>(schema: Schema, args: unknown): z.output<Schema> {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({ where: issue.path.join("."), what: issue.message }));
  throw new Problem("request.invalid", "The command's arguments are not valid.", faults);
}

/**
 * What the command line asks of the plan. Every answer is plain JSON, the same as the API's; arguments come from
 * outside and are parsed here. Whoever may open the data folder may do everything: the actor is for the audit log.
 */
export const planCommands = {
  /** Where the plan stands: the front page's data. */
  status: (services: Services) => getOverview(planServiceOf(services)),
  /** Everything about the commitments of an id or citation. */
  show: (services: Services, args: unknown, actor: Actor) => {
    const { id, evaluation } = parse(showSchema, args);
    return getCommitments(planServiceOf(services), actor, id, evaluation);
  },
  /** Evaluates and keeps the result as a draft, or publishes it. */
  evaluate: (services: Services, args: unknown, actor: Actor) =>
    createEvaluation(planServiceOf(services), actor, parse(evaluateSchema, args)),
  /** The joint systems that the plan orders. */
  systems: (services: Services) => getSystems(planServiceOf(services)),
  /** Attaches an official text and compares it with the register. */
  verify: (services: Services, args: unknown, actor: Actor) =>
    verifyOfficialText(services, parse(verifySchema, args), actor),
} as const;
