import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testBackends } from "../../../kernel/database/testing.ts";
import { startTestPlan } from "../testing.ts";
import { createRoundClient } from "./testing.ts";

const unit = "469300-water";
const province = "460000-water";
const commitment = "2.2.1.1";

describe.each(testBackends())("assignments and supervision on %s", (kind) => {
  let plan: Awaited<ReturnType<typeof startTestPlan>>;
  let client: ReturnType<typeof createRoundClient>;

  beforeAll(async () => {
    plan = await startTestPlan(kind, { now: "2026-02-13T02:00:00Z" });
    client = createRoundClient(plan.services);
  });
  afterAll(() => plan?.drop());

  it("supervises laggards: notice, answer, sent back, lifted", async () => {
    const notice = {
      organisation: "469200-water",
      commitments: [commitment],
      subject: "督办",
      words: "No report",
      deadline: "2026-02-20",
    };
    expect((await client.ask("630000-water", "POST", "/api/supervisions", notice)).status).toBe(403);
    const past = { ...notice, deadline: "2026-01-01" };
    expect((await client.ask("office", "POST", "/api/supervisions", past)).status).toBe(400);
    const { json } = await client.ask(province, "POST", "/api/supervisions", notice);
    const step = (as: string, act: string, words = "Words") =>
      client.ask(as, "POST", `/api/supervisions/${json.id}/${act}`, { words }).then((answer) => answer.status);
    expect(await step("469100-water", "answer")).toBe(403);
    expect(await step(province, "return")).toBe(409);
    expect(await step("469200-water", "answer")).toBe(204);
    expect(await step("469200-water", "lift")).toBe(403);
    expect(await step(province, "return")).toBe(204);
    expect(await step("469200-water", "answer")).toBe(204);
    const waiting = (await client.ask(province, "GET", "/api/notices")).json.notices;
    expect(waiting.map((row: { kind: string }) => row.kind)).toContain("supervision-answered");
    expect(await step("office", "lift")).toBe(204);
    expect(await step("469200-water", "answer")).toBe(409);
    const [shown] = (await client.ask("469200-water", "GET", "/api/supervisions")).json.supervisions;
    expect(shown.entries.map((entry: { act: string }) => entry.act)).toEqual([
      "issued",
      "answered",
      "returned",
      "answered",
      "lifted",
    ]);
  });

  it("the office decides who answers from a day on, with history; the next round follows", async () => {
    const path = `/api/assignments/${commitment}`;
    const before = (await client.ask("office", "GET", path)).json;
    expect(before).toMatchObject({ basis: "rule", history: [] });
    expect(before.duties).toHaveLength(6);
    expect(before.duties[0]).toMatchObject({
      unit: { id: "cluster-joint-conference-office" },
      role: "lead",
      basis: "rule",
      rule: { en: "Across provinces, the joint conference office coordinates" },
    });
    const scope = { commitments: [commitment] };
    // The office that steers gathers the members' reports: it is asked only when it is named.
    expect((await client.ask("office", "POST", "/api/rounds/preview", scope)).json.items).toBe(5);
    const named = { ...scope, organisations: ["cluster-joint-conference-office"] };
    expect((await client.ask("office", "POST", "/api/rounds/preview", named)).json.items).toBe(1);
    const duties = [
      { organisation: "460000-water", role: "lead" },
      { organisation: "469100-water", role: "responsible" },
    ];
    const given = { validFrom: "2026-02-13", note: "Document 7", duties };
    expect((await client.ask(unit, "PUT", path, given)).status).toBe(403);
    const bad = { ...given, duties: [...duties, { organisation: "nobody", role: "lead" }, duties[0]] };
    expect((await client.ask("office", "PUT", path, bad)).json.faults).toHaveLength(3);
    const after = (await client.ask("office", "PUT", path, given)).json;
    expect(after.duties.map((duty: { unit: { id: string }; role: string }) => [duty.unit.id, duty.role])).toEqual(
      expect.arrayContaining([
        ["460000-water", "lead"],
        ["469100-water", "responsible"],
      ]),
    );
    expect(after.history).toHaveLength(5);
    for (const row of after.history) {
      expect(row).toMatchObject({ validFrom: "2021-01-01", validTo: "2026-02-12", endedBy: "Office" });
    }
    expect(after.history.map((row: { basis: string }) => row.basis).sort()).toEqual([
      ...Array(4).fill("register"),
      "rule",
    ]);
    expect((await client.ask("office", "PUT", path, { ...given, validFrom: "2026-01-01" })).status).toBe(409);
    const found = await client.ask("office", "GET", "/api/assignments?basis=office");
    expect(found.json).toMatchObject({ total: 1, mayManage: true });
    const led = await client.ask("office", "GET", "/api/assignments?lead=none");
    expect(led.json).toMatchObject({ total: 0, leads: { commitments: 12, withLead: 12, byRule: 8 } });
    const byRule = await client.ask("office", "GET", "/api/assignments?basis=rule&chapter=1");
    expect(byRule.json.total).toBe(3);
    const own = await client.ask("office", "GET", "/api/assignments?organisation=469100-water");
    expect(own.json.total).toBe(2);
    const preview = await client.ask("office", "POST", "/api/rounds/preview", { commitments: [commitment] });
    expect(preview.json.items).toBe(2);
  });
});
