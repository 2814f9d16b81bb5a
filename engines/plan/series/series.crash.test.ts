import { rmSync } from "node:fs";
import { verifyAudit } from "@midreach/kernel/audit";
import { type Database, openDatabase } from "@midreach/kernel/database";
import { afterEach, describe, expect, it } from "vitest";
import { openTestDatabase, seededRandom, startVictim, type Victim } from "../../../kernel/database/testing.ts";
import { tinyRegion } from "../testing.ts";

const urlOf = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
const seed = Number(process.env.MIDREACH_TEST_SEED ?? 20_150_413);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Figures of one file. */
const figures = 500;

const victims: Victim[] = [];
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(victims.splice(0).map((victim) => victim.kill()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Imports files of some hundred figures again and again, printing each id when it is acknowledged. */
const code = (folder: string) => `
  const { openDatabase } = await import(${urlOf("../../../kernel/database/index.ts")});
  const { startPlan, turnedClock, wirePlan } = await import(${urlOf("../testing.ts")});
  const { planServiceOf } = await import(${urlOf("../service.ts")});
  const { importSeries } = await import(${urlOf("./import.ts")});
  const { officeActor } = await import(${urlOf("../rounds/testing.ts")});
  const database = await openDatabase({ folder: ${JSON.stringify(folder)} });
  const services = await wirePlan(database, ${JSON.stringify(tinyRegion)}, turnedClock("2026-02-01T04:00:00Z"));
  await startPlan(services);
  console.log("started");
  for (let round = 0; ; round += 1) {
    const rows = Array.from({ length: ${figures} }, (_, index) => {
      const month = String(1 + (index % 12)).padStart(2, "0");
      const year = 1960 + Math.floor(index / 12);
      return "population,469100," + year + "-" + month + "," + (process.pid * 100 + round) + ",persons,,Round " + process.pid + "-" + round;
    });
    const text = "indicator,place,period,value,unit,published_at,source_title\\n" + rows.join("\\n") + "\\n";
    services.clock.set(new Date(Date.parse("2026-02-01T04:00:00Z") + ((process.pid % 1000) * 20 + round) * 86400000).toISOString());
    const file = { name: "figures.csv", bytes: new TextEncoder().encode(text) };
    const made = await importSeries(planServiceOf(services), officeActor, file);
    console.log("import " + made.import);
  }`;

/** What must hold whenever the process was killed: an import is there with all its figures, line and message, or not. */
async function expectWhole(database: Database): Promise<string[]> {
  const { rows: kept } = await database.execute(
    `select made.id, made.figures, (select count(*)::int from plan_observation where origin = 'import:' || made.id) as rows,
      (select count(*)::int from kernel_audit where action = 'series:import' and resource_id = made.id) as lines,
      (select count(*)::int from kernel_outbox where topic = 'plan.series-imported' and key = made.id) as messages
     from plan_series_import as made`,
  );
  for (const row of kept) expect(row).toMatchObject({ figures, rows: figures, lines: 1, messages: 1 });
  const { rows: stray } = await database.execute(
    `select count(*)::int as rows from plan_observation where origin like 'import:%'
      and substr(origin, 8) not in (select id from plan_series_import)`,
  );
  expect(stray).toEqual([{ rows: 0 }]);
  expect(await verifyAudit(database)).toMatchObject({ ok: true });
  return kept.map((row) => String(row.id));
}

describe("kill -9 during an import of figures", () => {
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
      await sleep(random() * 1200);
      await victim.kill();
      for (const line of imported()) acknowledged.add(line.slice("import ".length));
      const database = await openDatabase({ folder });
      expect(await expectWhole(database)).toEqual(expect.arrayContaining([...acknowledged]));
      await database.close();
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(3);
  });
});
