import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openTestDatabase, type TestDatabase } from "@midreach/kernel/database/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "./app.ts";
import { type HouseOptions, openHouse } from "./house.ts";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { silentProgress } from "./progress.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tiny = join(root, "tests/fixtures/tiny-region");
const temporary = mkdtempSync(join(tmpdir(), "midreach-house-"));
let cluster: TestDatabase;

beforeAll(async () => {
  cluster = await openTestDatabase("pglite");
  await cluster.database.close();
});

afterAll(async () => {
  await cluster.drop();
  rmSync(temporary, { recursive: true });
});

/** Opens a house on a fresh copy of an empty database, or on the given folder. */
function open(options: Partial<HouseOptions> = {}) {
  const dataFolder = options.dataFolder ?? mkdtempSync(join(temporary, "data-"));
  if (!options.dataFolder) cpSync(cluster.options.folder, dataFolder, { recursive: true });
  return openHouse({
    root,
    regionFolder: tiny,
    progress: silentProgress,
    log: createLog("silent"),
    ...options,
    dataFolder,
  });
}

/** A copy of the fictional region with one file changed. */
function changedRegion(file: string, change: (text: string) => string): string {
  const folder = mkdtempSync(join(temporary, "region-"));
  cpSync(tiny, folder, { recursive: true });
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), "utf8")));
  return folder;
}

describe("a region", () => {
  test("that is faulty is refused whole, before anything is created", async () => {
    const dataFolder = join(temporary, "never-made");
    const regionFolder = changedRegion("places.csv", (text) => text.replace("469100", "4691"));
    await expect(open({ dataFolder, regionFolder })).rejects.toMatchObject({
      code: "region.invalid",
      faults: expect.arrayContaining([expect.objectContaining({ where: expect.stringContaining("places.csv line") })]),
    });
    expect(existsSync(dataFolder)).toBe(false);
  });

  test("with a faulty register changes nothing of what is loaded", async () => {
    const dataFolder = mkdtempSync(join(temporary, "data-"));
    cpSync(cluster.options.folder, dataFolder, { recursive: true });
    await (await open({ dataFolder })).close();
    const regionFolder = changedRegion("register/chapter-3.json", (text) =>
      text.replace('"cooperation"', '"no-such-topic"'),
    );
    await expect(open({ dataFolder, regionFolder })).rejects.toMatchObject({ code: "region.invalid" });
    const again = await open({ dataFolder });
    const { rows } = await again.services.database.execute("select hash from kernel_region");
    expect(rows).toEqual([{ hash: again.services.region.hash }]);
    await again.close();
  });

  test("other than the one in the folder is refused", async () => {
    const dataFolder = mkdtempSync(join(temporary, "data-"));
    cpSync(cluster.options.folder, dataFolder, { recursive: true });
    await (await open({ dataFolder })).close();
    const regionFolder = changedRegion("datapackage.json", (text) =>
      text.replace('"name": "tiny"', '"name": "tiny-too"'),
    );
    await expect(open({ dataFolder, regionFolder })).rejects.toThrow(/holds the region "tiny"/);
  });
});

test("health and metrics answer, and count what was asked by route", async () => {
  const house = await open();
  const metrics = createMetrics();
  const app = await createApp(house, { root, version: "1.2.3", metrics, pages: false, checkResponses: true });
  const health = await (await app.request("/health")).json();
  expect(health).toMatchObject({ status: "ok", version: "1.2.3", database: "pglite", region: "tiny" });
  expect((await app.request("/api/overview")).status).toBe(200);
  const text = await (await app.request("/metrics")).text();
  expect(text).toMatch(/http_server_request_duration_seconds_count\{[^}]*http_route="plan\.getOverview"[^}]*\} 1/);
  expect(text).toContain("nodejs_eventloop_delay_p99");
  await metrics.stop();
  await house.close();
});

test("every answer that anybody may read is what its schema says", async () => {
  const house = await open();
  const metrics = createMetrics();
  const app = await createApp(house, { root, version: "1.2.3", metrics, pages: false, checkResponses: true });
  const { paths } = (await (await app.request("/api/openapi.json")).json()) as {
    paths: Record<string, { get?: { parameters?: readonly { required?: boolean }[] } }>;
  };
  const known = Object.entries(paths).filter(([, { get }]) => get && !get.parameters?.some(({ required }) => required));
  expect(known.length).toBeGreaterThan(30);
  for (const [path] of known) expect([200, 401], path).toContain((await app.request(path)).status);
  for (const path of [
    "/api/commitments/2.1.2",
    "/api/cities/469100",
    "/api/owners/transport",
    "/api/owners/630000-water",
    "/api/plans/compare?old=twin-isles-2021&new=twin-isles-2021",
    "/api/reach/times?from=469100",
    "/api/reach/curve?from=469100",
    "/api/reach/isochrones?from=469100",
    "/api/reach/journeys?from=469100&to=469200",
  ]) {
    expect((await app.request(path)).status, path).toBe(200);
  }
  await metrics.stop();
  await house.close();
});
