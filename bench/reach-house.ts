import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { type Actor, createHttpApp } from "@midreach/kernel/http";
import { readPlanPack } from "@midreach/plan";
import { encodeScenario } from "@midreach/reach";
import { createLog, type House, listRoutes, openHouse, silentProgress } from "@midreach/server";
import { root } from "../tests/tree.ts";
import { regionName } from "./servers.ts";

/**
 * A process of its own that `reach-server.ts` starts: opens a house in a folder, goes through the work of reach, and
 * prints how long each step took and for how long the event loop answered nobody meanwhile.
 */

/** What one step costs. */
export interface MeasuredStep {
  readonly name: string;
  readonly milliseconds: number;
  readonly blockedMilliseconds: number;
  /** Resident memory of the process after it. */
  readonly megabytes: number;
}

const [dataFolder, feedFile, how] = process.argv.slice(2);
if (dataFolder === undefined || feedFile === undefined) throw new Error("the data folder and a GTFS file, please");

const steps: MeasuredStep[] = [];

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // A timer that is late when it is first set would count what went before.
  await wait(20);
  delay.reset();
  const began = performance.now();
  await work();
  const milliseconds = performance.now() - began;
  await wait(5);
  delay.disable();
  const megabytes = process.memoryUsage.rss() / 2 ** 20;
  steps.push({ name, milliseconds, blockedMilliseconds: delay.max / 1e6, megabytes });
}

type Records = ReturnType<typeof readPlanPack>["records"];

/** Every question that the plan's evaluation with its history asks of reach's measures. */
async function askMeasures({ services }: House, { plan, commitments }: Records): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  const [last = day] = [plan.periodEnd, day].sort();
  const dates = new Set([last]);
  for (let year = Number(plan.periodStart.slice(0, 4)); `${year}-12-31` < last; year += 1) dates.add(`${year}-12-31`);
  for (const { measure: asked } of commitments) {
    const found = services.measures.find(({ id }) => id === asked?.evaluator && id.startsWith("reach."));
    if (!found || !asked) continue;
    const params = found.params.parse(asked.params);
    for (const asOf of dates) await found.evaluate(params, { asOf, knownBy: day });
  }
}

const office: Actor = {
  kind: "api-key",
  accountId: "office",
  name: "office",
  roles: ["office"],
  organisation: null,
  jurisdiction: ["*"],
};

/** Asks the routes as the office, without a network. */
function createClient(house: House) {
  const app = createHttpApp({
    routes: listRoutes(house),
    authoriser: house.services.authoriser,
    findActor: async () => office,
    log: createLog("silent"),
    openApi: {
      title: "bench",
      version: "0",
      description: "",
      tags: Object.assign({}, ...house.modules.map((module) => module.tags)),
    },
  });
  return async (path: string, init: RequestInit = {}): Promise<Uint8Array<ArrayBuffer>> => {
    const answer = await app.request(`http://bench.test/api/${path}`, init);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${new TextDecoder().decode(bytes)}`);
    return bytes;
  };
}

type Client = ReturnType<typeof createClient>;

interface StationRow {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly place: string | null;
  readonly departures: number;
}

const parse = <Answer>(bytes: Uint8Array): Answer => JSON.parse(new TextDecoder().decode(bytes)) as Answer;

/** What the map asks after a click beside a station. */
const click = (ask: Client, feed: string, { lon, lat }: StationRow, shift: number) => {
  const from = `${(lon + shift).toFixed(4)},${(lat + shift).toFixed(4)}`;
  return Promise.all(["times", "curve", "isochrones"].map((what) => ask(`reach/${what}?from=${from}&feed=${feed}`)));
};

/** The page of one question after the other, as somebody walks through them. */
async function tour(house: House, records: Records, ask: Client): Promise<void> {
  const list = parse<{ feeds: readonly { readonly id: string }[]; default: string }>(await ask("reach/feeds"));
  const feed = list.default;
  const other = list.feeds.find(({ id }) => id !== feed)?.id ?? feed;
  let stations: readonly StationRow[] = [];
  await measure("all measures with their history, first pass", () => askMeasures(house, records));
  await measure("all measures with their history, second pass", () => askMeasures(house, records));
  await measure("stations with their departures", async () => {
    stations = parse<{ stations: StationRow[] }>(await ask(`reach/feeds/${feed}/stations`)).stations;
  });
  // The two cities of the plan that most trains leave.
  const [first, second] = stations.filter(({ place }) => place).sort((a, b) => b.departures - a.departures);
  if (!first || !second) throw new Error(`no two stations of the plan's cities in ${feed}`);
  await measure("a click on the map, the first one", () => click(ask, feed, first, 0.05));
  await measure("a click on the map", () => click(ask, feed, first, 0.04));
  await measure("a click on the map, other timetable", () => click(ask, other, first, 0.03));
  await measure("matrix of all cities", () => ask("reach/matrix?windowStart=06:00"));
  const pair = `from=${first.place}&to=${second.place}`;
  await measure("journeys of a day", () => ask(`reach/journeys?${pair}&feed=${feed}&mode=window`));
  const modification = { kind: "change-running-time", from: first.id, to: second.id, factor: 0.9 } as const;
  const faster = encodeScenario({ name: "bench", feed, modifications: [modification] });
  await measure("effects of a scenario", () => ask(`accessibility/scenario-effects?scenario=${faster}`));
  await measure("GTFS of a timetable", () => ask(`reach/feeds/${feed}/gtfs`));
}

/** Somebody brings a timetable of 10,000 trains. */
async function bring(ask: Client, file: string): Promise<void> {
  const body = new Uint8Array(await readFile(file));
  const headers = { "content-type": "application/zip" };
  const send = (query: string) => ask(`reach/imports?name=generated.zip&${query}`, { method: "POST", body, headers });
  await measure("import of 120,000 stop times, dry run", () => send("trial=true"));
  await measure("import of 120,000 stop times, kept", () => send("id=generated"));
  await measure("its first question", () => ask("reach/times?from=110,25&feed=generated"));
  await measure("its trains by name", () => ask("reach/feeds/generated/trains?name=T1"));
  await measure("its GTFS", () => ask("reach/feeds/generated/gtfs"));
}

const began = performance.now();
const house = await openHouse({
  root,
  dataFolder,
  regionFolder: join(root, "regions", regionName),
  progress: silentProgress,
  log: createLog("silent"),
});
const ask = createClient(house);
steps.push({
  name: "opening the house",
  milliseconds: performance.now() - began,
  // Nobody is served yet.
  blockedMilliseconds: 0,
  megabytes: process.memoryUsage.rss() / 2 ** 20,
});
// What the start leaves to do (maps that are simplified) is not reach's.
const { records } = readPlanPack(house.services.region);
await wait(1000);
await tour(house, records, ask);
// The start that prepares brings nothing, so that the one that is measured does.
if (how === "measure") await bring(ask, feedFile);
await house.close();
process.stdout.write(`${JSON.stringify(steps)}\n`, () => process.exit(0));
