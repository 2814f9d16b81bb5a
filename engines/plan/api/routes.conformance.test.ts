import { createHttpApp, publicActor, type RouteDefinition } from "@midreach/kernel/http";
import { systemActor } from "@midreach/kernel/identity";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testBackends } from "../../../kernel/database/testing.ts";
import { planModule } from "../module.ts";
import { startTestPlan } from "../testing.ts";

describe.each(testBackends())("the plan's routes on %s", (kind) => {
  let plan: Awaited<ReturnType<typeof startTestPlan>>;
  let app: ReturnType<typeof createHttpApp>;
  let routes: readonly RouteDefinition[];

  beforeAll(async () => {
    plan = await startTestPlan(kind, { health: { working: false, checks: [] } });
    routes = planModule.routes?.(plan.services) ?? [];
    app = createHttpApp({
      routes,
      authoriser: plan.services.authoriser,
      findActor: async ({ headers }) =>
        headers.has("authorization") ? { ...systemActor, kind: "api-key" } : publicActor,
      log: pino({ level: "silent" }),
      openApi: { title: "test", version: "0", description: "", tags: planModule.tags ?? {} },
      checkResponses: true,
    });
  });
  afterAll(() => plan?.drop());

  const get = (path: string) => app.request(`http://localhost${path}`, { headers: { "accept-language": "en" } });
  const post = (path: string, body: unknown) =>
    app.request(`http://localhost${path}`, {
      method: "POST",
      headers: { authorization: "Bearer test", "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  it.each([
    "/api/overview",
    "/api/plan",
    "/api/commitments",
    "/api/commitments/2.1.1.1",
    "/api/commitments/3",
    "/api/missing",
    "/api/cities",
    "/api/cities/469100",
    "/api/cities/lake-mirror",
    "/api/owners",
    "/api/owners/water",
    "/api/owners/469100-water",
    "/api/map",
    "/api/systems",
    "/api/evaluations",
    "/api/evaluations/latest",
    "/api/evaluations/plan-end",
  ])("answers %s as its schema says", async (path) => {
    const answer = await get(path);
    expect(answer.status, await answer.clone().text()).toBe(200);
  });

  it.each(["commitments", "missing", "cities", "owners", "systems", "evaluations", "evaluations/1/changes"])(
    "gives %s as CSV and as a workbook",
    async (table) => {
      const csv = await get(`/api/${table}.csv?lang=zh`);
      expect(csv.headers.get("content-type")).toContain("text/csv");
      expect(new Uint8Array(await csv.arrayBuffer()).subarray(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
      const xlsx = await get(`/api/${table}.xlsx`);
      expect(xlsx.headers.get("content-disposition")).toMatch(/\.xlsx"$/);
      expect(new Uint8Array(await xlsx.arrayBuffer()).subarray(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
    },
  );

  const ids = async (query: string): Promise<string[]> => {
    const answer = await get(`/api/commitments?${query}`);
    return ((await answer.json()) as { rows: { id: string }[] }).rows.map((row) => row.id);
  };

  it("orders by deadline and status, both ways; equal ones stay in the order of the plan", async () => {
    const plan = await ids("pageSize=500");
    const rows = async (query: string) => {
      const answer = await get(`/api/commitments?pageSize=500&${query}`);
      return ((await answer.json()) as { rows: { id: string; deadline: string }[] }).rows;
    };
    expect(await ids("pageSize=500&sort=id&order=descend")).toEqual([...plan].reverse());
    const late = (await rows("sort=deadline&order=descend")).map((row) => row.deadline);
    expect(late).toEqual([...late].sort().reverse());
    const byStatus = await ids("pageSize=500&sort=status");
    expect([...byStatus].sort()).toEqual([...plan].sort());
    expect((await get("/api/commitments?sort=mood")).status).toBe(400);
  });

  it("searches in both languages by word, place, owner and topic; every word has to occur", async () => {
    expect(await ids(`q=${encodeURIComponent("灯塔 亮灯")}`)).toEqual(["2.1.2.3"]);
    expect(await ids("q=Ferry")).toContain("2.1.1.2");
    expect(await ids(`q=${encodeURIComponent("晨港")}`)).toContain("2.1.1.1");
    expect(await ids(`q=${encodeURIComponent("水利局")}`)).not.toEqual([]);
    expect(await ids(`q=${encodeURIComponent("晨港 没有这个词")}`)).toEqual([]);
  });

  it("filters by chapter, place, owner, status and system, and pages", async () => {
    expect(await ids("chapter=3&section=1&strength=firm")).toEqual(await ids("chapter=3&strength=firm"));
    expect(await ids("place=469100")).toEqual(["2.1.1.1", "2.1.1.2", "3.1.1.1"]);
    expect(await ids("owner=469100-water")).toContain("2.2.1.1");
    expect(await ids("status=qualitative")).toEqual(["1.0.2.1"]);
    expect(await ids("system=lantern-watch")).toEqual(["2.1.2.2"]);
    expect(await ids("pageSize=5&page=3")).toHaveLength(2);
  });

  it("answers what is not there with a problem", async () => {
    for (const path of ["/api/commitments/99.1", "/api/cities/nowhere", "/api/owners/nobody", "/api/evaluations/77"]) {
      const answer = await get(path);
      expect(answer.status, path).toBe(404);
      expect(answer.headers.get("content-type")).toContain("application/problem+json");
    }
    expect((await get("/api/commitments?status=perfect")).status).toBe(400);
  });

  it("evaluates, publishes and takes assessments from those who may", async () => {
    const made = await post("/api/evaluations", { asOf: "2024-12-31", knownBy: "2026-01-01" });
    expect(made.status, await made.clone().text()).toBe(201);
    const { evaluation } = (await made.json()) as { evaluation: { id: string } };
    expect((await get(`/api/evaluations/${evaluation.id}`)).status).toBe(404);
    expect((await post(`/api/evaluations/${evaluation.id}/publish`, {})).status).toBe(200);
    expect((await get(`/api/evaluations/${evaluation.id}`)).status).toBe(200);
    const judged = await post("/api/commitments/3.1.1.1/assessments", {
      asOf: "2026-01-15",
      valuePercent: 60,
      judgement: "It meets twice a year",
      evidenceTitle: "Minutes (fictional)",
      evidenceUrl: "javascript:alert(1)",
    });
    expect(judged.status).toBe(400);
  });
});
