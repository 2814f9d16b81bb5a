import { readFileSync } from "node:fs";
import { join } from "node:path";
import { verifyAudit } from "@midreach/kernel/audit";
import type { Actor } from "@midreach/kernel/http";
import { publicActor } from "@midreach/kernel/http";
import { systemActor } from "@midreach/kernel/identity";
import { readOutbox } from "@midreach/kernel/outbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testBackends } from "../../kernel/database/testing.ts";
import { planCommands } from "./commands.ts";
import {
  assess,
  chooseEvaluation,
  createEvaluation,
  getAssessedResource,
  getCommitments,
  getEvaluation,
  getOverview,
  listVisibleEvaluations,
  planServiceOf,
  publishEvaluation,
} from "./service.ts";
import { findRegister } from "./store.ts";
import type { PlanTables } from "./tables.ts";
import { copyTinyRegion, removeFolder, startPlan, startTestPlan, tinyRegion, wirePlan } from "./testing.ts";

const office: Actor = { ...systemActor, name: "Office" };

describe.each(testBackends())("the plan on %s", (kind) => {
  let plan: Awaited<ReturnType<typeof startTestPlan>>;
  const service = () => planServiceOf(plan.services);
  const db = () => plan.services.database.kysely<PlanTables>();

  beforeAll(async () => {
    plan = await startTestPlan(kind, { health: { working: true, checks: [] } });
  });
  afterAll(() => plan?.drop());

  it("publishes two evaluations by itself on the first start, and no more on the next", async () => {
    await startPlan(plan.services);
    const evaluations = await listVisibleEvaluations(service(), publicActor);
    expect(evaluations.map(({ asOf, state, publishedBy }) => ({ asOf, state, publishedBy }))).toEqual([
      { asOf: "2026-02-01", state: "published", publishedBy: "system" },
      { asOf: "2025-12-31", state: "published", publishedBy: "system" },
    ]);
  });

  it("shows the front page in one answer", async () => {
    const overview = await getOverview(service());
    expect(overview.totals.commitments).toBe(12);
    expect(overview.cities).toHaveLength(5);
    expect(overview.cities.find((city) => city.code === "639200")?.partial).toBe(true);
    expect(overview.evaluations.planEnd?.asOf).toBe("2025-12-31");
    expect(overview.chapters.map((chapter) => chapter.number)).toEqual([1, 2, 3]);
    expect(overview.systems.counts).toEqual({ working: 1, "not-working": 0, "not-installed": 2 });
    expect(overview.missing.figures).toBeGreaterThan(0);
    const counted = Object.values(overview.counts.latest ?? {}).reduce((sum, count) => sum + count, 0);
    expect(counted).toBe(12);
  });

  it("explains a commitment with evidence, history and the versions of its row", async () => {
    const { matches } = await getCommitments(service(), publicActor, "1.0.1.2");
    const [detail] = matches;
    expect(detail?.result).toMatchObject({ value: 2_990_000, unit: "persons" });
    expect(detail?.result?.evidence.steps[0]?.inputs).toHaveLength(5);
    expect(detail?.result?.evidence.notes[0]?.zh).toContain("雾岬市");
    expect(detail?.history.map((point) => point.asOf)).toContain("2024-12-31");
    expect(detail?.versions).toMatchObject([{ validTo: null }]);
  });

  it("finds all commitments of a chapter by its number", async () => {
    const { matches } = await getCommitments(service(), publicActor, "2");
    expect(matches.map((match) => match.id).every((id) => id.startsWith("2."))).toBe(true);
    await expect(getCommitments(service(), publicActor, "9.9")).rejects.toMatchObject({ code: "resource.not-found" });
  });

  it("keeps drafts from the public until they are published, with audit and outbox", async () => {
    const draft = await createEvaluation(service(), office, { asOf: "2024-12-31", knownBy: "2025-12-31" });
    const { id } = draft.evaluation;
    expect(draft.evaluation.state).toBe("draft");
    await expect(getEvaluation(service(), publicActor, id)).rejects.toMatchObject({ code: "resource.not-found" });
    await expect(chooseEvaluation(service(), publicActor, id)).rejects.toMatchObject({ code: "resource.not-found" });
    expect(await listVisibleEvaluations(service(), publicActor)).toHaveLength(2);
    expect(await listVisibleEvaluations(service(), office)).toHaveLength(3);

    await publishEvaluation(service(), office, id);
    expect((await getEvaluation(service(), publicActor, id)).evaluation.publishedBy).toBe("Office");
    await expect(publishEvaluation(service(), office, id)).rejects.toMatchObject({ code: "resource.conflict" });
    const published: string[] = [];
    await readOutbox(plan.services.database, "test", async (entry) => {
      published.push(`${entry.topic} ${entry.key}`);
    });
    expect(published).toContain(`plan.evaluation-published ${id}`);
    expect(await verifyAudit(plan.services.database)).toMatchObject({ ok: true });
  });

  it("refuses an as-of date in the future", async () => {
    const asked = createEvaluation(service(), office, { asOf: "2026-02-02" });
    await expect(asked).rejects.toMatchObject({ code: "request.invalid" });
  });

  it("uses an assessment in the next evaluation, and shows it to the public only then", async () => {
    const id = "3.1.1.1";
    await assess(service(), office, id, {
      asOf: "2026-01-31",
      valuePercent: 100,
      judgement: "按月会商",
      evidenceTitle: "会商纪要(虚构)",
      evidenceUrl: null,
    });
    const before = await getCommitments(service(), publicActor, id);
    expect(before.matches[0]).toMatchObject({ latest: "no-data", assessments: [] });
    plan.clock.set("2026-02-10T04:00:00Z");
    await createEvaluation(service(), office, { asOf: "2026-02-10", publish: true });
    const after = await getCommitments(service(), publicActor, id);
    expect(after.matches[0]).toMatchObject({ latest: "met", planEnd: "no-data" });
    expect(after.matches[0]?.assessments).toHaveLength(1);
    const { changes } = await getOverview(service());
    const change = changes?.items.find((item) => item.commitment.id === id);
    expect(change).toMatchObject({ reason: "assessment", from: "no-data", to: "met" });
  });

  it("lets units judge what they lead, for places they may write for, and nothing else", async () => {
    const resource = await getAssessedResource(service(), "2.2.1.1");
    const unit = (organisation: string, jurisdiction: string[]): Actor => ({
      kind: "account",
      accountId: "1",
      name: organisation,
      roles: ["unit"],
      organisation,
      jurisdiction,
    });
    const may = (actor: Actor) => plan.services.authoriser.isAllowed(actor, "plan:assess", resource);
    expect(may(unit("469100-water", ["469100"]))).toBe(true);
    expect(may(unit("469100-transport", ["469100"]))).toBe(false);
    expect(may(unit("469100-water", ["999999"]))).toBe(false);
    expect(may(publicActor)).toBe(false);
  });

  it("attaches the official text here and finds every cited sentence", async () => {
    const text = readFileSync(join(tinyRegion, "official-text.txt"), "utf8");
    const verified = await planCommands.verify(plan.services, { text, name: "official-text.txt" }, office);
    expect(verified).toMatchObject({ cited: 12, matched: 12, mismatches: [] });
    const { matches } = await getCommitments(service(), publicActor, "2.1.1.1");
    expect(matches[0]?.official).toMatchObject({ matches: true });
    const changed = text.replace("不低于95%", "不低于90%");
    const again = await planCommands.verify(plan.services, { text: changed, name: "changed.txt" }, office);
    expect(again.mismatches).toMatchObject([{ citation: "2.2.1.1", kind: "differs", ids: ["2.2.1.1"] }]);
    const wrong = planCommands.verify(plan.services, { text: "另一个文件。", name: "other.txt" }, office);
    await expect(wrong).rejects.toMatchObject({ code: "import.rejected" });
  });

  it("closes rows of the register that changed, loses none, and drafts an evaluation", async () => {
    const region = copyTinyRegion();
    try {
      region.edit("register/chapter-2.json", (text) => text.replace('"value": 10,', '"value": 12,'));
      region.edit("observations.csv", (text) => text.replace("469100,2024,1000000", "469100,2024,1000001"));
      const changed = await wirePlan(plan.services.database, region.folder, plan.clock);
      await startPlan(changed);
      const register = await findRegister(db());
      expect(register?.version).toBe(2);
      expect(register?.commitments).toHaveLength(12);
      const versions = await db().selectFrom("plan_commitment").selectAll().where("id", "=", "2.2.1.2").execute();
      expect(versions.map((row) => [row.valid_from, row.valid_to])).toEqual([
        [1, 2],
        [2, null],
      ]);
      const figures = await db()
        .selectFrom("plan_observation")
        .select(["value", "valid_from", "valid_to"])
        .where("indicator", "=", "population")
        .where("place", "=", "469100")
        .where("period", "=", "2024")
        .orderBy("valid_from")
        .execute();
      expect(figures).toEqual([
        { value: 1_000_000, valid_from: 1, valid_to: 2 },
        { value: 1_000_001, valid_from: 2, valid_to: null },
      ]);
      const seen = await listVisibleEvaluations(planServiceOf(changed), office);
      expect(seen.filter((evaluation) => evaluation.state === "draft")).toHaveLength(1);
    } finally {
      removeFolder(region.folder);
    }
  });

  it("loads nothing of a register that has faults, and lists them all", async () => {
    const region = copyTinyRegion();
    try {
      region.edit("register/chapter-1.json", (text) => text.replaceAll('"topic": "goals"', '"topic": "none"'));
      const broken = await wirePlan(plan.services.database, region.folder, plan.clock);
      await expect(startPlan(broken)).rejects.toMatchObject({ code: "region.invalid", faults: { length: 3 } });
      expect((await findRegister(db()))?.version).toBe(2);
    } finally {
      removeFolder(region.folder);
    }
  });
});
