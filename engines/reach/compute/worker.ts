import { parentPort } from "node:worker_threads";
import { Problem } from "@midreach/kernel/problems";
import { decodeTimetable, encodeTimetable } from "../core/encoding.ts";
import type { Modification } from "../core/scenario/index.ts";
import type { Schedule, Trip } from "../core/schedule.ts";
import { buildTimetable, type Timetable } from "../core/timetable.ts";
import type { FetchedSchedule, Message, NetworkBytes, Order, Reply, SupplyPart } from "./messages.ts";
import { answerQuestion, type Watch } from "./questions.ts";

const port = parentPort;
if (port === null) throw new Error("worker.ts runs as a worker only");

/*
 * What only some orders take is loaded by the first of them: questions about travel times are answered sooner after a
 * start without scenarios and files.
 */
const loadScenarios = () => import("../core/scenario/index.ts");
const loadWriting = () => import("../gtfs/index.ts");
const loadReading = () => import("../imports/reading.ts");

/** Decoded networks that are kept; the bytes belong to the whole process. */
const mostNetworks = 12;
const schedules = new Map<string, Schedule | (() => Promise<Schedule>)>();
const networks = new Map<string, Timetable>();

port.on("message", (message: Message) => {
  if ("part" in message) take(message.part);
  else carryOut(message.order, message.cancelled).then((reply) => port.postMessage(reply));
});
port.postMessage({ kind: "ready" } satisfies Reply);

function take(part: SupplyPart): void {
  if (part.kind === "drop") schedules.delete(part.key);
  else if (part.kind === "head") schedules.set(part.key, { ...part.schedule, trips: [] });
  else if (part.kind === "gtfs") schedules.set(part.key, () => readWhole(part));
  else ((schedules.get(part.key) as Schedule).trips as Trip[]).push(...part.trips);
}

/** A file that was imported could be read then; that it cannot be read now is a fault of ours. */
async function readWhole({ key, reading }: Extract<SupplyPart, { kind: "gtfs" }>): Promise<Schedule> {
  const { readFeedFile } = await loadReading();
  const { schedule } = readFeedFile(reading);
  if (!schedule) throw new Error(`the imported file ${key} cannot be read any more`);
  schedules.set(key, schedule);
  return schedule;
}

async function getSchedule(key: string, modifications: readonly Modification[] = []): Promise<Schedule> {
  const held = schedules.get(key);
  if (!held) throw new Error(`the schedule ${key} was not supplied`);
  const schedule = typeof held === "function" ? await held() : held;
  if (modifications.length === 0) return schedule;
  const { applyScenario } = await loadScenarios();
  return applyScenario(schedule, modifications);
}

function getTimetable({ key, buffer }: NetworkBytes): Timetable {
  const timetable = networks.get(key) ?? decodeTimetable(buffer);
  networks.delete(key);
  networks.set(key, timetable);
  for (const oldest of networks.keys()) {
    if (networks.size <= mostNetworks) break;
    networks.delete(oldest);
  }
  return timetable;
}

async function carryOut(order: Order, cancelled: Int32Array): Promise<Reply> {
  const isCancelled = () => Atomics.load(cancelled, 0) === 1;
  try {
    if (isCancelled()) return { kind: "cancelled" };
    const onProgress = (share: number) => port?.postMessage({ kind: "progress", share } satisfies Reply);
    const result = await work(order, { onProgress, isCancelled });
    return isCancelled() ? { kind: "cancelled" } : { kind: "done", result };
  } catch (error) {
    if (isCancelled()) return { kind: "cancelled" };
    if (error instanceof Problem) return { kind: "problem", problem: error.toPlain() };
    const { message, stack } = error as Error;
    return { kind: "failed", message, stack };
  }
}

async function work(order: Order, watch: Watch): Promise<unknown> {
  switch (order.kind) {
    case "build": {
      const schedule = await getSchedule(order.schedule, order.modifications);
      return encodeTimetable(buildTimetable(schedule, { changeSeconds: order.changeSeconds }));
    }
    case "write": {
      const { writeGtfs } = await loadWriting();
      return writeGtfs(await getSchedule(order.schedule, order.modifications));
    }
    case "fetch": {
      const { trips, ...head } = await getSchedule(order.schedule);
      const some = trips.slice(order.start, order.start + order.count);
      return { head, trips: some, all: trips.length } satisfies FetchedSchedule;
    }
    case "read": {
      const { readFeedFile } = await loadReading();
      const { schedule, report } = readFeedFile(order.reading);
      return { report, schedule: schedule && describe(schedule) };
    }
    case "ask":
      return answerQuestion(getTimetable(order.network), order.question, watch);
  }
}

/** What is told of a schedule without sending all of it. */
const describe = ({ trips, ...rest }: Schedule) => ({ ...rest, tripCount: trips.length });
