import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { getReachFacts } from "./facts.ts";
import { listMeasures } from "./measures.ts";
import { reachServiceOf } from "./service.ts";
import { startTestReach, tinyRegion } from "./testing.ts";

/** A region that has no timetable: everything says so, and nothing breaks. */

const regionFolder = mkdtempSync(join(tmpdir(), "midreach-bare-"));
let reach: Awaited<ReturnType<typeof startTestReach>>;

beforeAll(async () => {
  cpSync(tinyRegion, regionFolder, { recursive: true });
  const path = join(regionFolder, "datapackage.json");
  const descriptor = JSON.parse(readFileSync(path, "utf8")) as { resources: { name: string }[] };
  const resources = descriptor.resources.filter(({ name }) => !name.startsWith("reach-"));
  writeFileSync(path, JSON.stringify({ ...descriptor, resources }));
  reach = await startTestReach("pglite", { regionFolder });
});
afterAll(async () => {
  await reach?.drop();
  rmSync(regionFolder, { recursive: true });
});

it("the list of timetables is empty and says what to do", async () => {
  const { json } = await reach.get("/feeds");
  expect(json).toMatchObject({ feeds: [], default: null, note: { en: expect.stringContaining("Import a GTFS file") } });
});

it("every question is answered by why there is no answer", async () => {
  const asked = ["times?from=469100", "isochrones?from=469100", "curve?from=469100", "matrix", "matrix.csv"];
  for (const path of [...asked, "journeys?from=469100&to=469300", "differences?from=469100"]) {
    const { status, json } = await reach.get(`/${path}`);
    expect([path, status]).toEqual([path, 404]);
    expect(json.detail).toContain("时刻表");
  }
});

it("settings and surroundings can be decided on all the same", async () => {
  expect((await reach.get("/settings")).json.current.settings.criterion).toBe("fastest");
  expect((await reach.get("/surroundings")).json.current).toEqual([]);
});

it("measures are no data, and health says that nothing works yet", async () => {
  const params: Readonly<Record<string, unknown>> = {
    "reach.pairs-within": { from: ["469100"], to: ["469300"], minutes: 60 },
    "reach.capital-to-surroundings": { minutes: 60 },
    "reach.cities-covered": { network: "rail", populationAbove: 1 },
    "reach.people-within": { from: "469100", minutes: 60 },
    "reach.service-frequency": { from: "469100", to: "469300" },
  };
  const measures = listMeasures(reachServiceOf(reach.services));
  expect(measures.map(({ id }) => id).sort()).toEqual(Object.keys(params).sort());
  for (const measure of measures) {
    const dates = { asOf: "2025-12-31", knownBy: "2025-12-31" };
    const { value, evidence } = await measure.evaluate(measure.params.parse(params[measure.id]), dates);
    expect(value).toBeNull();
    expect(evidence.missing.length).toBeGreaterThan(0);
  }
  expect(await getReachFacts(reach.services)).toMatchObject({ feed: null, pairs: { withData: 0 } });
});
