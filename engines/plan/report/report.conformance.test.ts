import { publicActor } from "@midreach/kernel/http";
import { systemActor } from "@midreach/kernel/identity";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testBackends } from "../../../kernel/database/testing.ts";
import { planCommands } from "../commands.ts";
import { createEvaluation, listVisibleEvaluations, planServiceOf } from "../service.ts";
import { startTestPlan } from "../testing.ts";
import { createReport } from "./service.ts";
import { createReportClient, openOffice } from "./testing.ts";

const office = { ...systemActor, name: "Office" };

describe.each(testBackends())("the evaluation report on %s", (kind) => {
  let plan: Awaited<ReturnType<typeof startTestPlan>>;
  let get: ReturnType<typeof createReportClient>;
  const service = () => planServiceOf(plan.services);

  beforeAll(async () => {
    plan = await startTestPlan(kind, { health: { working: true, checks: [] } });
    get = createReportClient(plan.services);
  });
  afterAll(() => plan?.drop());

  it("is of the latest published evaluation unless told, with what changed since the one before", async () => {
    const { status, headers, bytes } = await get("/api/report?lang=zh");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toContain("wordprocessingml");
    expect(headers.get("content-disposition")).toBe('attachment; filename="twin-isles-2021-2026-02-01-zh.docx"');
    const file = openOffice(bytes);
    expect(file.brokenLinks).toEqual([]);
    expect(file.text("word/document.xml")).toContain("与基准日为2025年12月31日的评估相比");
    expect(file.text("word/document.xml")).toContain("规划监测");
  });

  it("is of the plan's end or of a date when asked, as a workbook too", async () => {
    const end = await get("/api/report?evaluation=plan-end&format=xlsx&lang=en");
    expect(end.status).toBe(200);
    expect(end.headers.get("content-disposition")).toContain("2025-12-31-en.xlsx");
    const dated = await get("/api/report?asOf=2025-12-31&format=xlsx&lang=en");
    expect(Buffer.from(dated.bytes).equals(Buffer.from(end.bytes))).toBe(true);
  });

  it("refuses what is not there, what is twofold and what is no date, in words", async () => {
    const answers = await Promise.all(
      ["asOf=2024-12-31", "evaluation=nowhere", "asOf=2025-12-31&evaluation=latest", "asOf=soon", "format=pdf"].map(
        (query) => get(`/api/report?${query}`),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 400, 400, 400]);
    expect(answers[0]?.json.detail).toContain("2024-12-31");
  });

  it("of a draft is for those who may read drafts", async () => {
    const { evaluation } = await createEvaluation(service(), office, { asOf: "2025-06-30" });
    expect((await get(`/api/report?evaluation=${evaluation.id}&format=xlsx`)).status).toBe(404);
    expect((await get("/api/report?asOf=2025-06-30&format=xlsx")).status).toBe(404);
    const asked = { evaluation: evaluation.id, language: "en", format: "docx" } as const;
    const { bytes } = await createReport(service(), office, asked);
    expect(openOffice(bytes).text("word/document.xml")).toContain("not approved for publication");
    await expect(createReport(service(), publicActor, asked)).rejects.toMatchObject({ code: "resource.not-found" });
  });

  it("is made once, however many ask", async () => {
    const asked = { language: "en", format: "xlsx" } as const;
    const files = await Promise.all([1, 2, 3].map(() => createReport(service(), publicActor, asked)));
    expect(new Set(files.map(({ bytes }) => bytes)).size).toBe(1);
    await createEvaluation(service(), office, { asOf: "2025-03-31" });
    const later = await createReport(service(), publicActor, asked);
    expect(later.bytes).not.toBe(files[0]?.bytes);
  });

  it("by command evaluates a date that nobody has evaluated, once, as a draft", async () => {
    const args = { asOf: "2024-12-31", format: "docx", language: "en" };
    const first = await planCommands.report(plan.services, args, office);
    expect(first.evaluation).toMatchObject({ asOf: "2024-12-31", state: "draft" });
    const { text } = openOffice(new Uint8Array(Buffer.from(first.base64, "base64")));
    expect(text("word/document.xml")).toContain("mid-term evaluation report".slice(9));
    const again = await planCommands.report(plan.services, args, office);
    expect(again.evaluation.id).toBe(first.evaluation.id);
    const all = await listVisibleEvaluations(service(), office);
    expect(all.filter((one) => one.asOf === "2024-12-31")).toHaveLength(1);
    const future = planCommands.report(plan.services, { ...args, asOf: "2030-01-01" }, office);
    await expect(future).rejects.toMatchObject({ code: "request.invalid" });
  });
});
