import { verifyAudit } from "@midreach/kernel/audit";
import { readOutbox } from "@midreach/kernel/outbox";
import { readRegionPack } from "@midreach/kernel/region";
import { xlsxType } from "@midreach/kernel/sheets";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testBackends } from "../../../kernel/database/testing.ts";
import { planModule } from "../module.ts";
import { createEvaluation, getCommitments, planServiceOf } from "../service.ts";
import { copyTinyRegion, removeFolder, startTestPlan } from "../testing.ts";
import { readWorkbook } from "../workbook/workbook.ts";
import { createRoundClient, fillSheet as fill, officeActor } from "./testing.ts";

const frame = { title: "2025 年度填报", periodFrom: "2025-01-01", periodTo: "2025-12-31", due: "2026-02-20" };
const unit = "469300-water";
const province = "460000-water";
const commitment = "2.2.1.1";
const figure = { indicator: "tap_water_rate", place: "469300", period: "2025", value: 96.4, source: "2025 bulletin" };
const written = {
  status: "on-track",
  progress: "Pipes were laid in four villages.",
  problems: "",
  nextSteps: "",
  figures: [figure],
};

describe.each(testBackends())("a reporting round on %s", (kind) => {
  let plan: Awaited<ReturnType<typeof startTestPlan>>;
  let client: ReturnType<typeof createRoundClient>;
  let round = "";
  const list = () => `/api/rounds/${round}/units/${unit}`;
  const item = () => `${list()}/items/${commitment}`;
  const pick = async () => [{ commitment, version: (await client.ask(unit, "GET", item())).json.item.version }];

  beforeAll(async () => {
    plan = await startTestPlan(kind, { health: { working: true, checks: [] } });
    client = createRoundClient(plan.services);
  });
  afterAll(() => plan?.drop());

  it("is drafted and opened by the office alone, for those whom the register names", async () => {
    const scope = { commitments: ["2.2.1.1"], functions: ["water"], roles: ["lead", "responsible"] };
    expect((await client.ask(province, "POST", "/api/rounds", { ...frame, scope })).status).toBe(403);
    expect((await client.ask("public", "GET", "/api/rounds")).status).toBe(401);
    const wrong = await client.ask("office", "POST", "/api/rounds", { ...frame, periodTo: "2024-01-01" });
    expect(wrong.status).toBe(400);
    const made = await client.ask("office", "POST", "/api/rounds", { ...frame, scope });
    expect(made.status).toBe(201);
    round = made.json.round.id;
    expect((await client.ask(unit, "GET", "/api/rounds")).json.rounds).toEqual([]);
    expect((await client.ask(unit, "GET", `/api/rounds/${round}`)).status).toBe(404);
    const preview = await client.ask("office", "POST", "/api/rounds/preview", scope);
    expect(preview.json).toEqual({ items: 5, units: 5, commitments: 1 });
    const opened = await client.ask("office", "POST", `/api/rounds/${round}/open`);
    expect(opened.json.round).toMatchObject({ state: "open", units: 5, counts: { "not-started": 5 } });
    expect((await client.ask("office", "POST", `/api/rounds/${round}/open`)).status).toBe(409);
    const scopeChange = await client.ask("office", "PATCH", `/api/rounds/${round}`, { scope });
    expect(scopeChange.status).toBe(409);
    const later = await client.ask("office", "PATCH", `/api/rounds/${round}`, { due: "2026-02-10" });
    expect(later.json.round).toMatchObject({ due: "2026-02-10", daysLeft: 9, urgency: "later" });
  });

  it("an empty round is not opened", async () => {
    const scope = { organisations: ["nobody"] };
    const made = await client.ask("office", "POST", "/api/rounds", { ...frame, scope });
    expect((await client.ask("office", "POST", `/api/rounds/${made.json.round.id}/open`)).status).toBe(400);
  });

  it("shows each unit its own list, and a province the lists of its cities", async () => {
    const own = await client.ask(unit, "GET", list());
    expect(own.json).toMatchObject({ may: { fill: true, review: false }, counts: { "not-started": 1 } });
    expect(own.json.items[0]).toMatchObject({ figuresWanted: 1, computed: "no-data", role: "responsible" });
    expect((await client.ask(province, "GET", list())).json.may).toMatchObject({ fill: false, review: true });
    expect((await client.ask("460000-drc", "GET", list())).json.may.review).toBe(true);
    for (const other of ["469100-water", "630000-water", "460000-transport", "state-water"]) {
      expect((await client.ask(other, "GET", list())).status, other).toBe(403);
    }
    const seen = (as: string) =>
      client.ask(as, "GET", `/api/rounds/${round}`).then((answer) => answer.json.units.length);
    expect(await Promise.all([unit, province, "630000-water", "office"].map(seen))).toEqual([1, 3, 2, 5]);
  });

  it("keeps what is typed, answers a repetition as done and a conflict with both versions", async () => {
    const saved = await client.ask(unit, "PUT", item(), { baseVersion: 0, content: written });
    expect(saved.json).toMatchObject({ version: 1, state: "draft" });
    expect((await client.ask(unit, "PUT", item(), { baseVersion: 0, content: written })).json.version).toBe(1);
    const other = { ...written, progress: "Somebody else typed this." };
    const conflict = await client.ask(unit, "PUT", item(), { baseVersion: 0, content: other });
    expect(conflict.status).toBe(409);
    expect(conflict.json.context).toMatchObject({ reason: "changed", current: { version: 1, content: written } });
    expect((await client.ask(province, "PUT", item(), { baseVersion: 1, content: other })).status).toBe(403);
    expect((await client.ask(unit, "PUT", item(), { baseVersion: 1, content: { ...written, extra: 1 } })).status).toBe(
      400,
    );
  });

  it("two people typing at once never overwrite each other", async () => {
    const { version } = (await client.ask(unit, "GET", item())).json.item;
    const texts = ["a", "b", "c", "d"].map((word) => ({ ...written, progress: `${written.progress} ${word}` }));
    const answers = await Promise.all(
      texts.map((content) => client.ask(unit, "PUT", item(), { baseVersion: version, content })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409]);
    await client.ask(unit, "PUT", item(), { baseVersion: version + 1, content: written });
  });

  it("says everything that is missing before it takes a report", async () => {
    const { version } = (await client.ask(unit, "GET", item())).json.item;
    const bad = {
      ...written,
      status: "behind",
      figures: [
        { ...figure, period: "2031" },
        { ...figure, place: "469100" },
      ],
    };
    const saved = await client.ask(unit, "PUT", item(), { baseVersion: version, content: bad });
    const items = [{ commitment, version: saved.json.version }];
    const refused = await client.ask(unit, "POST", `${list()}/submit`, { items });
    expect(refused.status).toBe(400);
    expect(refused.json.faults.map((fault: { where: string }) => fault.where)).toEqual([
      "2.2.1.1, problems",
      "2.2.1.1, nextSteps",
      "2.2.1.1, figure 1 (tap_water_rate, 469300)",
      "2.2.1.1, figure 2 (tap_water_rate, 469100)",
    ]);
    await client.ask(unit, "PUT", item(), { baseVersion: saved.json.version, content: written });
  });

  it("flags a figure that differs from the known one", async () => {
    const { version } = (await client.ask(unit, "GET", item())).json.item;
    const content = { ...written, figures: [figure, { ...figure, period: "2024", value: 95 }] };
    await client.ask(unit, "PUT", item(), { baseVersion: version, content });
    const { json } = await client.ask(unit, "GET", item());
    expect(json.item).toMatchObject({ figuresGiven: 2, figuresDisagreeing: 1 });
    expect(json.figures[1]).toMatchObject({ reported: 95, known: { value: 91.5 }, agreement: "disagrees" });
    await client.ask(unit, "PUT", item(), { baseVersion: version + 1, content: written });
  });

  it("is returned with a reason, corrected and submitted again", async () => {
    expect((await client.ask(unit, "POST", `${list()}/submit`, { items: await pick() })).json).toEqual({ changed: 1 });
    const locked = await client.ask(unit, "PUT", item(), { baseVersion: 99, content: { ...written, progress: "x" } });
    expect(locked.json.context.reason).toBe("sent");
    const review = (as: string, body: object) => client.ask(as, "POST", `${list()}/review`, body);
    expect((await review(unit, { decision: "accept", items: await pick() })).status).toBe(403);
    expect((await review("630000-water", { decision: "accept", items: await pick() })).status).toBe(403);
    expect((await review(province, { decision: "return", items: await pick() })).status).toBe(400);
    const returned = await review(province, { decision: "return", reason: "Name the villages", items: await pick() });
    expect(returned.json.changed).toBe(1);
    const shown = await client.ask(unit, "GET", item());
    expect(shown.json.item).toMatchObject({ state: "returned", returnReason: "Name the villages" });
    await client.ask(unit, "PUT", item(), {
      baseVersion: shown.json.item.version,
      content: { ...written, progress: "A, B, C, D" },
    });
    await client.ask(unit, "POST", `${list()}/submit`, { items: await pick() });
    await client.ask(unit, "POST", `${list()}/withdraw`, { items: await pick() });
    await client.ask(unit, "POST", `${list()}/submit`, { items: await pick() });
    const stale = [{ commitment, version: 1 }];
    const refused = await review(province, { decision: "accept", items: stale });
    expect(refused).toMatchObject({ status: 409, json: { faults: [{ where: commitment }] } });
  });

  it("takes an accepted figure as an observation of the unit, which the next evaluation uses", async () => {
    plan.clock.set("2026-02-05T02:00:00Z");
    const review = { decision: "accept", items: await pick() };
    expect((await client.ask(province, "POST", `${list()}/review`, review)).json.changed).toBe(1);
    const service = planServiceOf(plan.services);
    const state = await service.reader.getState();
    const rows = state.world.observations.get("tap_water_rate 469300");
    expect(rows?.map((row) => [row.period, row.value, row.publishedAt])).toEqual([
      ["2024", 91.5, "2025-03-01"],
      ["2025", 96.4, "2026-02-05"],
    ]);
    expect(rows?.at(-1)?.sourceTitle).toContain("盐风市水利局");
    expect(rows?.at(-1)?.sourceTitle).toContain("2025 bulletin");
    const made = await createEvaluation(service, officeActor, { asOf: "2026-02-05", publish: true });
    const { matches } = await getCommitments(service, officeActor, commitment, made.evaluation.id);
    const used = JSON.stringify(matches[0]?.result?.evidence);
    expect(used).toContain("96.4");
    const before = await createEvaluation(service, officeActor, { asOf: "2026-02-05", knownBy: "2026-02-04" });
    const then = await getCommitments(service, officeActor, commitment, before.evaluation.id);
    expect(JSON.stringify(then.matches[0]?.result?.evidence)).not.toContain("96.4");
  });

  it("keeps the figures of units when the region's data change", async () => {
    const copy = copyTinyRegion();
    copy.edit("observations.csv", (text) => text.replace("91.5", "91.6"));
    const region = await readRegionPack(copy.folder);
    await plan.services.database.transaction<unknown, void>(async (trx) => {
      await planModule.loadRegion?.(trx, region);
    });
    removeFolder(copy.folder);
    const state = await planServiceOf(plan.services).reader.getState();
    expect(state.register.version).toBe(2);
    const rows = state.world.observations.get("tap_water_rate 469300");
    expect(rows?.map((row) => row.value)).toEqual([91.6, 96.4]);
  });

  it("keeps every act with what was said", async () => {
    const { json } = await client.ask(unit, "GET", item());
    const acts = json.events.map((event: { act: string }) => event.act);
    expect(acts).toEqual(["accepted", "submitted", "withdrawn", "submitted", "returned", "submitted"]);
    expect(json.events[4].content.progress).toBe(written.progress);
    const topics: string[] = [];
    await readOutbox(plan.services.database, "test", async (entry) => void topics.push(entry.topic));
    for (const topic of ["round-opened", "report-begun", "report-submitted", "report-returned", "report-accepted"]) {
      expect(topics).toContain(`plan.${topic}`);
    }
    expect(await verifyAudit(plan.services.database)).toMatchObject({ ok: true });
  });

  it("goes out as a workbook and comes back, all or nothing", async () => {
    const other = "469100-water";
    const path = `/api/rounds/${round}/units/${other}/reports.xlsx`;
    const sheet = await client.ask(other, "GET", `${path}?lang=zh`);
    const [reports, figures] = readWorkbook(sheet.bytes);
    expect(reports?.rows[0]?.map((cell) => cell?.value)).toContain("进展情况");
    expect(figures?.rows[1]?.map((cell) => cell?.value)).toEqual(
      expect.arrayContaining(["2.2.1.1", "tap_water_rate", "469100", "2025"]),
    );
    const same = await client.upload(other, "PUT", `${path}?name=a.xlsx`, sheet.bytes, xlsxType);
    expect(same.json).toEqual({ changed: 0 });
    const filled = await fill(sheet.bytes, { status: "正常推进", progress: "修了管道", value: "97.5", source: "年报" });
    const taken = await client.upload(other, "PUT", `${path}?name=a.xlsx`, filled, xlsxType);
    expect(taken.json).toEqual({ changed: 1 });
    const shown = await client.ask(other, "GET", `/api/rounds/${round}/units/${other}/items/${commitment}`);
    expect(shown.json.content).toMatchObject({ status: "on-track", progress: "修了管道", figures: [{ value: 97.5 }] });
    const again = await fill(sheet.bytes, {
      status: "还行",
      progress: "改了",
      value: "很多",
      source: "年报",
      period: "2031",
    });
    const refused = await client.upload(other, "PUT", `${path}?name=a.xlsx`, again, xlsxType);
    expect(refused).toMatchObject({ status: 422, json: { code: "import.rejected" } });
    const where = refused.json.faults.map((fault: { where: string }) => fault.where);
    expect(where).toEqual(["数据!G2", "填报!H2", "填报!A2"]);
    const shownAgain = await client.ask(other, "GET", `/api/rounds/${round}/units/${other}/items/${commitment}`);
    expect(shownAgain.json.content.progress).toBe("修了管道");
    const formula = await fill(sheet.bytes, { progress: "=1+1", value: "=97*1" }, true);
    const cells = await client.upload(other, "PUT", `${path}?name=a.xlsx`, formula, xlsxType);
    expect(cells.json.faults).toEqual(
      expect.arrayContaining([
        { where: "填报!I2", what: "holds a formula", fix: "paste the value itself" },
        { where: "数据!G2", what: "holds a formula", fix: "paste the value itself" },
      ]),
    );
    const huge = new Uint8Array(11 << 20);
    expect((await client.upload(other, "PUT", `${path}?name=a.xlsx`, huge, xlsxType)).status).toBe(413);
    expect((await client.upload(other, "PUT", `${path}?name=a`, new Uint8Array([1, 2]), xlsxType)).status).toBe(422);
    expect((await client.upload(unit, "PUT", `${path}?name=a`, filled, xlsxType)).status).toBe(403);
  });

  it("keeps evidence safely: known kinds, by hash, as downloads only", async () => {
    const path = `/api/tasks/${unit}/${commitment}/files`;
    const pdf = new Uint8Array(700_000).fill(7);
    pdf.set(new TextEncoder().encode("%PDF-1.7\n"));
    const send = (as: string, name: string, bytes: Uint8Array<ArrayBuffer>, type = "application/pdf") =>
      client.upload(as, "POST", `${path}?name=${encodeURIComponent(name)}`, bytes, type);
    const kept = await send(unit, "../../验收 证书\u202e.pdf", pdf);
    expect(kept).toMatchObject({ status: 201, json: { name: "验收 证书.pdf", sizeBytes: 700_000 } });
    expect((await send(unit, "验收 证书.pdf", pdf)).json.id).toBe(kept.json.id);
    expect(
      (await send(unit, "page.html", new TextEncoder().encode("<script>"), "application/octet-stream")).status,
    ).toBe(400);
    expect((await send(unit, "fake.pdf", new TextEncoder().encode("<script>"))).status).toBe(400);
    expect((await send(unit, "x.pdf", pdf, "text/html")).status).toBe(415);
    expect((await send("469100-water", "x.pdf", pdf)).status).toBe(403);
    const got = await client.ask(province, "GET", `/api/evidence/${kept.json.id}`);
    expect(Buffer.compare(got.bytes, pdf)).toBe(0);
    expect(got.headers.get("content-disposition")).toMatch(/^attachment; filename="[^"]+"; filename\*=UTF-8''%E9/);
    expect(got.headers.get("x-content-type-options")).toBe("nosniff");
    expect(got.headers.get("content-security-policy")).toContain("sandbox");
    expect((await client.ask("469100-water", "GET", `/api/evidence/${kept.json.id}`)).status).toBe(403);
    expect((await client.ask("public", "GET", `/api/evidence/${kept.json.id}`)).status).toBe(401);
    expect((await client.ask(unit, "GET", "/api/evidence/not-an-id")).status).toBe(400);
  });

  it("closes finished tasks by evidence and the office's word, and asks nobody about them again", async () => {
    const task = { commitment, organisation: unit, reason: "96.4 % have tap water" };
    const bare = { ...task, organisation: "469100-water" };
    expect((await client.ask("469100-water", "POST", "/api/closures", bare)).status).toBe(400);
    expect((await client.ask(province, "POST", "/api/closures", task)).status).toBe(403);
    const { json } = await client.ask(unit, "POST", "/api/closures", task);
    expect((await client.ask(unit, "POST", "/api/closures", task)).status).toBe(409);
    const decision = `/api/closures/${json.id}/decision`;
    expect((await client.ask(province, "POST", decision, { decision: "confirm" })).status).toBe(403);
    expect((await client.ask("office", "POST", decision, { decision: "refuse" })).status).toBe(400);
    expect((await client.ask("office", "POST", decision, { decision: "confirm" })).status).toBe(204);
    expect((await client.ask("office", "POST", decision, { decision: "refuse", note: "no" })).status).toBe(409);
    const scope = { commitments: ["2.2.1.1"] };
    expect((await client.ask("office", "POST", "/api/rounds/preview", scope)).json.items).toBe(4);
    const closed = (await client.ask("office", "GET", "/api/closures")).json.closures;
    expect(closed).toMatchObject([{ state: "confirmed", decidedBy: "Office", files: [{ name: "验收 证书.pdf" }] }]);
    const service = planServiceOf(plan.services);
    const made = await createEvaluation(service, officeActor, { asOf: "2026-02-05" });
    const { matches } = await getCommitments(service, officeActor, commitment, made.evaluation.id);
    expect(JSON.stringify(matches[0]?.result?.evidence.notes)).toContain("盐风市水利局");
    await client.ask("office", "POST", decision, { decision: "revoke", note: "Wells failed" });
    expect((await client.ask("office", "POST", "/api/rounds/preview", scope)).json.items).toBe(5);
  });

  it("reminds of what is due and lists who is late", async () => {
    const kinds = async (as: string) => {
      const { json } = await client.ask(as, "GET", "/api/notices");
      return json.notices.map((row: { kind: string; urgency: string }) => `${row.kind} ${row.urgency}`);
    };
    expect(await kinds("469200-water")).toEqual(["report-owed soon"]);
    plan.clock.set("2026-02-13T02:00:00Z");
    expect(await kinds("469200-water")).toEqual(["report-owed overdue"]);
    expect(await kinds("office")).toContain("units-overdue overdue");
    const detail = await client.ask("office", "GET", `/api/rounds/${round}`);
    expect(detail.json.units[0]).toMatchObject({ owed: 1, daysOverdue: 3 });
    const sheet = await client.ask("office", "GET", `/api/rounds/${round}/progress.xlsx?lang=en`);
    const [table] = readWorkbook(sheet.bytes);
    expect(table?.rows).toHaveLength(6);
  });

  it("closed while somebody types: the text is kept, does not count, and is offered in the next round", async () => {
    const late = "469200-water";
    const path = `/api/rounds/${round}/units/${late}/items/${commitment}`;
    await client.ask(late, "PUT", path, { baseVersion: 0, content: { ...written, figures: [], progress: "In time" } });
    expect((await client.ask("office", "POST", `/api/rounds/${round}/close`)).json.round.state).toBe("closed");
    const typed = { ...written, figures: [], progress: "Too late" };
    const answer = await client.ask(late, "PUT", path, { baseVersion: 1, content: typed });
    expect(answer).toMatchObject({ status: 409, json: { context: { reason: "closed", kept: true, version: 2 } } });
    const repeated = await client.ask(late, "PUT", path, { baseVersion: 1, content: typed });
    expect(repeated.json.context).toMatchObject({ reason: "closed", kept: true, version: 2 });
    const shown = (await client.ask(late, "GET", path)).json;
    expect(shown).toMatchObject({ content: { progress: "Too late" }, closedContent: { progress: "In time" } });
    expect(shown.item).toMatchObject({ state: "draft", late: true });
    const submitted = await client.ask(late, "POST", `/api/rounds/${round}/units/${late}/submit`, {
      items: [{ commitment, version: 2 }],
    });
    expect(submitted.status).toBe(409);
    const reopening = { reason: "Two units were cut off", due: "2026-02-25" };
    const reopen = (as: string, body: object) => client.ask(as, "POST", `/api/rounds/${round}/reopen`, body);
    expect((await reopen(province, reopening)).status).toBe(403);
    expect((await reopen("office", { ...reopening, reason: " " })).status).toBe(400);
    expect((await reopen("office", { ...reopening, due: "2026-02-12" })).status).toBe(400);
    const again = await reopen("office", reopening);
    expect(again.json.round).toMatchObject({
      ...{ state: "open", due: "2026-02-25", closedAt: null },
      reopened: { by: "Office", reason: "Two units were cut off" },
    });
    expect((await reopen("office", reopening)).status).toBe(409);
    const counting = (await client.ask(late, "GET", path)).json;
    expect(counting).toMatchObject({ content: { progress: "Too late" }, closedContent: null, item: { late: false } });
    const corrected = { baseVersion: counting.item.version, content: { ...typed, progress: "In time after all" } };
    expect((await client.ask(late, "PUT", path, corrected)).status).toBe(200);
    const topics: string[] = [];
    await readOutbox(plan.services.database, "reopened", async (entry) => void topics.push(entry.topic));
    expect(topics).toContain("plan.round-reopened");
    await client.ask("office", "POST", `/api/rounds/${round}/close`);
    const scope = { organisations: [unit, "469100-water"] };
    const next = await client.ask("office", "POST", "/api/rounds", { ...frame, title: "Next", scope });
    await client.ask("office", "POST", `/api/rounds/${next.json.round.id}/open`);
    const offered = await client.ask(
      "469100-water",
      "GET",
      `/api/rounds/${next.json.round.id}/units/469100-water/items/${commitment}`,
    );
    expect(offered.json.previous).toMatchObject({ content: { progress: "修了管道" } });
    // The next round asks the same units about the same tasks: this one stays closed.
    const refused = await reopen("office", reopening);
    expect(refused).toMatchObject({ status: 409, json: { detail: expect.stringContaining('"Next" is open') } });
  });
});
