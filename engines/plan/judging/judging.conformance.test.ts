import { verifyAudit } from "@midreach/kernel/audit";
import { type Actor, createHttpApp, publicActor, type Role } from "@midreach/kernel/http";
import { systemActor } from "@midreach/kernel/identity";
import { readOutbox } from "@midreach/kernel/outbox";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testBackends } from "../../../kernel/database/testing.ts";
import { planModule } from "../module.ts";
import { createEvaluation, planServiceOf, publishEvaluation } from "../service.ts";
import { copyTinyRegion, removeFolder, startPlan, startTestPlan, wirePlan } from "../testing.ts";
import type { ConsultationDetail, ModerationPage, Standing } from "./schemas.ts";
import { approveEvaluation } from "./standing.ts";

const account = (name: string, role: Role, organisation: string | null, jurisdiction: string[] = []): Actor => ({
  kind: "api-key",
  accountId: name,
  name,
  roles: [role],
  organisation,
  jurisdiction,
});
const actors: Readonly<Record<string, Actor>> = {
  office: account("office", "office", null),
  publisher: account("publisher", "publisher", null),
  water: account("water", "unit", "469100-water", ["469100"]),
  west: account("west", "unit", "639100-water", ["639100"]),
};
/** Led by the water bureaus of the cities. */
const commitment = "2.2.1.1";

