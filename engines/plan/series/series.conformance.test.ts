import { verifyAudit } from "@midreach/kernel/audit";
import type { Measure } from "@midreach/kernel/contracts";
import { type Actor, createHttpApp, publicActor } from "@midreach/kernel/http";
import { xlsxType } from "@midreach/kernel/sheets";
import { strToU8, zipSync } from "fflate";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { z } from "zod";
import { testBackends } from "../../../kernel/database/testing.ts";
import { runEvaluation } from "../evaluation.ts";
import { planModule } from "../module.ts";
import { planServiceOf } from "../service.ts";
import { startTestPlan } from "../testing.ts";
import { seriesRoutes } from "./api.ts";
import { importSeriesCommand } from "./commands.ts";

const person = (name: string, roles: Actor["roles"], organisation: string | null, jurisdiction: string[]): Actor => ({
  kind: "api-key",
  accountId: `account-${name}`,
  name,
  roles,
  organisation,
  jurisdiction,
});

const actors: Readonly<Record<string, Actor>> = {
  public: publicActor,
  office: person("office", ["office"], null, ["*"]),
  unit: person("unit", ["unit"], "469100-statistics", ["469100"]),
};

const heading = "indicator,place,period,value,unit,published_at,source_title\n";

describe.each(testBackends())("indicator series on %s", (kind) => {
  let plan: Awaited<ReturnType<typeof startTestPlan>>;
  let app: ReturnType<typeof createHttpApp>;

  beforeAll(async () => {
    plan = await startTestPlan(kind);
    plan.clock.set("2026-02-01T05:00:00Z");
    app = createHttpApp({
      routes: seriesRoutes(planServiceOf(plan.services)) as unknown as Parameters<typeof createHttpApp>[0]["routes"],
      authoriser: plan.services.authoriser,
      findActor: async ({ headers }) => actors[headers.get("x-actor") ?? "public"] ?? publicActor,
      log: pino({ level: "silent" }),
      openApi: { title: "test", version: "0", description: "", tags: planModule.tags ?? {} },
      checkResponses: true,
    });
  });
  afterAll(() => plan?.drop());

  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  const get = async (path: string, as = "public"): Promise<any> => {
    const answer = await app.request(`http://plan.test${path}`, { headers: { "x-actor": as } });
    expect(answer.status, await answer.clone().text()).toBe(200);
    return answer.json();
  };
  const send = async (as: string, body: string | Uint8Array<ArrayBuffer>, query = "name=figures.csv") => {
    const type = typeof body === "string" ? "text/csv" : xlsxType;
    const answer = await app.request(`http://plan.test/api/series/imports?${query}`, {
      method: "POST",
      headers: { "x-actor": as, "content-type": type, "accept-language": "en" },
      body,
    });
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
    return { status: answer.status, json: (await answer.json()) as any };
  };
  const periodsAt = async (place: string) =>
    // biome-ignore lint/suspicious/noExplicitAny: as above
    (await get("/api/series/indicators/population")).figures.filter((row: any) => row.place.id === place);

  it("a trial says what a file would change and keeps nothing", async () => {
    const before = await periodsAt("469100");
    const csv = `${heading}population,469100,2025,1010000,persons,2026-01-20,Yearbook\npopulation,469100,2024,1001000,persons,2026-01-20,Yearbook\n`;
    const { status, json } = await send("office", csv, "name=a.csv&trial=true");
    expect(status).toBe(200);
    expect(json).toMatchObject({ import: null, figures: 2, new: 1, revisions: 1, faultCount: 0 });
    expect(await periodsAt("469100")).toEqual(before);
    expect((await get("/api/series/imports", "office")).due).toBeNull();
  });

  it("one bad row keeps the whole file out, and every bad row is named", async () => {
    const before = await periodsAt("469100");
    const csv = `${heading}population,469100,2025,1010000,persons,2026-01-20,Yearbook\npopulation,469100,2024,1,km,2026-01-20,Yearbook\nnone,469100,2024,1,km,2026-01-20,Yearbook\n`;
    const { status, json } = await send("office", csv);
    expect(status).toBe(422);
    expect(json.faults.map((fault: { where: string }) => fault.where)).toEqual(["E3 unit", "A4 indicator"]);
    expect(json.context.faults[0].what.zh).toContain("km");
    expect(await periodsAt("469100")).toEqual(before);
  });

  it("a unit brings its own figures only, as a workbook too", async () => {
    const foreign = `${heading}population,469200,2025,1,persons,2026-01-20,Yearbook\nwater_use_per_person,469100,2025,60,m3,2026-01-20,Yearbook\n`;
    const refused = await send("unit", foreign);
    expect(refused.status).toBe(422);
    expect(refused.json.faults).toHaveLength(2);
    expect(refused.json.faults[0].what).toContain("not yours");
    const row = ["常住人口", "晨港市", "2025", 1010000, "人", "统计公报", "2026-01-20"];
    const heads = ["指标", "城市", "年份", "数值", "单位", "来源", "发布日期"];
    const cells = [heads, row].map((line) =>
      line.map((value) => ({ type: typeof value === "number" ? Number : String, value })),
    );
    const bytes = new Uint8Array(await writeXlsxFile(cells as never, { sheet: "数据" }).toBuffer());
    const taken = await send("unit", bytes, "name=%E6%95%B0%E6%8D%AE.xlsx");
    expect(taken.status, JSON.stringify(taken.json)).toBe(200);
    expect(taken.json).toMatchObject({ figures: 1, new: 1 });
    expect((await send("public", foreign)).status).toBe(401);
    const listed = await get("/api/series/imports", "unit");
    expect(listed.imports).toMatchObject([
      { fileName: "数据.xlsx", figures: 1, organisation: { id: "469100-statistics" } },
    ]);
  });

  it("a later publication revises; both values stand side by side, and the same figure twice is refused", async () => {
    const csv = `${heading}population,469100,2025,1012000,persons,2026-01-31,Yearbook\n`;
    expect((await send("office", csv)).json).toMatchObject({ revisions: 1 });
    expect((await periodsAt("469100"))[0]).toMatchObject({
      period: "2025",
      first: { value: 1010000, publishedAt: "2026-01-20" },
      revised: { value: 1012000, publishedAt: "2026-01-31" },
    });
    const again = await send("office", csv);
    expect(again.status).toBe(422);
    expect(again.json.faults[0].what).toContain("there already");
  });

  it("of two that import the same file at once, one is refused", async () => {
    const csv = `${heading}population,469200,2025,545000,persons,2026-01-31,Yearbook\n`;
    const answers = await Promise.all([send("office", csv), send("office", csv)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422]);
    expect((await periodsAt("469200"))[0].publications).toHaveLength(1);
  });

  it("a day of publication is stated when the file gives it, and assumed when the importer's rule supplies it", async () => {
    const row = "population,639100,2025,700000,persons,,Letter of the bureau\n";
    const taken = await send("office", `${heading}${row}`);
    expect(taken.json.rows).toMatchObject([{ publishedAt: "2026-02-01", publishedBasis: "assumed" }]);
    expect((await periodsAt("639100"))[0].first).toMatchObject({
      publishedAt: "2026-02-01",
      publishedBasis: "assumed",
    });
    expect((await periodsAt("469200"))[0].first).toMatchObject({ publishedBasis: "stated" });
    const again = await send("office", `${heading}${row}`);
    expect(again.json.faults[0].what).toContain("there already");
  });

  it("refuses workbooks that hold macros, or unpack to more than they should, and stays as it was", async () => {
    const before = (await get("/api/series/imports", "office")).imports.length;
    const content = strToU8("<Types/>");
    const macros = zipSync({
      "[Content_Types].xml": content,
      "xl/workbook.xml": content,
      "xl/vbaProject.bin": content,
    });
    const bomb = zipSync({
      "[Content_Types].xml": content,
      "xl/workbook.xml": [new Uint8Array(80 << 20), { level: 9 }],
    });
    for (const [bytes, word] of [
      [macros, "macros"],
      [bomb, "larger than 64 MB"],
    ] as const) {
      const answer = await send("office", new Uint8Array(bytes), "name=figures.xlsx");
      expect(answer).toMatchObject({ status: 422, json: { code: "import.rejected" } });
      expect(answer.json.detail).toContain(word);
    }
    expect((await get("/api/series/imports", "office")).imports).toHaveLength(before);
  });

  it("figures that come in while an evaluation is being computed are not missed", async () => {
    const dates = { asOf: "2026-02-01", knownBy: "2026-02-01" };
    await runEvaluation(plan.services, { dates, actor: actors.office as Actor });
    expect((await get("/api/series/imports", "office")).due).toBeNull();
    const slow: Measure = {
      id: "lantern-watch.lit-share",
      title: { zh: "测试", en: "Test" },
      params: z.unknown(),
      evaluate: async () => {
        // The data have been read; the evaluation is not kept yet.
        if (!sent) await send("office", `${heading}population,639200,2025,300000,persons,2026-01-20,Yearbook\n`);
        sent = true;
        return { value: null, unit: "%", evidence: { steps: [], missing: [], notes: [] } };
      },
    };
    let sent = false;
    await runEvaluation({ ...plan.services, measures: [slow] }, { dates, actor: actors.office as Actor });
    expect(sent).toBe(true);
    expect((await get("/api/series/imports", "office")).due).toMatchObject({ figures: 1 });
  });

  it("afterwards a new evaluation is due, until it is made; everything is in the audit log", async () => {
    const { due } = await get("/api/series/imports", "office");
    expect(due).toMatchObject({ figures: 1, milestones: 0, assessments: 0, today: "2026-02-01" });
    plan.clock.set("2026-02-02T04:00:00Z");
    const dates = { asOf: due.today, knownBy: due.today };
    await runEvaluation(plan.services, { dates, actor: actors.office as Actor });
    expect((await get("/api/series/imports", "office")).due).toBeNull();
    expect((await verifyAudit(plan.services.database)).ok).toBe(true);
  });

  it("the data map knows present, stale and missing, and narrows by owner, trade, chapter and place", async () => {
    const map = await get("/api/series/map?pageSize=200");
    const cellOf = (indicator: string, place: string) =>
      // biome-ignore lint/suspicious/noExplicitAny: as above
      map.rows.find((row: any) => row.indicator.id === indicator)?.cells.find((cell: any) => cell.place === place);
    expect(cellOf("population", "469100")).toMatchObject({
      state: "present",
      period: "2025",
      value: 1012000,
      revised: true,
    });
    expect(cellOf("tap_water_rate", "639200")).toMatchObject({ state: "missing", value: null, due: "2025" });
    expect(map.counts.missing).toBeGreaterThan(0);
    const then = await get("/api/series/map?day=2021-12-31&q=population");
    expect(then.rows[0].cells[0]).toMatchObject({ period: "2020" });
    const own = await get("/api/series/map?owner=469100-water");
    expect(own.places.map((place: { id: string }) => place.id)).toEqual(["469100"]);
    expect((await get("/api/series/map?function=transport")).total).toBe(1);
    expect((await get("/api/series/map?chapter=3&state=missing")).total).toBe(0);
  });

  it("a template holds what an owner owes; filled in, it comes back", async () => {
    const answer = await app.request("http://plan.test/api/series/template.csv?owner=639200-water&lang=zh");
    const [head, ...lines] = (await answer.text()).trim().split("\r\n");
    expect(lines.length).toBeGreaterThan(0);
    const line = lines.find((candidate) => candidate.startsWith("tap_water_rate"))?.split(",") ?? [];
    expect(line.slice(0, 5)).toEqual(["tap_water_rate", "自来水普及率", "639200", "雾岬市", "2025"]);
    line[5] = "88.5";
    line[7] = "水利年报";
    line[8] = "2026-01-30";
    const filled = [head, ...lines.filter((other) => !other.startsWith("tap_water_rate")), line.join(",")].join("\r\n");
    const { status, json } = await send("office", filled);
    expect(status, JSON.stringify(json)).toBe(200);
    expect(json).toMatchObject({ figures: 1, left: lines.length - 1 });
  });

  it("gives the tables as files", async () => {
    for (const path of ["map", "template", "indicators/population/figures"]) {
      for (const ending of ["csv", "xlsx"]) {
        expect((await app.request(`http://plan.test/api/series/${path}.${ending}`)).status).toBe(200);
      }
    }
    expect((await app.request("http://plan.test/api/series/indicators/nothing")).status).toBe(404);
    expect((await app.request("http://plan.test/api/series/map?day=2030-01-01")).status).toBe(400);
  });

  it("the command line tries, refuses and imports as the page does", async () => {
    const args = (csv: string, dryRun = false) => ({
      name: "a.csv",
      base64: Buffer.from(csv).toString("base64"),
      dryRun,
    });
    const good = `${heading}population,469300,2025,361000,persons,2026-01-31,Yearbook\n`;
    const office = actors.office as Actor;
    expect(await importSeriesCommand(plan.services, args(good, true), office)).toMatchObject({
      import: null,
      figures: 1,
    });
    const bad = await importSeriesCommand(plan.services, args(good.replace("persons", "km")), office);
    expect(bad).toMatchObject({ import: null, faultCount: 1 });
    expect((await importSeriesCommand(plan.services, args(good), office)).import).not.toBeNull();
  });
});
