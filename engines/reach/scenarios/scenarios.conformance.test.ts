import { verifyAudit } from "@midreach/kernel/audit";
import { kernelMigrations, migrate } from "@midreach/kernel/database";
import { type Actor, createHttpApp, publicActor } from "@midreach/kernel/http";
import { type OutboxEntry, readOutbox } from "@midreach/kernel/outbox";
import { kernelPolicies, loadPolicies } from "@midreach/kernel/policies";
import { Problem } from "@midreach/kernel/problems";
import { fixedClock } from "@midreach/kernel/time";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase, testBackends } from "../../../kernel/database/testing.ts";
import { decodeScenario, encodeScenario } from "../core/scenario/index.ts";
import { tinySchedule, tinyTrip } from "../core/scenario/testing.ts";
import { scenarioRoutes } from "./api.ts";
import { openScenario, type ScenarioHost } from "./scenarios.ts";

const person = (name: string, role: Actor["roles"][number]): Actor => ({
  kind: "account",
  accountId: `account-${name}`,
  name,
  roles: [role],
  organisation: null,
  jurisdiction: [],
});

const actors: Readonly<Record<string, Actor>> = {
  public: publicActor,
  office: person("office", "office"),
  unit: person("unit", "unit"),
  other: person("other", "unit"),
  auditor: person("auditor", "auditor"),
};

const schedule = tinySchedule([tinyTrip("G1", "A 8:00", "B 9:00"), tinyTrip("G2", "B 10:00", "C 11:00")]);
const removal = { kind: "remove-service" as const, trips: ["G1"] };
const scenario = { name: "无G1", feed: "tiny", modifications: [removal] };

