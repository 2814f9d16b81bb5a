import { createHttpApp, publicActor } from "@midreach/kernel/http";
import { readRegionPack } from "@midreach/kernel/region";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testBackends } from "../../../kernel/database/testing.ts";
import { planModule } from "../module.ts";
import { readPlanPack } from "../pack.ts";
import { copyTinyRegion, removeFolder, startTestPlan } from "../testing.ts";
import type { Scorecard, Scorecards } from "./schemas.ts";
import { getScoringFacts } from "./scorecards.ts";

describe.each(testBackends())("scorecards on %s", (kind) => {
  let plan: Awaited<ReturnType<typeof startTestPlan>>;
  let app: ReturnType<typeof createHttpApp>;

  beforeAll(async () => {
    plan = await startTestPlan(kind, { health: { working: true, checks: [] } });
    app = createHttpApp({
      routes: planModule.routes?.(plan.services) ?? [],
      authoriser: plan.services.authoriser,
      findActor: async () => publicActor,
      log: pino({ level: "silent" }),
      openApi: { title: "test", version: "0", description: "", tags: planModule.tags ?? {} },
      checkResponses: true,
    });
  });
  afterAll(() => plan?.drop());

  async function get<Answer>(path: string, status = 200): Promise<Answer> {
    const answer = await app.request(`http://localhost${path}`, { headers: { "accept-language": "en" } });
    expect(answer.status, await answer.clone().text()).toBe(status);
    return (await answer.json()) as Answer;
  }

  it.each(["province", "city", "trade", "organisation"] as const)(
    "ranks every %s, and each score explains itself",
    async (of) => {
      const { rules, rows } = await get<Scorecards>(`/api/scorecards?kind=${of}`);
      expect(rules?.id).toBe("twin-isles-rules");
      expect(rows.length).toBeGreaterThan(1);
      if (of === "province") expect(rows.map((row) => row.id).sort()).toEqual(["460000", "630000"]);
      if (of === "city") expect(rows).toHaveLength(5);
      const scored = rows.filter((row) => row.score !== null);
      expect(rows.slice(0, scored.length)).toEqual(scored);
      for (const row of rows.slice(0, 3)) {
        const card = await get<Scorecard>(`/api/scorecards/${of}/${row.id}`);
        expect(card.row).toEqual(row);
        expect(card.register).toBe(12);
        expect(card.lines).toHaveLength(row.total);
        const weight = card.lines.reduce((sum, line) => sum + (line.points === null ? 0 : line.weight), 0);
        const points = card.lines.reduce((sum, line) => sum + line.weight * (line.points ?? 0), 0);
        expect(card.weightCounted).toBeCloseTo(weight, 9);
        if (row.score === null) expect(row.why?.zh).not.toBe("");
        else if (!row.capped) expect(row.score).toBeCloseTo(points / weight, 9);
      }
    },
  );

  it("scores another evaluation when asked, and nobody who is not there", async () => {
    const then = await get<Scorecards>("/api/scorecards?kind=city&evaluation=plan-end");
    expect(then.evaluation?.asOf).toBe("2025-12-31");
    await get("/api/scorecards/city/999999", 404);
    await get("/api/scorecards/planet/469100", 400);
  });

  it("gives ranking and card as files", async () => {
    const tables = [
      ["/api/scorecards", "可判断比重"],
      ["/api/scorecards/city/469100/lines", "失分"],
    ] as const;
    for (const [path, heading] of tables) {
      const csv = await app.request(`http://localhost${path}.csv?lang=zh`);
      expect(await csv.text()).toContain(heading);
      const xlsx = await app.request(`http://localhost${path}.xlsx`);
      expect(new Uint8Array(await xlsx.arrayBuffer()).subarray(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
    }
  });

  it("tells a system how many are scored", async () => {
    const facts = await getScoringFacts(plan.services);
    expect(facts).toMatchObject({ rules: { basis: "proposal" }, provinces: { total: 2 }, cities: { total: 5 } });
  });
});

describe("rules of a region", () => {
  it("names everything that is wrong with them, and loads nothing", async () => {
    const region = copyTinyRegion();
    try {
      region.edit("performance.json", (text) =>
        text
          .replace('"transport": 2', '"no-topic": 2')
          .replace('"chapters": {}', '"chapters": { "77": 1 }')
          .replace('"basis": "proposal"', '"basis": "official"'),
      );
      const pack = await readRegionPack(region.folder);
      expect(() => readPlanPack(pack)).toThrow(/3 faults/);
      region.edit("performance.json", (text) => text.replace('"met": 100', '"met": 101'));
      const worse = await readRegionPack(region.folder);
      expect(() => readPlanPack(worse)).toThrow(/1 fault/);
    } finally {
      removeFolder(region.folder);
    }
  });

  it("may be missing: then nobody is scored", async () => {
    const region = copyTinyRegion();
    try {
      region.edit("datapackage.json", (text) => text.replace('"name": "performance"', '"name": "other"'));
      const pack = await readRegionPack(region.folder);
      expect(readPlanPack(pack).records.plan.id).toBe("twin-isles-2021");
    } finally {
      removeFolder(region.folder);
    }
  });
});
