import { availableParallelism } from "node:os";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { type PlainProblem, Problem } from "@midreach/kernel/problems";
import type { Message, Order, Reply, Supply } from "./messages.ts";

/** What the caller of an order may follow and stop. */
export interface OrderOptions {
  /** Aborting stops the work; the order then fails with what the signal says. */
  readonly signal?: AbortSignal | undefined;
  /** Share of the work that is done, 0..1. */
  readonly onProgress?: ((share: number) => void) | undefined;
  /** The schedule that the order is about; sent to a thread that does not hold it. */
  readonly supply?: Supply | undefined;
}

interface Waiting {
  readonly since: number;
  readonly order: Order;
  readonly options: OrderOptions;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface Member {
  readonly worker: Worker;
  /** Has loaded its code. */
  isReady: boolean;
  /** Names of the schedules that it holds, the one that was used last at the end. */
  readonly holds: string[];
  current: { readonly waiting: Waiting; readonly cancelled: Int32Array; readonly onAbort: () => void } | undefined;
}

/** One thread stays free for requests, the database has one of its own; two compute where there are two. */
const size = Math.max(1, Math.min(2, availableParallelism()));
/** A thread takes half a second to load its code: only when something has waited so long is it worth another one. */
const patienceMilliseconds = 150;
/** Schedules that a thread keeps: one of 10,000 trains takes some 20 MB. */
const mostHeld = 4;
/** So many orders wait; whoever comes then is told to come again. */
const mostWaiting = 200;
const members: Member[] = [];
const queue: Waiting[] = [];

/**
 * Has an order carried out by one of the process's computing threads: first come, first served. Threads hold no state
 * that an order depends on, only copies of what they were sent.
 * @throws Problem what the work throws; the signal's reason when it was aborted; Error for a bug
 */
export function carryOutOrder<Result>(order: Order, options: OrderOptions = {}): Promise<Result> {
  const { signal } = options;
  if (signal?.aborted) return Promise.reject(reasonOf(signal));
  if (queue.length >= mostWaiting) return Promise.reject(tooMany());
  return new Promise<Result>((resolve, reject) => {
    const since = performance.now();
    const waiting: Waiting = { since, order, options, resolve: resolve as (value: unknown) => void, reject };
    queue.push(waiting);
    signal?.addEventListener("abort", () => leaveQueue(waiting, signal), { once: true });
    serve();
  });
}

function leaveQueue(waiting: Waiting, signal: AbortSignal): void {
  const index = queue.indexOf(waiting);
  if (index < 0) return;
  queue.splice(index, 1);
  waiting.reject(reasonOf(signal));
}

/** Why the work was given up; a connection that was closed is no bug. */
export function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  if (reason instanceof Error && reason.name !== "AbortError") return reason;
  return new Problem("request.invalid", {
    zh: "请求已被放弃,计算随之停止。",
    en: "The request was given up, and the computation with it.",
  });
}

const tooMany = () =>
  new Problem(
    "request.too-many",
    { zh: "正在进行的计算过多,请稍后再试。", en: "Too much is being computed at this moment. Try again in a while." },
    [],
    { retryAfterSeconds: 5 },
  );

/** How many orders are being carried out and wait. */
export function countOrders(): { readonly running: number; readonly waiting: number } {
  return { running: members.filter(({ current }) => current).length, waiting: queue.length };
}

/** Lets a thread load its code before anybody waits for it. */
export function warmUp(): void {
  if (members.length === 0) hire();
}

function serve(): void {
  while (queue.length > 0) {
    const idle = members.filter(({ current, isReady }) => isReady && current === undefined);
    const wanted = queue[0]?.options.supply?.key;
    const fitting = idle.find(({ holds }) => wanted !== undefined && holds.includes(wanted));
    const member = fitting ?? idle[0];
    if (!member) {
      strengthen();
      return;
    }
    start(member, queue.shift() as Waiting);
  }
  members.forEach(holdProcess);
}

