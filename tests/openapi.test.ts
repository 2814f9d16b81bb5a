import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createApp, createLog, createMetrics, type House, openHouse, silentProgress } from "@midreach/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDataFolder, removeDataFolder } from "./server-process.ts";
import { root } from "./tree.ts";

const dataFolder = createDataFolder();
let house: House;

beforeAll(async () => {
  const regionFolder = `${root}/tests/fixtures/tiny-region`;
  house = await openHouse({ root, dataFolder, regionFolder, progress: silentProgress, log: createLog("silent") });
});

afterAll(async () => {
  await house?.close();
  removeDataFolder(dataFolder);
});

test("redocly finds nothing to say about the document of the whole API", async () => {
  const app = await createApp(house, { root, version: "0", metrics: createMetrics(), pages: false });
  const document = await (await app.request("/api/openapi.json")).text();
  const file = join(dataFolder, "openapi.json");
  writeFileSync(file, document);
  const program = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
  const run = spawnSync(process.execPath, [program, "lint", file, "--format=json"], {
    cwd: dataFolder,
    encoding: "utf8",
    maxBuffer: 1 << 26,
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
  });
  const { problems } = JSON.parse(run.stdout) as { problems: { ruleId: string; message: string }[] };
  expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
});
