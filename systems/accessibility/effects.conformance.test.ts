import { kernelMigrations, migrate } from "@midreach/kernel/database";
import { createHttpApp, publicActor, type Services } from "@midreach/kernel/http";
import { kernelPolicies, loadPolicies } from "@midreach/kernel/policies";
import { readRegionPack, storeRegion } from "@midreach/kernel/region";
import { fixedClock } from "@midreach/kernel/time";
import { planModule } from "@midreach/plan";
import { encodeScenario, type Modification, reachModule } from "@midreach/reach";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyTinyRegion, removeFolder } from "../../engines/plan/testing.ts";
import { openTestDatabase, testBackends } from "../../kernel/database/testing.ts";
import { manifest, module } from "./server.ts";

/** The fictional region with a promise of 60 minutes by train, which its timetable keeps on no day of measures. */
function copyRegionWithPromise() {
  const copy = copyTinyRegion();
  copy.edit("plan.json", (text) =>
    text.replaceAll("lantern-watch", "reach").replaceAll("reach.lit-share", "reach.pairs-within"),
  );
  copy.edit("register/chapter-2.json", (text) =>
    text
      .replace('"lantern-watch.lit-share"', '"reach.pairs-within"')
      .replace(
        /"params": \{\s*"places": \["469100", "469200", "469300", "639100", "639200"\]\s*\}(,\s*"target": \{\s*"comparator": ">=",\s*"value": 100)/,
        '"params": { "from": ["469100"], "to": ["469300"], "minutes": 50 }$1',
      ),
  );
  return copy;
}

const faster: Modification = {
  kind: "change-running-time",
  from: "chengang",
  to: "yanfeng",
  factor: 0.5,
  bothDirections: false,
};

describe.each(testBackends())("what a scenario changes, on %s", (kind) => {
  const copy = copyRegionWithPromise();
  let opened: Awaited<ReturnType<typeof openTestDatabase>>;
  let services: Services;
  let app: ReturnType<typeof createHttpApp>;

  beforeAll(async () => {
    opened = await openTestDatabase(kind);
    const { database } = opened;
    const modules = [planModule, reachModule];
    const base = {
      database,
      region: await readRegionPack(copy.folder),
      clock: fixedClock("2026-02-01T04:00:00Z"),
      log: pino({ level: "silent" }),
      authoriser: loadPolicies([kernelPolicies, ...modules.flatMap(({ policies }) => policies ?? [])]),
      measures: [],
      systems: { listSystems: async () => [] },
    };
    services = { ...base, measures: reachModule.measures?.(base) ?? [] };
    await migrate(database, [kernelMigrations, ...modules.flatMap(({ migrations }) => migrations ?? [])]);
    await database.transaction<unknown, void>(async (trx) => {
      await storeRegion(trx, base.region, base.clock.now());
      for (const { loadRegion } of modules) await loadRegion?.(trx, base.region);
    });
    for (const { prepare } of modules) await prepare?.(services);
    app = createHttpApp({
      routes: module.routes?.(services) ?? [],
      authoriser: services.authoriser,
      findActor: async () => publicActor,
      log: base.log,
      openApi: { title: "test", version: "0", description: "", tags: { Scenarios: "" } },
      checkResponses: true,
    });
  });
  afterAll(async () => {
    await opened?.drop();
    removeFolder(copy.folder);
  });

  const ask = async (modifications: readonly Modification[], more = "") => {
    const scenario = encodeScenario({ name: "提速", feed: "ferry", modifications: [...modifications] });
    const answer = await app.request(
      `http://access.test/api/accessibility/scenario-effects?scenario=${scenario}${more}`,
    );
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
    return { status: answer.status, json: (await answer.json()) as any };
  };

  it("the empty scenario changes nothing and nobody", async () => {
    const { status, json } = await ask([]);
    expect(status, JSON.stringify(json)).toBe(200);
    expect(json.reach.pairs).toEqual([]);
    expect(json.reach.totals).toMatchObject({ peopleMinutes: 0, changedPairs: 0 });
    expect(json.plan).toMatchObject({ flips: 0, asOf: "2016-12-31", knownBy: "2026-02-01" });
    const [promise] = json.plan.commitments;
    const { notes: _notes, ...evidence } = promise.before.evidence;
    expect(promise.after).toMatchObject({ ...promise.before, evidence });
  });

  it("a faster section: who gains, and which commitment flips", async () => {
    const { json } = await ask([faster]);
    const pair = json.reach.pairs.find(
      (row: { from: string; to: string }) => row.from === "469100" && row.to === "469300",
    );
    expect(pair).toMatchObject({ change: "faster" });
    const city = json.reach.cities.find((row: { place: string }) => row.place === "469100");
    expect(city.peopleMinutes).toBe(Math.round(city.people * city.savedMinutes));
    expect(city.savedMinutes).toBeGreaterThan(0);
    expect(json.plan.flips).toBe(1);
    const [promise] = json.plan.commitments;
    expect(promise).toMatchObject({ commitment: "2.1.2.3", flips: true, before: { value: 0 }, after: { value: 100 } });
    expect(promise.after.evidence.notes).toContainEqual({
      zh: "按情景“提速”修改后的时刻表。",
      en: 'Under the scenario "提速".',
    });
  });

  it("without the trains, pairs are lost and not turned into minutes", async () => {
    const { json } = await ask([{ kind: "remove-station", station: "yanfeng" }]);
    const lost = json.reach.pairs.filter((row: { change: string }) => row.change === "lost");
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.every((row: { savedMinutes: number | null }) => row.savedMinutes === null)).toBe(true);
  });

  it("says what is wrong: a scenario with faults, one of no timetable, a date in the future", async () => {
    const faults = await ask([{ kind: "remove-service", trips: ["G9"] }]);
    expect(faults).toMatchObject({ status: 400, json: { faults: [{ where: "modifications[0].trips[0]" }] } });
    const future = await ask([faster], "&asOf=2030-01-01");
    expect(future.status).toBe(400);
    const scenario = encodeScenario({ name: "x", feed: "none", modifications: [] });
    const gone = await app.request(`http://access.test/api/accessibility/scenario-effects?scenario=${scenario}`);
    expect(gone.status).toBe(404);
  });

  it("the system works, and says on what it rests", async () => {
    const health = await module.health?.(services);
    expect(health).toMatchObject({
      working: true,
      checks: [{ detail: "2016-01-01 – 2016-12-31" }, { detail: "4/5" }, {}],
    });
    expect(manifest.id).toBe("accessibility");
  });
});
