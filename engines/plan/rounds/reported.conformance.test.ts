import { readOutbox } from "@midreach/kernel/outbox";
import { readRegionPack } from "@midreach/kernel/region";
import { xlsxType } from "@midreach/kernel/sheets";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testBackends } from "../../../kernel/database/testing.ts";
import { findEvaluationDue } from "../due.ts";
import { planModule } from "../module.ts";
import { createEvaluation, getCommitments, planServiceOf } from "../service.ts";
import { copyTinyRegion, removeFolder, startTestPlan } from "../testing.ts";
import { readWorkbook } from "../workbook/workbook.ts";
import { createRoundClient, fillSheet, officeActor } from "./testing.ts";

const frame = { title: "2025 年度填报", periodFrom: "2025-01-01", periodTo: "2025-12-31", due: "2026-02-20" };
const blank = { status: "on-track", progress: "Work went on.", problems: "", nextSteps: "", figures: [] };
const pier = { project: "mugang-pier", event: "opened", date: "2025-11", evidence: "Gazette 12" };
const judgement = {
  asOf: "2025-12-31",
  valuePercent: 80,
  judgement: "Talks are held every quarter.",
  evidence: "Minutes of the fourth talks",
};
const port = "639100-transport";
const office = "cluster-joint-conference-office";

