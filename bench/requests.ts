import { execFile, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { askDataFolder } from "@midreach/kernel/database";
import { type Benchmark, type BenchmarkContext, formatRatio, median } from "./benchmark.ts";
import { type MeasuredServer, startMeasured, startPostgres } from "./servers.ts";

const connections = 32;
/** A commitment with figures, evidence and a history. */
const commitmentId = "4.1.2.2a";
const paths = ["/api/overview", `/api/commitments/${commitmentId}`] as const;
const run = promisify(execFile);

interface Load {
  readonly requestsPerSecond: number;
  readonly p99Milliseconds: number;
}

/** What the server carries on both databases, beside a bare HTTP server that sends the same bytes. */
export const requests: Benchmark = {
  name: "requests",
  summary: `front page's data and one commitment, ${connections} connections, on PGlite and PostgreSQL`,
  async run(context) {
    const postgres = await startPostgres(context);
    const servers: MeasuredServer[] = [];
    const bare = await startBareServer();
    try {
      servers.push(await startMeasured(context));
      servers.push(await startMeasured(context, postgres.url));
      const bytes = await assertSameAnswers(servers);
      await bare.show(bytes);
      const targets = [...servers, { database: "bare node:http", address: bare.address }];
      const loads = await measureAll(context, targets);
      const busy = await measureWhileEvaluating(context, servers);
      return toReport(context, bytes, loads, busy);
    } finally {
      for (const server of servers) await server.process.stop();
      bare.stop();
      await postgres.stop();
    }
  },
};

type Bodies = ReadonlyMap<string, string>;
type Loads = ReadonlyMap<string, readonly Load[]>;
const keyOf = (database: string, path: string) => `${database} ${path}`;

function toReport(context: BenchmarkContext, bodies: Bodies, loads: Loads, busy: ReadonlyMap<string, Load>) {
  const middle = (database: string, path: string): Load => {
    const made = loads.get(keyOf(database, path)) ?? [];
    return {
      requestsPerSecond: median(made.map((load) => load.requestsPerSecond)),
      p99Milliseconds: median(made.map((load) => load.p99Milliseconds)),
    };
  };
  const row = (path: string, database: string) => {
    const load = middle(database, path);
    const peer = middle("bare node:http", path).requestsPerSecond;
    const size = Buffer.byteLength(bodies.get(path) ?? "") / 1000;
    return [
      path,
      database,
      size,
      load.requestsPerSecond,
      load.p99Milliseconds,
      formatRatio(load.requestsPerSecond, peer),
    ];
  };
  const busyRow = ([database, load]: [string, Load]) => {
    const [path] = paths;
    const name = `${path}, while evaluations are made`;
    const calm = middle(database, path).requestsPerSecond;
    const size = Buffer.byteLength(bodies.get(path) ?? "") / 1000;
    return [
      name,
      database,
      size,
      load.requestsPerSecond,
      load.p99Milliseconds,
      `${formatRatio(load.requestsPerSecond, calm)} of calm`,
    ];
  };
  const databases = ["PGlite", "PostgreSQL", "bare node:http"];
  return {
    about: `${connections} connections without pause, ${context.roundSeconds} s a round, servers in turn, median of ${context.rounds} rounds; server, load and databases on this one machine.`,
    columns: ["address", "served from", "kB", "requests/s", "p99 ms", "against bare"],
    rows: [...paths.flatMap((path) => databases.map((database) => row(path, database))), ...[...busy].map(busyRow)],
    notes: [
      "Checked first: both databases give the same JSON body for both addresses but for the instants of their own load.",
      "Every answer of the load was a 200; the load comes from autocannon in a process of its own.",
      "Bare: a node:http server that sends the same bytes from memory and does nothing else.",
    ],
  };
}

/** Instants at which the two installations were loaded differ; everything else has to be the same. */
function withoutInstants(body: string): string {
  return body.replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, '"instant"');
}

/** @returns the body of each path @throws Error when the two databases give different answers */
async function assertSameAnswers(servers: readonly MeasuredServer[]): Promise<Bodies> {
  const bodies = new Map<string, string>();
  for (const path of paths) {
    const answers: string[] = [];
    for (const { address } of servers) {
      const response = await fetch(address + path);
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
      answers.push(await response.text());
    }
    const [first = "", ...others] = answers;
    if (others.some((other) => withoutInstants(other) !== withoutInstants(first))) {
      throw new Error(`${path} gives different answers on the two databases`);
    }
    bodies.set(path, first);
  }
  return bodies;
}

async function measureAll(
  context: BenchmarkContext,
  targets: readonly { readonly database: string; readonly address: string }[],
): Promise<Loads> {
  const loads = new Map<string, Load[]>();
  for (const path of paths) {
    for (const { address } of targets) await load(address + path, 2);
    for (let round = 0; round < context.rounds; round += 1) {
      context.say(`${path}, round ${round + 1}`);
      for (const { database, address } of targets) {
        const key = keyOf(database, path);
        loads.set(key, [...(loads.get(key) ?? []), await load(address + path, context.roundSeconds)]);
      }
    }
  }
  return loads;
}

/** One evaluation after the other is computed and kept while the front page's data are asked for. */
async function measureWhileEvaluating(
  context: BenchmarkContext,
  servers: readonly MeasuredServer[],
): Promise<Map<string, Load>> {
  const loads = new Map<string, Load>();
  for (const { database, address, dataFolder } of servers) {
    context.say(`${database} while evaluations are made`);
    let done = false;
    const evaluating = (async () => {
      while (!done) await askDataFolder(dataFolder, { command: "plan.evaluate", args: { asOf: "2020-12-31" } });
    })();
    loads.set(database, await load(address + paths[0], context.roundSeconds));
    done = true;
    await evaluating;
  }
  return loads;
}

/** Runs autocannon in a process of its own. @throws Error on any answer but 200 */
async function load(url: string, seconds: number): Promise<Load> {
  const autocannon = createRequire(import.meta.url).resolve("autocannon");
  const args = ["--connections", String(connections), "--duration", String(seconds), "--no-progress", "--json", url];
  const { stdout } = await run(process.execPath, [autocannon, ...args], { maxBuffer: 16 << 20 });
  const result = JSON.parse(stdout) as {
    readonly requests: { readonly average: number };
    readonly latency: { readonly p99: number };
    readonly non2xx: number;
    readonly errors: number;
    readonly timeouts: number;
  };
  if (result.non2xx + result.errors + result.timeouts > 0) {
    const { non2xx, errors, timeouts } = result;
    throw new Error(`${url}: ${non2xx} answers were no 200, ${errors} connections failed, ${timeouts} timed out`);
  }
  return { requestsPerSecond: result.requests.average, p99Milliseconds: result.latency.p99 };
}

/** The peer: what Node.js itself can do with these bytes on this machine. */
async function startBareServer() {
  const child = spawn(process.execPath, [fileURLToPath(new URL("./bare-server.mjs", import.meta.url))], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const hear = () => new Promise<unknown>((resolve) => child.once("message", resolve));
  const address = String(await hear());
  return {
    address,
    async show(bodies: Bodies): Promise<void> {
      const heard = hear();
      child.send([...bodies]);
      await heard;
    },
    stop: () => void child.kill(),
  };
}
