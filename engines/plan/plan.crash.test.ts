import { rmSync } from "node:fs";
import { verifyAudit } from "@midreach/kernel/audit";
import { type Database, openDatabase } from "@midreach/kernel/database";
import { afterEach, describe, expect, it } from "vitest";
import { openTestDatabase, seededRandom, startVictim, type Victim } from "../../kernel/database/testing.ts";
import type { PlanTables } from "./tables.ts";
import { startPlan, tinyRegion, turnedClock, wirePlan } from "./testing.ts";

const urlOf = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
const seed = Number(process.env.MIDREACH_TEST_SEED ?? 20_150_413);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const now = "2026-02-01T04:00:00Z";

const victims: Victim[] = [];
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(victims.splice(0).map((victim) => victim.kill()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Starts the plan on the folder; then evaluates and publishes for ever, printing each id when it is acknowledged. */
const code = (folder: string) => `
  const { openDatabase } = await import(${urlOf("../../kernel/database/index.ts")});
  const { startPlan, turnedClock, wirePlan } = await import(${urlOf("./testing.ts")});
  const { createEvaluation, planServiceOf } = await import(${urlOf("./service.ts")});
  const { systemActor } = await import(${urlOf("../../kernel/identity/index.ts")});
  const database = await openDatabase({ folder: ${JSON.stringify(folder)} });
  console.log("open");
  const services = await wirePlan(database, ${JSON.stringify(tinyRegion)}, turnedClock("${now}"));
  await startPlan(services);
  console.log("started");
  for (;;) {
    const order = { asOf: "2024-12-31", publish: true };
    const made = await createEvaluation(planServiceOf(services), systemActor, order);
    console.log(made.evaluation.id);
  }`;

async function emptyFolder(): Promise<string> {
  const base = await openTestDatabase("pglite");
  await base.database.close();
  folders.push(base.options.folder);
  return base.options.folder;
}

/** What must hold whenever the process was killed: everything that shows is whole. */
async function expectWhole(database: Database): Promise<string[]> {
  const { rows: tables } = await database.execute("select to_regclass('plan_result')::text as name");
  if (!tables[0]?.name) return [];
  const db = database.kysely<PlanTables>();
  const registers = await db.selectFrom("plan_register").select("version").execute();
  const open = await db.selectFrom("plan_commitment").select("id").where("valid_to", "is", null).execute();
  expect(open).toHaveLength(registers.length === 0 ? 0 : 12);
  const evaluations = await db.selectFrom("plan_evaluation").selectAll().execute();
  for (const evaluation of evaluations) {
    const results = await db
      .selectFrom("plan_result")
      .select("status")
      .where("evaluation", "=", evaluation.id)
      .execute();
    expect(results).toHaveLength(12);
    // The initial evaluations and those of the loop are published in the transaction that writes them.
    expect(evaluation.state).toBe("published");
  }
  const ids = evaluations.map((evaluation) => evaluation.id);
  const { rows: results } = await database.execute("select distinct evaluation from plan_result");
  expect(results.map((row) => row.evaluation).sort()).toEqual([...ids].sort());
  for (const [table, column, filter] of [
    ["kernel_outbox", "key", "topic = 'plan.evaluation-published'"],
    ["kernel_audit", "resource_id", "action = 'plan:publish'"],
  ]) {
    const { rows } = await database.execute(`select ${column} as id from ${table} where ${filter}`);
    expect(rows.map((row) => row.id).sort()).toEqual([...ids].sort());
  }
  expect(await verifyAudit(database)).toMatchObject({ ok: true });
  return ids;
}

describe("kill -9", () => {
  it(`at any moment of the first start (seed ${seed}): the next start finishes it, once`, async () => {
    const random = seededRandom(seed);
    const folder = await emptyFolder();
    let started = false;
    for (let round = 0; round < 6 && !started; round += 1) {
      const victim = startVictim(code(folder));
      victims.push(victim);
      while (!victim.lines.includes("open") && victim.child.exitCode === null) await sleep(5);
      // Slow machines need longer to come as far: from the first statement to after the last.
      await sleep(random() * 400 * (round + 1));
      await victim.kill();
      started = victim.lines.includes("started");
      const database = await openDatabase({ folder });
      await expectWhole(database);
      await database.close();
    }
    const database = await openDatabase({ folder });
    const services = await wirePlan(database, tinyRegion, turnedClock(now));
    await startPlan(services);
    await expectWhole(database);
    const initial = await database
      .kysely<PlanTables>()
      .selectFrom("plan_evaluation")
      .select("as_of")
      .where("as_of", ">", "2025-01-01")
      .orderBy("as_of")
      .execute();
    await database.close();
    expect(initial.map((row) => row.as_of)).toEqual(["2025-12-31", "2026-02-01"]);
  });

  it(`while evaluating and publishing (seed ${seed}): what was acknowledged is there, whole`, async () => {
    const random = seededRandom(seed + 1);
    const folder = await emptyFolder();
    const acknowledged = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const victim = startVictim(code(folder));
      victims.push(victim);
      const count = () => victim.lines.filter((line) => /^\d+$/u.test(line)).length;
      while (count() < 2 && victim.child.exitCode === null) await sleep(10);
      await sleep(random() * 400);
      await victim.kill();
      for (const line of victim.lines) if (/^\d+$/u.test(line)) acknowledged.add(line);
      const database = await openDatabase({ folder });
      expect(await expectWhole(database)).toEqual(expect.arrayContaining([...acknowledged]));
      await database.close();
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(6);
  });
});