describe.each(testBackends())("scenarios on %s", (kind) => {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  let host: ScenarioHost;
  let app: ReturnType<typeof createHttpApp>;

  beforeAll(async () => {
    opened = await openTestDatabase(kind);
    const { database } = opened;
    await migrate(database, [kernelMigrations, { room: "reach", folder: new URL("../migrations/", import.meta.url) }]);
    const authoriser = loadPolicies([kernelPolicies, new URL("../policies/", import.meta.url)]);
    const clock = fixedClock("2026-02-01T05:00:00Z");
    host = {
      services: { database, authoriser, clock } as ScenarioHost["services"],
      getSchedule: async (feed) => {
        if (feed === "tiny") return schedule;
        throw new Problem("resource.not-found", { zh: "没有该时刻表。", en: "There is no such timetable." });
      },
    };
    app = createHttpApp({
      routes: scenarioRoutes(host) as unknown as Parameters<typeof createHttpApp>[0]["routes"],
      authoriser,
      findActor: async ({ headers }) => actors[headers.get("x-actor") ?? "public"] ?? publicActor,
      log: pino({ level: "silent" }),
      openApi: { title: "test", version: "0", description: "", tags: { Scenarios: "" } },
      checkResponses: true,
    });
  });
  afterAll(() => opened?.drop());

  const ask = async (as: string, method: string, path: string, body?: object, language = "en") => {
    const answer = await app.request(`http://reach.test/api/reach${path}`, {
      method,
      headers: {
        "x-actor": as,
        "accept-language": language,
        origin: "http://reach.test",
        ...(body ? { "content-type": "application/json" } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
    return { status: answer.status, json: (await answer.json()) as any };
  };
  const create = async (as: string, given: object = scenario): Promise<string> => {
    const { status, json } = await ask(as, "POST", "/scenarios", given);
    expect(status, JSON.stringify(json)).toBe(201);
    return json.scenario.id;
  };

  it("keeps a scenario with what it does, and gives it out as an address that needs no account", async () => {
    const id = await create("unit");
    const { json } = await ask("unit", "GET", `/scenarios/${id}`);
    expect(json).toMatchObject({
      scenario: { ...scenario, id, version: 1, shared: false, mine: true, changeable: true, ownerName: "unit" },
      summary: { trips: { removed: ["G1"] }, stations: ["A", "B"], faults: [], steps: [{ text: { zh: "停开G1" } }] },
    });
    expect(decodeScenario(json.scenario.encoded)).toEqual(scenario);
    const shown = await ask("public", "GET", `/scenarios/${json.scenario.encoded}`);
    expect(shown).toMatchObject({ status: 200, json: { scenario: { id: null, ...scenario }, summary: json.summary } });
  });

  it("shows a scenario to its owner and the office until it is shared; lists what may be read, no more and no less", async () => {
    const id = await create("unit");
    const shared = await create("unit", { ...scenario, shared: true });
    const readers = { public: 401, other: 403, auditor: 403, unit: 200, office: 200 };
    for (const [as, status] of Object.entries(readers)) {
      expect((await ask(as, "GET", `/scenarios/${id}`)).status, as).toBe(status);
      expect((await ask(as, "GET", `/scenarios/${shared}`)).status, as).toBe(200);
      const listed = (await ask(as, "GET", "/scenarios")).json.scenarios.map((row: { id: string }) => row.id);
      expect(listed.includes(id), as).toBe(status === 200);
      expect(listed, as).toContain(shared);
    }
    await expect(openScenario(host, publicActor, id)).rejects.toMatchObject({ code: "resource.not-found" });
    expect(await openScenario(host, publicActor, shared)).toMatchObject({ id: shared, feed: "tiny" });
  });

  it("lets the office and units keep scenarios, and nobody else", async () => {
    expect((await ask("public", "POST", "/scenarios", scenario)).status).toBe(401);
    expect((await ask("auditor", "POST", "/scenarios", scenario)).status).toBe(403);
    expect((await ask("public", "GET", "/scenarios")).json.mayCreate).toBe(false);
    expect((await ask("unit", "GET", "/scenarios")).json.mayCreate).toBe(true);
    await create("office");
  });

  it("changes what was seen; the slower of two gets the version that stands in the way", async () => {
    const id = await create("unit");
    const changes = ["甲", "乙", "丙"].map((name) => ask("unit", "PUT", `/scenarios/${id}`, { version: 1, name }));
    const answers = await Promise.all(changes);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const winner = answers.find(({ status }) => status === 200)?.json.scenario;
    expect(winner).toMatchObject({ version: 2, modifications: [removal] });
    const loser = answers.find(({ status }) => status === 409)?.json;
    expect(loser.context).toMatchObject({ reason: "version", current: { version: 2, name: winner.name } });
    expect((await ask("other", "PUT", `/scenarios/${id}`, { version: 2, name: "丁" })).status).toBe(403);
    expect((await ask("other", "DELETE", `/scenarios/${id}?version=2`)).status).toBe(403);
    expect((await ask("public", "PUT", `/scenarios/${id}`, { version: 2, name: "丁" })).status).toBe(401);
  });

  it("the office takes care of what is shared, and of nothing that is private", async () => {
    const id = await create("unit");
    expect((await ask("office", "PUT", `/scenarios/${id}`, { version: 1, name: "改" })).status).toBe(403);
    expect((await ask("unit", "PUT", `/scenarios/${id}`, { version: 1, shared: true })).status).toBe(200);
    expect((await ask("office", "PUT", `/scenarios/${id}`, { version: 2, name: "改" })).status).toBe(200);
  });

  it("copies what may be read, kept or written out, into one's own", async () => {
    const id = await create("unit", { ...scenario, shared: true });
    const copy = await ask("other", "POST", `/scenarios/${id}/copies`, { name: "副本" });
    expect(copy).toMatchObject({
      status: 201,
      json: { scenario: { name: "副本", ownerName: "other", shared: false, version: 1, modifications: [removal] } },
    });
    const encoded = encodeScenario(scenario);
    expect((await ask("other", "POST", `/scenarios/${encoded}/copies`, {})).json.scenario.name).toBe(scenario.name);
    const secret = await create("unit");
    expect((await ask("other", "POST", `/scenarios/${secret}/copies`, {})).status).toBe(404);
  });

  it("deletes the version that was seen", async () => {
    const id = await create("unit");
    expect((await ask("unit", "DELETE", `/scenarios/${id}?version=2`)).status).toBe(409);
    const { status, json } = await ask("unit", "DELETE", `/scenarios/${id}?version=1`);
    expect(status).toBe(200);
    expect(json.scenarios.map((row: { id: string }) => row.id)).not.toContain(id);
    // What is gone looks like what is not shared; only who may read all learns that there is none.
    expect((await ask("unit", "GET", `/scenarios/${id}`)).status).toBe(403);
    expect((await ask("office", "GET", `/scenarios/${id}`)).status).toBe(404);
  });

  it("checks without an account and keeps nothing; what is wrong is refused at keeping, every fault named", async () => {
    const bad = [removal, removal, { kind: "remove-station", station: "Z" }];
    const check = await ask("public", "POST", "/scenario-checks", { feed: "tiny", modifications: bad });
    expect(check.status).toBe(200);
    expect(check.json.faults).toMatchObject([
      { where: "modifications[1].trips[0]", what: { zh: "车次“G1”已被第1项修改去掉" } },
      { where: "modifications[2].station", fix: { en: "Give the id of a station of the timetable" } },
    ]);
    const before = (await ask("office", "GET", "/scenarios")).json.scenarios.length;
    const refused = await ask("unit", "POST", "/scenarios", { ...scenario, modifications: bad }, "zh");
    expect(refused).toMatchObject({ status: 400, json: { faults: [{ what: "车次“G1”已被第1项修改去掉" }, {}] } });
    const unknown = await ask("unit", "POST", "/scenarios", { ...scenario, feed: "never" });
    expect(unknown.status).toBe(404);
    const wrong = await ask("unit", "POST", "/scenarios", { ...scenario, modifications: [{ kind: "abolish" }] });
    expect(wrong.status).toBe(400);
    expect((await ask("office", "GET", "/scenarios")).json.scenarios).toHaveLength(before);
  });

  it("shows a scenario whose timetable is gone, without saying what it would do", async () => {
    const encoded = encodeScenario({ ...scenario, feed: "gone" });
    expect(await ask("public", "GET", `/scenarios/${encoded}`)).toMatchObject({ status: 200, json: { summary: null } });
    expect((await ask("public", "GET", `/scenarios/${encoded.slice(0, -4)}`)).status).toBe(400);
  });

  it("writes every act into audit log and outbox", async () => {
    expect(await verifyAudit(host.services.database)).toMatchObject({ ok: true });
    const seen: OutboxEntry[] = [];
    await readOutbox(host.services.database, "test", async (entry) => {
      seen.push(entry);
    });
    const topics = new Set(seen.map((entry) => entry.topic));
    expect([...topics].sort()).toEqual(["reach.scenario-changed", "reach.scenario-created", "reach.scenario-deleted"]);
  });
});
