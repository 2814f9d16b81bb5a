import { join } from "node:path";
import { type Actor, createHttpApp } from "@midreach/kernel/http";
import type { Assignment, RoundDetail, UnitPage } from "@midreach/plan";
import { createLog, type House, listRoutes, openHouse, silentProgress } from "@midreach/server";
import writeXlsxFile from "write-excel-file/node";
import { type Benchmark, type BenchmarkContext, median } from "./benchmark.ts";
import { regionName } from "./servers.ts";

const size = { commitments: 300, units: 200 };
const roles = ["lead", "responsible", "support"] as const;
const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A reporting round as large as such offices run them. */
export const rounds: Benchmark = {
  name: "rounds",
  summary: "a reporting round of 300 commitments and 200 units: open, list, sheets out and in, submit, accept, close",
  async run(context) {
    context.say("opening a house with the region");
    const house = await openHouse({
      root: context.root,
      dataFolder: join(context.folder, "data"),
      regionFolder: join(context.root, "regions", regionName),
      progress: silentProgress,
      log: createLog("silent"),
    });
    try {
      return await measure(context, createClient(house));
    } finally {
      await house.close();
    }
  },
};

type Client = ReturnType<typeof createClient>;

/** Asks the routes without a network: `office`, or a unit by its organisation. */
function createClient(house: House) {
  const app = createHttpApp({
    routes: listRoutes(house),
    authoriser: house.services.authoriser,
    findActor: async ({ headers }) => actorOf(headers.get("x-actor") ?? "office"),
    log: createLog("silent"),
    openApi: {
      title: "bench",
      version: "0",
      description: "",
      tags: Object.assign({}, ...house.modules.map((module) => module.tags)),
    },
  });
  const send = async (as: string, method: string, path: string, init: RequestInit = {}) => {
    const headers = { "x-actor": as, ...(init.headers as Record<string, string>) };
    const began = performance.now();
    const answer = await app.request(`http://bench.test${path}`, { ...init, method, headers });
    const bytes = await answer.arrayBuffer();
    const milliseconds = performance.now() - began;
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${new TextDecoder().decode(bytes)}`);
    return { bytes, milliseconds };
  };
  return {
    send,
    async ask<Answer>(as: string, method: string, path: string, body?: unknown) {
      const init =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
      const { bytes, milliseconds } = await send(as, method, path, init);
      return {
        milliseconds,
        answer: (bytes.byteLength ? JSON.parse(new TextDecoder().decode(bytes)) : null) as Answer,
      };
    },
  };
}

function actorOf(name: string): Actor {
  const office = name === "office";
  return {
    kind: "api-key",
    accountId: name,
    name,
    roles: [office ? "office" : "unit"],
    organisation: office ? null : name,
    jurisdiction: office ? ["*"] : [],
  };
}

/** The first commitments of the plan, and the units that have most to do with them. */
async function chooseScope({ ask }: Client) {
  const rows: Assignment[] = [];
  for (let page = 1; rows.length < size.commitments; page += 1) {
    const { answer } = await ask<{ rows: Assignment[] }>("office", "GET", `/api/assignments?page=${page}&pageSize=200`);
    rows.push(...answer.rows);
  }
  const counts = new Map<string, number>();
  const chosen = rows.slice(0, size.commitments);
  for (const { unit } of chosen.flatMap((row) => row.duties)) counts.set(unit.id, (counts.get(unit.id) ?? 0) + 1);
  const units = [...counts].sort((a, b) => b[1] - a[1]).slice(0, size.units);
  const ids = units.map(([id]) => id);
  // A commitment that none of the chosen units has to do with is given to one of them.
  const bare = chosen.filter((row) => !row.duties.some((duty) => ids.includes(duty.unit.id)));
  for (const [index, row] of bare.entries()) {
    const organisation = ids[index % ids.length] ?? "";
    const body = { validFrom: "2026-01-01", note: "bench", duties: [{ organisation, role: "responsible" }] };
    await ask("office", "PUT", `/api/assignments/${row.commitment.id}`, body);
  }
  return { organisations: ids, commitments: chosen.map((row) => row.commitment.id), roles };
}

async function measure(context: BenchmarkContext, client: Client) {
  const times = new Map<string, number[]>();
  const note = (name: string, milliseconds: number) => times.set(name, [...(times.get(name) ?? []), milliseconds]);
  const scope = await chooseScope(client);
  let tasks = 0;
  for (let round = 0; round < context.rounds; round += 1) {
    context.say(`round ${round + 1}`);
    tasks = await runRound(client, scope, note);
  }
  return {
    about: `${size.commitments} commitments, ${size.units} units, ${tasks} tasks on the embedded database; median of ${context.rounds}, in milliseconds.`,
    columns: ["", "median", "slowest"],
    rows: [...times].map(([name, values]) => [name, median(values), Math.max(...values)]),
    notes: [
      "Through the routes with policies, parsing and audit, without a network. Each unit sends its own workbook.",
      "The largest unit's list holds as many tasks as its workbook; the office's page holds the progress of all units.",
    ],
  };
}

type Note = (name: string, milliseconds: number) => void;

async function runRound(client: Client, scope: Awaited<ReturnType<typeof chooseScope>>, note: Note): Promise<number> {
  const { ask } = client;
  const frame = { title: "Bench", periodFrom: "2025-01-01", periodTo: "2025-12-31", due: "2099-01-01" };
  const made = await ask<RoundDetail>("office", "POST", "/api/rounds", { ...frame, scope });
  const { id } = made.answer.round;
  const opened = await ask<RoundDetail>("office", "POST", `/api/rounds/${id}/open`);
  note("open", opened.milliseconds);
  const { round, units } = opened.answer;
  if (round.commitments !== size.commitments || round.units !== size.units) {
    throw new Error(`The round asks ${round.units} units about ${round.commitments} commitments`);
  }
  note("office: progress of all units", (await ask("office", "GET", `/api/rounds/${id}`)).milliseconds);
  const largest = units[0]?.unit.id ?? "";
  note("largest unit: list", (await ask(largest, "GET", `/api/rounds/${id}/units/${largest}`)).milliseconds);
  note(
    "largest unit: workbook out",
    (await client.send(largest, "GET", `/api/rounds/${id}/units/${largest}/reports.xlsx`)).milliseconds,
  );
  await fillAll(
    client,
    id,
    units.map(({ unit }) => unit.id),
    note,
  );
  const closed = await ask<RoundDetail>("office", "POST", `/api/rounds/${id}/close`);
  note("close", closed.milliseconds);
  const { counts } = closed.answer.round;
  const tasks = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (counts.accepted !== tasks) throw new Error(`Only ${counts.accepted} of ${tasks} reports were accepted`);
  return tasks;
}

/** Every unit sends its workbook and submits; the office accepts. Only the requests are timed. */
async function fillAll({ ask, send }: Client, round: string, units: readonly string[], note: Note): Promise<void> {
  const sums = { imported: 0, submitted: 0, accepted: 0 };
  for (const [index, unit] of units.entries()) {
    const path = `/api/rounds/${round}/units/${unit}`;
    const list = async () => (await ask<UnitPage>(unit, "GET", path)).answer.items;
    const body = await writeSheet(await list());
    const sent = await send(unit, "PUT", `${path}/reports.xlsx`, { body, headers: { "content-type": xlsxType } });
    if (index === 0) note("largest unit: workbook in", sent.milliseconds);
    sums.imported += sent.milliseconds;
    const pick = async () => (await list()).map((item) => ({ commitment: item.commitment.id, version: item.version }));
    sums.submitted += (await ask(unit, "POST", `${path}/submit`, { items: await pick() })).milliseconds;
    const review = { decision: "accept", items: await pick() };
    sums.accepted += (await ask("office", "POST", `${path}/review`, review)).milliseconds;
  }
  note("all units: workbooks in", sums.imported);
  note("all units: submit", sums.submitted);
  note("all units: accept", sums.accepted);
}

async function writeSheet(items: UnitPage["items"]): Promise<Uint8Array<ArrayBuffer>> {
  const heading = ["Id", "Version (keep)", "Status", "Progress", "Problems", "Next steps"];
  const rows = items.map((item) => [
    { value: item.commitment.id },
    { type: Number, value: item.version },
    { value: "on track" },
    { value: `What was done about ${item.commitment.id} in the period, in a sentence or two of the usual length.` },
    { value: "" },
    { value: "Go on as planned." },
  ]);
  const data = [heading.map((value) => ({ value })), ...rows];
  return new Uint8Array(await writeXlsxFile(data, { sheet: "Reports" }).toBuffer());
}
