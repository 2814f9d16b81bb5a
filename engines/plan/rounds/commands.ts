import type { Actor, Services } from "@midreach/kernel/http";
import { z } from "zod";
import { parseArguments } from "../arguments.ts";
import { planServiceOf } from "../service.ts";
import {
  createRound,
  editRound,
  endRound,
  getRoundDetail,
  listReminders,
  listVisibleRounds,
  resumeRound,
  startRound,
} from "./rounds.ts";
import { newRoundSchema, reopeningSchema, roundChangeSchema } from "./schemas.ts";

const roundSchema = z.object({ round: z.string().min(1).max(40) });
const changeSchema = roundSchema.extend({ change: roundChangeSchema });
const reopenSchema = roundSchema.extend(reopeningSchema.shape);
const remindSchema = z.object({ round: z.string().min(1).max(40).optional() });

/** What the command line asks of reporting rounds; answers are those of the API. */
export const roundCommands = {
  /** Reporting rounds, the newest first. */
  listRounds: (services: Services, _args: unknown, actor: Actor) => listVisibleRounds(planServiceOf(services), actor),
  /** A round with the progress of its units, those that owe most first. */
  showRound: (services: Services, args: unknown, actor: Actor) =>
    getRoundDetail(planServiceOf(services), actor, parseArguments(roundSchema, args).round),
  /** Drafts a round. */
  createRound: (services: Services, args: unknown, actor: Actor) =>
    createRound(planServiceOf(services), actor, parseArguments(newRoundSchema, args)),
  /** Changes a draft, or title, note and due date of an open round. */
  changeRound: (services: Services, args: unknown, actor: Actor) => {
    const { round, change } = parseArguments(changeSchema, args);
    return editRound(planServiceOf(services), actor, round, change);
  },
  /** Opens a draft for those who are assigned today. */
  openRound: (services: Services, args: unknown, actor: Actor) =>
    startRound(planServiceOf(services), actor, parseArguments(roundSchema, args).round),
  /** Closes an open round. */
  closeRound: (services: Services, args: unknown, actor: Actor) =>
    endRound(planServiceOf(services), actor, parseArguments(roundSchema, args).round),
  /** Opens a closed round again. */
  reopenRound: (services: Services, args: unknown, actor: Actor) => {
    const { round, ...given } = parseArguments(reopenSchema, args);
    return resumeRound(planServiceOf(services), actor, round, given);
  },
  /** Who still owes reports in open rounds, and since when. */
  listReminders: (services: Services, args: unknown, actor: Actor) =>
    listReminders(planServiceOf(services), actor, parseArguments(remindSchema, args).round),
} as const;