describe.each(testBackends())("events of projects and assessments in reports on %s", (kind) => {
  let plan: Awaited<ReturnType<typeof startTestPlan>>;
  let client: ReturnType<typeof createRoundClient>;
  let round = "";
  const path = (unit: string, commitment: string) => `/api/rounds/${round}/units/${unit}/items/${commitment}`;

  /** Writes a report, submits it, and has it accepted. */
  const report = async (unit: string, commitment: string, content: object) => {
    const { version } = (await client.ask(unit, "GET", path(unit, commitment))).json.item;
    const saved = await client.ask(unit, "PUT", path(unit, commitment), { baseVersion: version, content });
    expect(saved.status, JSON.stringify(saved.json)).toBe(200);
    return client.ask(unit, "POST", `/api/rounds/${round}/units/${unit}/submit`, {
      items: [{ commitment, version: saved.json.version }],
    });
  };
  const review = async (unit: string, commitment: string, decision: "accept" | "return", as = "office") => {
    const { version } = (await client.ask(unit, "GET", path(unit, commitment))).json.item;
    const body = { decision, reason: decision === "return" ? "Say more" : "", items: [{ commitment, version }] };
    return client.ask(as, "POST", `/api/rounds/${round}/units/${unit}/review`, body);
  };
  const openRound = async (title: string) => {
    const scope = { commitments: ["2.1.1.1", "3.1.1.1", "1.0.2.1"] };
    const made = await client.ask("office", "POST", "/api/rounds", { ...frame, title, scope });
    round = made.json.round.id;
    const opened = await client.ask("office", "POST", `/api/rounds/${round}/open`);
    expect(opened.status).toBe(200);
  };
  const due = () => findEvaluationDue(planServiceOf(plan.services));
  const evaluate = async (commitment: string, knownBy?: string) => {
    const service = planServiceOf(plan.services);
    const made = await createEvaluation(service, officeActor, { asOf: "2025-12-31", knownBy });
    const { matches } = await getCommitments(service, officeActor, commitment, made.evaluation.id);
    const [match] = matches;
    if (!match?.result) throw new Error("the commitment was evaluated");
    return match.result;
  };

  beforeAll(async () => {
    plan = await startTestPlan(kind, { now: "2026-02-05T02:00:00Z" });
    client = createRoundClient(plan.services);
    await openRound("First");
  });
  afterAll(() => plan?.drop());

  it("asks each unit for its own projects, and for a judgement where nothing else decides", async () => {
    const own = (await client.ask(port, "GET", path(port, "2.1.1.1"))).json;
    expect(own.wantedProjects).toMatchObject([{ project: { id: "mugang-pier" }, known: null }]);
    expect(own.wantedAssessment).toBeNull();
    expect(own.item).toMatchObject({ milestonesWanted: 1, milestonesGiven: 0, assessment: "not-asked" });
    const talks = (await client.ask(office, "GET", path(office, "3.1.1.1"))).json;
    expect(talks.wantedAssessment).toMatchObject({ kind: "percent" });
    expect(talks.item.assessment).toBe("missing");
    const words = (await client.ask("469100-government", "GET", path("469100-government", "1.0.2.1"))).json;
    expect(words.wantedAssessment.kind).toBe("words");
  });

  it("takes no report with somebody else's project, a date to come, or no evidence", async () => {
    const bad = {
      ...blank,
      milestones: [
        { ...pier, project: "chengang-bridge" },
        { ...pier, date: "2027-01-01", evidence: " " },
      ],
      assessment: judgement,
    };
    const refused = await report(port, "2.1.1.1", bad);
    expect(refused.status).toBe(400);
    expect(refused.json.faults.map((fault: { where: string }) => fault.where)).toEqual([
      "2.1.1.1, milestone 1 (chengang-bridge)",
      "2.1.1.1, milestone 2 (mugang-pier)",
      "2.1.1.1, milestone 2 (mugang-pier)",
      "2.1.1.1, assessment",
    ]);
    const empty = { asOf: "2025", valuePercent: null, judgement: "", evidence: "" };
    const vague = await report(office, "3.1.1.1", { ...blank, assessment: empty });
    expect(vague.json.faults).toHaveLength(4);
  });

  it("an accepted event counts in the next evaluation, as reported by the unit, from its day and from acceptance", async () => {
    const before = await evaluate("2.1.1.1");
    expect(before).toMatchObject({ value: 1, lowerBound: true });
    expect(await due()).toBeNull();
    expect((await report(port, "2.1.1.1", { ...blank, milestones: [pier] })).status).toBe(200);
    const shown = (await client.ask(port, "GET", path(port, "2.1.1.1"))).json;
    expect(shown.milestones).toMatchObject([{ project: { id: "mugang-pier" }, agreement: "open", known: null }]);
    plan.clock.set("2026-02-06T02:00:00Z");
    expect((await review(port, "2.1.1.1", "accept")).json).toEqual({ changed: 1 });
    expect(await due()).toMatchObject({ figures: 0, milestones: 1, assessments: 0, today: "2026-02-06" });
    const notices = (await client.ask("office", "GET", "/api/notices")).json.notices;
    expect(notices.map((row: { kind: string }) => row.kind)).toContain("evaluation-due");
    const then = await evaluate("2.1.1.1", "2026-02-05");
    expect(then.value).toBe(1);
    expect(await due(), "an evaluation that could not know it does not use it").not.toBeNull();
    const now = await evaluate("2.1.1.1");
    expect(now).toMatchObject({ value: 2, lowerBound: false, status: "met" });
    const used = now.evidence.steps.flatMap((step) => step.inputs).find((input) => input.period === "2025-11");
    expect(used?.source).toMatchObject({ publishedAt: "2026-02-06", publishedBasis: "stated" });
    expect(used?.source.title).toBe("暮港市交通运输局填报:Gazette 12");
    expect(await due()).toBeNull();
  });

  it("an accepted judgement decides a commitment that people judge", async () => {
    expect((await evaluate("3.1.1.1")).status).toBe("no-data");
    expect((await report(office, "3.1.1.1", { ...blank, assessment: judgement })).status).toBe(200);
    expect((await review(office, "3.1.1.1", "accept")).status).toBe(200);
    expect(await due()).toMatchObject({ assessments: 1 });
    const now = await evaluate("3.1.1.1");
    expect(now.value).toBe(80);
    const [input] = now.evidence.steps[0]?.inputs ?? [];
    expect(input).toMatchObject({ period: "2025-12-31", source: { publishedAt: "2026-02-06" } });
    expect(input?.source.title).toBe("双屿联席会议办公室填报: Minutes of the fourth talks");
  });

  it("a judgement in words stands in the evidence of what nothing measures, and decides no status", async () => {
    const unit = "469100-government";
    const assessment = { ...judgement, valuePercent: null, judgement: "The harbour was rebuilt." };
    await report(unit, "1.0.2.1", { ...blank, assessment });
    await review(unit, "1.0.2.1", "accept");
    const now = await evaluate("1.0.2.1");
    expect(now.status).toBe("qualitative");
    expect(now.evidence.steps).toMatchObject([{ label: { zh: "晨港市人民政府填报:The harbour was rebuilt." } }]);
  });

  it("goes out as a workbook and comes back; a formula is not taken for its value", async () => {
    await openRound("Second");
    const sheetPath = `/api/rounds/${round}/units/${port}/reports.xlsx?name=a.xlsx`;
    const { bytes } = await client.ask(port, "GET", `/api/rounds/${round}/units/${port}/reports.xlsx?lang=zh`);
    const rows = readWorkbook(bytes).find((sheet) => sheet.name === "节点")?.rows;
    expect(rows?.[1]?.map((cell) => cell?.value)).toEqual(expect.arrayContaining(["mugang-pier", "开通 2025-11"]));
    const filled = await fillSheet(bytes, { event: "全部建成", date: "2025-12-20", milestoneEvidence: "Act 7" });
    expect((await client.upload(port, "PUT", sheetPath, filled, xlsxType)).json).toEqual({ changed: 1 });
    const { json } = await client.ask(port, "GET", path(port, "2.1.1.1"));
    expect(json.content.milestones).toEqual([
      { project: "mugang-pier", event: "completed", date: "2025-12-20", evidence: "Act 7" },
    ]);
    expect(json.milestones[0]).toMatchObject({ agreement: "disagrees", known: { event: "opened", date: "2025-11" } });
    const formula = await fillSheet(bytes, { date: "=TODAY()", milestoneEvidence: "=A1" }, true);
    const refused = await client.upload(port, "PUT", sheetPath, formula, xlsxType);
    expect(refused.json.faults).toEqual(
      expect.arrayContaining([
        { where: "节点!E2", what: "holds a formula", fix: "paste the value itself" },
        { where: "节点!F2", what: "holds a formula", fix: "paste the value itself" },
      ]),
    );
    const talks = await client.ask(office, "GET", `/api/rounds/${round}/units/${office}/reports.xlsx?lang=en`);
    const questions = readWorkbook(talks.bytes).find((sheet) => sheet.name === "Assessments")?.rows;
    expect(questions).toHaveLength(2);
  });

  it("what a unit says later about the same event takes over; a region pack leaves it alone", async () => {
    await report(port, "2.1.1.1", { ...blank, milestones: [{ ...pier, date: "2026-01-15", evidence: "Corrected" }] });
    plan.clock.set("2026-02-07T02:00:00Z");
    await review(port, "2.1.1.1", "accept");
    expect(await evaluate("2.1.1.1"), "it was not there yet at the plan's end").toMatchObject({ value: 1 });
    const copy = copyTinyRegion();
    copy.edit("milestones.csv", (text) => text.replace("2023-05-20", "2023-05-21"));
    const region = await readRegionPack(copy.folder);
    await plan.services.database.transaction<unknown, void>(async (trx) => {
      await planModule.loadRegion?.(trx, region);
    });
    removeFolder(copy.folder);
    const { world } = await planServiceOf(plan.services).reader.getState();
    expect(world.milestones.get("mugang-pier")?.map((row) => row.date)).toEqual(["2025-11", "2026-01-15"]);
  });

  it("of two reviewers of one report the slower is told, and nothing is taken twice", async () => {
    await openRound("Third");
    const corrected = { ...pier, date: "2026-01-16", evidence: "Once more" };
    await report(port, "2.1.1.1", { ...blank, milestones: [corrected] });
    const answers = await Promise.all([
      review(port, "2.1.1.1", "accept"),
      review(port, "2.1.1.1", "accept", "630000-transport"),
      review(port, "2.1.1.1", "return"),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    const slower = answers.find((answer) => answer.status === 409);
    expect(slower?.json.faults).toMatchObject([{ where: "2.1.1.1" }]);
    const { json } = await client.ask("office", "GET", path(port, "2.1.1.1"));
    const { world } = await planServiceOf(plan.services).reader.getState();
    const kept = world.milestones.get("mugang-pier")?.filter((row) => row.date === "2026-01-16") ?? [];
    expect(kept).toHaveLength(json.item.state === "accepted" ? 1 : 0);
    const topics: string[] = [];
    await readOutbox(plan.services.database, "test", async (entry) => void topics.push(entry.topic));
    expect(topics).toContain("plan.report-accepted");
  });
});