/** Hires a thread when there is none, or when those that are there leave orders waiting. */
function strengthen(): void {
  members.forEach(holdProcess);
  const isLoading = members.some(({ isReady }) => !isReady);
  if (isLoading || members.length >= size) return;
  const waited = performance.now() - (queue[0]?.since ?? 0);
  if (members.length === 0 || waited >= patienceMilliseconds) holdProcess(hire());
  else setTimeout(serve, patienceMilliseconds - waited + 1).unref();
}

function hire(): Member {
  const worker = new Worker(new URL("./worker-start.mjs", import.meta.url), { execArgv: [], name: "reach" });
  const member: Member = { worker, isReady: false, holds: [], current: undefined };
  worker.on("message", (reply: Reply) => hear(member, reply));
  worker.on("error", (error) => dismiss(member, error));
  worker.on("exit", (code) => dismiss(member, new Error(`a computing thread ended with code ${code}`)));
  worker.unref();
  members.push(member);
  return member;
}

/** Only work that somebody waits for keeps the process alive. */
function holdProcess({ worker, current, isReady }: Member): void {
  if (current !== undefined || (!isReady && queue.length > 0)) worker.ref();
  else worker.unref();
}

function start(member: Member, waiting: Waiting): void {
  const { order, options } = waiting;
  if (options.signal?.aborted) {
    waiting.reject(reasonOf(options.signal));
    return;
  }
  const cancelled = new Int32Array(new SharedArrayBuffer(4));
  const onAbort = () => {
    Atomics.store(cancelled, 0, 1);
  };
  options.signal?.addEventListener("abort", onAbort, { once: true });
  member.current = { waiting, cancelled, onAbort };
  holdProcess(member);
  supply(member, options.supply).then(
    () => post(member, { order, cancelled }),
    (error) => {
      finish(member);
      waiting.reject(error);
      serve();
    },
  );
}

const post = (member: Member, message: Message) => member.worker.postMessage(message);

/** Sends a schedule that the thread does not hold, piece by piece, giving way to requests between them. */
async function supply(member: Member, wanted: Supply | undefined): Promise<void> {
  if (!wanted) return;
  const { holds } = member;
  const index = holds.indexOf(wanted.key);
  if (index >= 0) {
    holds.push(...holds.splice(index, 1));
    return;
  }
  for await (const part of wanted.parts()) {
    post(member, { part });
    await nextTurn();
  }
  holds.push(wanted.key);
  const dropped = holds.length > mostHeld ? holds.shift() : undefined;
  if (dropped !== undefined) post(member, { part: { kind: "drop", key: dropped } });
}

function hear(member: Member, reply: Reply): void {
  if (reply.kind === "ready") {
    member.isReady = true;
    serve();
    return;
  }
  const { current } = member;
  if (!current) return;
  if (reply.kind === "progress") {
    current.waiting.options.onProgress?.(reply.share);
    return;
  }
  finish(member);
  const { waiting } = current;
  if (reply.kind === "done") waiting.resolve(reply.result);
  else if (reply.kind === "cancelled") waiting.reject(reasonOf(waiting.options.signal));
  else if (reply.kind === "problem") waiting.reject(Problem.fromPlain(reply.problem as PlainProblem));
  else waiting.reject(Object.assign(new Error(reply.message), { stack: reply.stack }));
  serve();
}

function finish(member: Member): void {
  const { current } = member;
  if (!current) return;
  current.waiting.options.signal?.removeEventListener("abort", current.onAbort);
  member.current = undefined;
  holdProcess(member);
}

/** A thread that broke takes its order with it; the next order gets a new one. */
function dismiss(member: Member, error: Error): void {
  const index = members.indexOf(member);
  if (index >= 0) members.splice(index, 1);
  const { current } = member;
  finish(member);
  const memory = (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY";
  current?.waiting.reject(memory ? tooLarge() : error);
  // One that could not even load its code would be followed by another such one, and so on.
  if (!member.isReady && members.length === 0) for (const waiting of queue.splice(0)) waiting.reject(error);
  serve();
}

const tooLarge = () =>
  new Problem("request.too-large", {
    zh: "计算所需内存超出上限。请减少起讫点,或使用较小的时刻表。",
    en: "It takes more memory than there is. Ask for fewer places, or use a smaller timetable.",
  });
