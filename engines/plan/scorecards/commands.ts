import type { Actor, Services } from "@midreach/kernel/http";
import { z } from "zod";
import { parseArguments } from "../arguments.ts";
import { planServiceOf } from "../service.ts";
import { subjectKindSchema } from "./schemas.ts";
import { getScorecard, listScorecards } from "./scorecards.ts";

const evaluation = z.string().max(40).optional();
const rankingSchema = z.object({ kind: subjectKindSchema, evaluation });
const cardSchema = rankingSchema.extend({ id: z.string().min(1).max(100) });

/** What the command line asks about scorecards; answers are those of the API. */
export const scorecardCommands = {
  /** Provinces, cities, trades or organisations ranked by the region's rules. */
  listScorecards: (services: Services, args: unknown, actor: Actor) => {
    const wanted = parseArguments(rankingSchema, args);
    return listScorecards(planServiceOf(services), actor, wanted.kind, wanted.evaluation);
  },
  /** One scorecard with the commitments that make it. */
  showScorecard: (services: Services, args: unknown, actor: Actor) => {
    const { kind, id, evaluation: wanted } = parseArguments(cardSchema, args);
    return getScorecard(planServiceOf(services), actor, { kind, id }, wanted);
  },
} as const;
