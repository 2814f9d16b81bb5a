import type { Measure } from "@midreach/kernel/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { testBackends } from "../../kernel/database/testing.ts";
import type { PlanTables } from "./tables.ts";
import { startTestPlan } from "./testing.ts";
import { evaluateWith } from "./what-if.ts";

/** A measure that always finds the same share. */
const finds = (value: number | null): Measure => ({
  id: "lantern-watch.lit-share",
  title: { zh: "亮灯率", en: "Lit share" },
  params: z.looseObject({}),
  evaluate: async () => ({ value, unit: "%", evidence: { steps: [], missing: [], notes: [] } }),
});

describe.each(testBackends())("evaluating under other measures on %s", (kind) => {
  let plan: Awaited<ReturnType<typeof startTestPlan>>;
  const dates = { asOf: "2025-12-31", knownBy: "2026-01-31" };

  beforeAll(async () => {
    plan = await startTestPlan(kind);
  });
  afterAll(() => plan?.drop());

  it("judges the commitments that name them, and those alone", async () => {
    const results = await evaluateWith(plan.services, dates, [finds(100)]);
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      commitment: { measure: { evaluator: "lantern-watch.lit-share" } },
      result: { value: 100 },
    });
    expect(await evaluateWith(plan.services, dates, [])).toEqual([]);
  });

  it("shows what would flip", async () => {
    const [good] = await evaluateWith(plan.services, dates, [finds(100)]);
    const [bad] = await evaluateWith(plan.services, dates, [finds(0)]);
    const [unknown] = await evaluateWith(plan.services, dates, [finds(null)]);
    expect(new Set([good, bad, unknown].map((row) => row?.result.status)).size).toBe(3);
    expect(unknown?.result.status).toBe("no-data");
  });

  it("keeps nothing", async () => {
    const db = plan.services.database.kysely<PlanTables>();
    const list = () => db.selectFrom("plan_evaluation").select("id").orderBy("id").execute();
    const before = await list();
    expect(before.length).toBeGreaterThan(0);
    await evaluateWith(plan.services, dates, [finds(1)]);
    expect(await list()).toEqual(before);
  });

  it("refuses a date in the future, in both languages", async () => {
    const asked = evaluateWith(plan.services, { ...dates, asOf: "2030-01-01" }, [finds(1)]);
    await expect(asked).rejects.toMatchObject({ code: "request.invalid", detail: { zh: expect.any(String) } });
  });
});
