import { rmSync } from "node:fs";
import { verifyAudit } from "@midreach/kernel/audit";
import { type Database, openDatabase } from "@midreach/kernel/database";
import { afterEach, describe, expect, it } from "vitest";
import { openTestDatabase, seededRandom, startVictim, type Victim } from "../../../kernel/database/testing.ts";
import { tinyRegion } from "../testing.ts";
import type { ImportTables } from "./tables.ts";

const urlOf = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
const seed = Number(process.env.MIDREACH_TEST_SEED ?? 20_150_413);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const repeats = 60;

const victims: Victim[] = [];
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(victims.splice(0).map((victim) => victim.kill()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Imports a plan of some hundred sentences again and again, printing each id when it is acknowledged. */
const code = (folder: string) => `
  const { openDatabase } = await import(${urlOf("../../../kernel/database/index.ts")});
  const { startPlan, turnedClock, wirePlan } = await import(${urlOf("../testing.ts")});
  const { planServiceOf } = await import(${urlOf("../service.ts")});
  const { createImport } = await import(${urlOf("./service.ts")});
  const { tinyPlanText } = await import(${urlOf("./testing.ts")});
  const { systemActor } = await import(${urlOf("../../../kernel/identity/index.ts")});
  const database = await openDatabase({ folder: ${JSON.stringify(folder)} });
  const services = await wirePlan(database, ${JSON.stringify(tinyRegion)}, turnedClock("2026-02-01T04:00:00Z"));
  await startPlan(services);
  console.log("started");
  const body = tinyPlanText.split("第二节 供水")[1];
  for (let round = 0; ; round += 1) {
    const text = tinyPlanText + body.repeat(${repeats}) + "加强第" + process.pid + "-" + round + "号站管理。";
    const made = await createImport(planServiceOf(services), systemActor, {
      name: "plan.txt",
      bytes: new TextEncoder().encode(text),
    });
    console.log("import " + made.import.id);
  }`;

/** What must hold whenever the process was killed: an import is there with all its sentences, or not at all. */
async function expectWhole(database: Database): Promise<string[]> {
  const db = database.kysely<ImportTables>();
  const imports = await db.selectFrom("plan_import").select("id").execute();
  const ids = imports.map(({ id }) => id);
  const { rows: kept } = await database.execute(
    "select import as id, count(*)::int as sentences from plan_import_sentence group by import",
  );
  const { rows: told } = await database.execute(
    "select resource_id as id, (detail->>'sentences')::int as sentences from kernel_audit where action = 'imports:manage'",
  );
  const byId = (a: Record<string, unknown>, b: Record<string, unknown>) => Number(a.id) - Number(b.id);
  expect(kept.sort(byId)).toEqual(told.sort(byId));
  expect(kept.map((row) => row.id)).toEqual(ids.sort((a, b) => Number(a) - Number(b)));
  expect(await verifyAudit(database)).toMatchObject({ ok: true });
  return ids;
}

describe("kill -9 during import", () => {
  it(`leaves no half import, and keeps what was acknowledged (seed ${seed})`, async () => {
    const random = seededRandom(seed);
    const base = await openTestDatabase("pglite");
    await base.database.close();
    const { folder } = base.options;
    folders.push(folder);
    const acknowledged = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const victim = startVictim(code(folder));
      victims.push(victim);
      const imported = () => victim.lines.filter((line) => line.startsWith("import "));
      while (imported().length < 1 && victim.child.exitCode === null) await sleep(10);
      await sleep(random() * 1500);
      await victim.kill();
      for (const line of imported()) acknowledged.add(line.slice("import ".length));
      const database = await openDatabase({ folder });
      expect(await expectWhole(database)).toEqual(expect.arrayContaining([...acknowledged]));
      await database.close();
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(3);
  });
});
