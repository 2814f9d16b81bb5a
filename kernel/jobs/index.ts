import { randomUUID } from "node:crypto";
import type PgBoss from "pg-boss";
import { type Database, runAlone } from "../database/index.ts";

/** Options of one job. */
export interface JobOptions {
  /** Seconds to wait before it may run. */
  readonly startAfterSeconds?: number;
  /** While a job with this key waits in the queue, another one is not added. */
  readonly singletonKey?: string;
  /** How often it is tried again after it failed; 2 unless told. */
  readonly retryLimit?: number;
}

/** A job as its worker gets it. */
export interface Job<Data> {
  readonly id: string;
  readonly data: Data;
}

/** Work that is done later or regularly, and survives a restart. Queues come into being when they are first named. */
export interface Jobs {
  /** Starts the machinery; the other calls do it themselves when it is needed. */
  start(): Promise<void>;
  /** Waits for the jobs under way (at most 30 s), then stops. */
  stop(): Promise<void>;
  /** @returns the job's id, or undefined when its `singletonKey` waits already */
  send(queue: string, data: object, options?: JobOptions): Promise<string | undefined>;
  /** Lets `handler` do the queue's jobs one after the other. A job whose handler throws is tried again later. */
  work<Data extends object>(
    queue: string,
    handler: (job: Job<Data>) => Promise<void>,
    options?: { readonly pollSeconds?: number },
  ): Promise<void>;
  /** Sends a job whenever the cron expression (five fields) says so in the given zone; one schedule a queue. */
  schedule(queue: string, cron: string, timeZone: string, data?: object): Promise<void>;
}

const schema = "kernel_jobs";
const usualPollSeconds = 2;
const usualRetries = 2;

/** pg-boss over whichever database there is, started at the first use so that starting the program stays fast. */
class BossJobs implements Jobs {
  readonly #database: Database;
  readonly #onError: (error: unknown) => void;
  #starting: Promise<PgBoss> | undefined;
  readonly #queues = new Map<string, Promise<void>>();

  constructor(database: Database, onError: (error: unknown) => void) {
    this.#database = database;
    this.#onError = onError;
  }

  async start(): Promise<void> {
    await this.#boss();
  }

  async stop(): Promise<void> {
    const starting = this.#starting;
    this.#starting = undefined;
    this.#queues.clear();
    const boss = await starting?.catch(() => undefined);
    await boss?.stop({ graceful: true, wait: true, close: false });
  }

  async send(queue: string, data: object, options: JobOptions = {}): Promise<string | undefined> {
    const boss = await this.#bossWith(queue);
    const id = await boss.send(queue, data, {
      retryLimit: options.retryLimit ?? usualRetries,
      ...(options.startAfterSeconds === undefined ? {} : { startAfter: options.startAfterSeconds }),
      // Under the queue's policy jobs without a key would count as having the same one.
      singletonKey: options.singletonKey ?? randomUUID(),
    });
    return id ?? undefined;
  }

  async work<Data extends object>(
    queue: string,
    handler: (job: Job<Data>) => Promise<void>,
    options: { readonly pollSeconds?: number } = {},
  ): Promise<void> {
    const boss = await this.#bossWith(queue);
    await boss.work<Data>(
      queue,
      { batchSize: 1, pollingIntervalSeconds: options.pollSeconds ?? usualPollSeconds },
      async (jobs) => {
        for (const { id, data } of jobs) {
          await handler({ id, data });
        }
      },
    );
  }

  async schedule(queue: string, cron: string, timeZone: string, data: object = {}): Promise<void> {
    const boss = await this.#bossWith(queue);
    await boss.schedule(queue, cron, data, { tz: timeZone });
  }

  #boss(): Promise<PgBoss> {
    this.#starting ??= this.#open().catch((error) => {
      this.#starting = undefined;
      throw error;
    });
    return this.#starting;
  }

  async #open(): Promise<PgBoss> {
    const { default: Boss } = await import("pg-boss");
    const database = this.#database;
    const boss = new Boss({
      schema,
      db: { executeSql: (text, values) => database.execute(text, values ?? []) },
    });
    boss.on("error", this.#onError);
    // pg-boss makes its tables now, and one for each queue later: servers that start at once would lock each other out.
    await runAlone(database, () => boss.start());
    return boss;
  }

  async #bossWith(queue: string): Promise<PgBoss> {
    const boss = await this.#boss();
    let ready = this.#queues.get(queue);
    if (ready === undefined) {
      // Of jobs with one singleton key only one waits; of a schedule's jobs too, which have no key.
      ready = runAlone(this.#database, () => boss.createQueue(queue, { name: queue, policy: "short" }));
      this.#queues.set(queue, ready);
    }
    await ready;
    return boss;
  }
}

/**
 * Jobs on pg-boss 10, kept in the schema `kernel_jobs` of the database.
 * @param onError is told of failures in the background (a database that is away); work goes on afterwards
 */
export function createJobs(database: Database, onError: (error: unknown) => void = () => {}): Jobs {
  return new BossJobs(database, onError);
}