describe.each(testBackends())("judging on %s", (kind) => {
  let plan: Awaited<ReturnType<typeof startTestPlan>>;
  let app: ReturnType<typeof createHttpApp>;
  let draft: string;

  beforeAll(async () => {
    plan = await startTestPlan(kind, { health: { working: true, checks: [] } });
    app = createHttpApp({
      routes: planModule.routes?.(plan.services) ?? [],
      authoriser: plan.services.authoriser,
      findActor: async ({ headers }) => actors[headers.get("authorization") ?? ""] ?? publicActor,
      log: pino({ level: "silent" }),
      openApi: { title: "test", version: "0", description: "", tags: planModule.tags ?? {} },
      checkResponses: true,
    });
    const service = planServiceOf(plan.services);
    const made = await createEvaluation(service, { ...systemActor, name: "Office" }, { asOf: "2026-01-15" });
    draft = made.evaluation.id;
  });
  afterAll(() => plan?.drop());

  const call = (who: string, method: string, path: string, body?: unknown) =>
    app.request(`http://localhost${path}`, {
      method,
      headers: { authorization: who, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  async function read<Answer>(answer: Response | Promise<Response>, status = 200): Promise<Answer> {
    const got = await answer;
    expect(got.status, await got.clone().text()).toBe(status);
    return (await got.json()) as Answer;
  }
  const standing = (who: string) => read<Standing>(call(who, "GET", `/api/evaluations/${draft}/standing`));

  it("asks units about a draft: each sees what concerns it and comments on that alone, until the due date", async () => {
    const past = await call("office", "POST", `/api/evaluations/${draft}/consultations`, { due: "2026-01-31" });
    expect(past.status).toBe(400);
    const opened = await read<ConsultationDetail>(
      call("office", "POST", `/api/evaluations/${draft}/consultations`, { due: "2026-02-03", note: "请核对" }),
      201,
    );
    const { id } = opened.consultation;
    expect(
      (await call("office", "POST", `/api/evaluations/${draft}/consultations`, { due: "2026-02-03" })).status,
    ).toBe(409);
    // A unit may not read drafts, but what it is asked about.
    expect((await call("water", "GET", `/api/evaluations/${draft}`)).status).toBe(404);
    const asked = await read<ConsultationDetail>(call("water", "GET", `/api/consultations/${id}`));
    expect(asked.rows.map((row) => row.commitment.id)).toContain(commitment);
    expect(asked.rows.every((row) => row.role !== null && row.result !== null)).toBe(true);
    const own = asked.rows.find((row) => row.commitment.id === commitment);
    expect(own).toMatchObject({ role: "lead", mayComment: true, comments: [] });

    const words = { commitment, opinion: "object", body: "管网数据应以年报为准" };
    await read(call("water", "POST", `/api/consultations/${id}/comments`, words), 201);
    const foreign = { ...words, commitment: "1.0.1.2" };
    expect((await call("water", "POST", `/api/consultations/${id}/comments`, foreign)).status).toBe(403);
    expect((await call("", "GET", `/api/consultations/${id}`)).status).toBe(401);
    const others = await read<ConsultationDetail>(call("west", "GET", `/api/consultations/${id}`));
    expect(others.rows.flatMap((row) => row.comments)).toEqual([]);

    plan.clock.set("2026-02-04T04:00:00Z");
    expect((await call("water", "POST", `/api/consultations/${id}/comments`, words)).status).toBe(409);
    await read(call("office", "PATCH", `/api/consultations/${id}`, { due: "2026-02-05" }));
    const more = { commitment, opinion: "note", body: "补充年报" };
    await read(call("water", "POST", `/api/consultations/${id}/comments`, more), 201);
  });

  it("publishes and approves only when the consultation is closed and every comment is answered", async () => {
    const [open] = (await standing("publisher")).consultations;
    const id = open?.id ?? "";
    expect((await standing("publisher")).obstacles).toEqual(["consultation-open", "comments-unanswered"]);
    expect((await call("publisher", "POST", `/api/evaluations/${draft}/publish`)).status).toBe(409);
    await read(call("office", "POST", `/api/consultations/${id}/close`));
    expect((await call("publisher", "POST", `/api/evaluations/${draft}/approve`, { note: "同意" })).status).toBe(409);

    const { rows } = await read<ConsultationDetail>(call("office", "GET", `/api/consultations/${id}`));
    const [first, second] = rows[0]?.comments ?? [];
    const answer = (comment: string | undefined, body: unknown) =>
      call("office", "POST", `/api/unit-comments/${comment}/answer`, body);
    expect((await answer(first?.id, { decision: "not-adopted" })).status).toBe(400);
    await read(answer(first?.id, { decision: "not-adopted", answer: "年报晚于截止日" }));
    await read(answer(second?.id, { decision: "adopted" }));
    const seen = await read<ConsultationDetail>(call("water", "GET", `/api/consultations/${id}`));
    expect(seen.consultation).toMatchObject({ comments: 2, unanswered: 0, isOpen: false });
    const sheet = await call("office", "GET", `/api/consultations/${id}/comments.csv?lang=zh`);
    expect(await sheet.text()).toContain("不采纳,年报晚于截止日");

    expect((await call("office", "POST", `/api/evaluations/${draft}/approve`, { note: "x" })).status).toBe(403);
    const approved = await read<Standing>(
      call("publisher", "POST", `/api/evaluations/${draft}/approve`, { note: "同意发布" }),
    );
    expect(approved).toMatchObject({ approval: { note: "同意发布", approvedBy: "publisher" }, obstacles: [] });
    expect((await answer(second?.id, { decision: "not-adopted", answer: "x" })).status).toBe(409);
    await read(call("publisher", "POST", `/api/evaluations/${draft}/publish`));
    expect((await call("publisher", "POST", `/api/evaluations/${draft}/approve`, { note: "x" })).status).toBe(409);
    expect((await standing("")).approval?.note).toBe("同意发布");
    expect((await standing("")).consultations).toEqual([]);
  });

  it("takes comments of the public, shows them once accepted, and limits how often one address writes", async () => {
    const path = `/api/commitments/${commitment}/comments`;
    const send = (text: string, name?: string) => call("", "POST", path, { text, ...(name ? { name } : {}) });
    for (const text of ["", "短", "x".repeat(2001), "<script>alert(1)</script>", "bell\u0007 bell"]) {
      expect((await send(text)).status, text.slice(0, 20)).toBe(400);
    }
    await read(send("家门口的水管去年换了新的。", "居民"), 202);
    plan.clock.set("2026-02-04T04:00:01Z");
    await read(send("The tap water is better now; 3 < 5."), 202);
    await read(send("第三条意见。"), 202);
    const refused = await send("第四条意见。");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    plan.clock.set("2026-02-04T04:11:00Z");
    await read(send("第四条意见。"), 202);
    expect(await read(call("", "GET", path))).toMatchObject({ total: 0, comments: [] });

    expect((await call("water", "GET", "/api/public-comments")).status).toBe(403);
    const queue = await read<ModerationPage>(call("office", "GET", "/api/public-comments"));
    expect(queue.counts).toEqual({ waiting: 4, accepted: 0, refused: 0 });
    const [first, second] = queue.comments;
    const decide = (id: string | undefined, body: unknown) =>
      call("office", "POST", `/api/public-comments/${id}/decision`, body);
    await read(decide(first?.id, { decision: "accepted" }));
    expect((await decide(first?.id, { decision: "accepted" })).status).toBe(409);
    expect((await decide(second?.id, { decision: "refused" })).status).toBe(400);
    await read(decide(second?.id, { decision: "refused", reason: "广告" }));
    expect(await read(call("", "GET", path))).toMatchObject({
      total: 1,
      mayComment: true,
      comments: [{ name: "居民", text: "家门口的水管去年换了新的。" }],
    });
    // Turned round: what was accepted by mistake goes again.
    await read(decide(first?.id, { decision: "refused", reason: "个人信息" }));
    expect(await read(call("", "GET", path))).toMatchObject({ total: 0 });
  });

  it("leaves a line in audit log and outbox for everything that was done", async () => {
    const topics: string[] = [];
    await readOutbox(plan.services.database, "test", async (entry) => {
      topics.push(entry.topic);
    });
    for (const topic of [
      "plan.consultation-opened",
      "plan.consultation-moved",
      "plan.comment-made",
      "plan.consultation-closed",
      "plan.comment-answered",
      "plan.evaluation-approved",
      "plan.public-comment-received",
      "plan.public-comment-accepted",
      "plan.public-comment-refused",
    ]) {
      expect(topics).toContain(topic);
    }
    expect(await verifyAudit(plan.services.database)).toMatchObject({ ok: true });
  });

  it("publishes nothing without approval where the plan asks for it", async () => {
    const region = copyTinyRegion();
    try {
      region.edit("plan.json", (text) => text.replace('"tolerance"', '"approvalRequired": true, "tolerance"'));
      const strict = await wirePlan(plan.services.database, region.folder, plan.clock);
      await startPlan(strict);
      const service = planServiceOf(strict);
      const office: Actor = { ...systemActor, name: "Office" };
      const order = { asOf: "2026-01-20" };
      await expect(createEvaluation(service, office, { ...order, publish: true })).rejects.toMatchObject({
        code: "resource.conflict",
      });
      const { evaluation } = await createEvaluation(service, office, order);
      await expect(publishEvaluation(service, office, evaluation.id)).rejects.toMatchObject({
        code: "resource.conflict",
      });
      await approveEvaluation(service, office, evaluation.id, "同意");
      const published = await publishEvaluation(service, office, evaluation.id);
      expect(published.evaluation.state).toBe("published");
    } finally {
      removeFolder(region.folder);
    }
  });
});
