import { readFile } from "node:fs/promises";
import { verifyAudit } from "@midreach/kernel/audit";
import { readRegionPack } from "@midreach/kernel/region";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testBackends } from "../../../kernel/database/testing.ts";
import { planModule } from "../module.ts";
import type { PlanTables } from "../tables.ts";
import { copyTinyRegion, removeFolder, startTestPlan } from "../testing.ts";
import { createPlansClient, importReviewed } from "./testing.ts";

const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");
const titles = {
  old: { zh: "云梓县规划", en: "Yunzi county plan" },
  new: { zh: "云梓县规划中期调整", en: "Yunzi county plan, revised" },
};
const period = { periodStart: "2026-01-01", periodEnd: "2030-12-31" };

describe.each(testBackends())("several plans in the register on %s", (kind) => {
  let plan: Awaited<ReturnType<typeof startTestPlan>>;
  let as: ReturnType<typeof createPlansClient>;
  const imports = { old: "", new: "" };
  const db = (): Kysely<PlanTables> => plan.services.database.kysely<PlanTables>();
  const adoption = (id: string, which: "old" | "new", more: object = {}) => ({
    id,
    title: titles[which],
    ...period,
    state: "in-force",
    predecessor: null,
    ...more,
  });
  const adopt = (who: string, from: string, body: object) => as(who)("POST", `/api/imports/${from}/adopt`, body);
  const counted = async () => ({
    registers: (await db().selectFrom("plan_register").select("version").execute()).length,
    plans: (await db().selectFrom("plan_plan").select("id").execute()).length,
    open: (await db().selectFrom("plan_commitment").select("id").where("valid_to", "is", null).execute()).length,
    messages: (await as("li")("GET", "/api/plans")).json.plans.length,
  });

  beforeAll(async () => {
    plan = await startTestPlan(kind);
    as = createPlansClient(plan.services);
  }, 120_000);
  afterAll(() => plan?.drop());

  it("begins with the region's own plan", async () => {
    const { plans, mayManage } = (await as("public")("GET", "/api/plans")).json;
    expect(mayManage).toBe(false);
    expect(plans).toEqual([
      expect.objectContaining({ id: "twin-isles-2021", origin: "region", standing: "in-force", predecessor: null }),
    ]);
  });

  it("refuses what is not complete, and keeps nothing of it", async () => {
    const made = await as("li")(
      "POST",
      "/api/imports?name=county.txt",
      await read("../core/import/fixtures/county-plan.txt"),
    );
    const refused = await adopt("li", made.json.import.id, adoption("county", "old"));
    expect([refused.status, refused.json.context.reason]).toEqual([409, "not-complete"]);
    expect((await as("li")("DELETE", `/api/imports/${made.json.import.id}`)).status).toBe(204);
    expect((await adopt("li", "99", adoption("county", "old"))).status).toBe(404);
    expect(await counted()).toMatchObject({ registers: 1, plans: 1 });
  }, 60_000);

  it("takes a reviewed plan in once, though two ask at the same time; the public needs to be allowed", async () => {
    imports.old = await importReviewed(
      as("li"),
      "county-plan.txt",
      await read("../core/import/fixtures/county-plan.txt"),
      { title: titles.old, ...period },
    );
    expect((await adopt("public", imports.old, adoption("county", "old"))).status).toBe(401);
    for (const [id, reason] of [
      ["twin-isles-2021", "region"],
      ["Not A Slug", undefined],
      ["compare", undefined],
    ] as const) {
      const refused = await adopt("li", imports.old, adoption(id, "old"));
      expect([id, refused.status, refused.json.context?.reason]).toEqual([id, reason ? 409 : 400, reason]);
    }
    const moved = await adopt("li", imports.old, adoption("county", "old", { periodEnd: "2031-12-31" }));
    expect([moved.status, moved.json.code]).toEqual([422, "import.rejected"]);
    const nobody = await adopt("li", imports.old, adoption("county", "old", { predecessor: "nobody" }));
    expect([nobody.status, nobody.json.context.reason]).toEqual([409, "no-predecessor"]);
    expect(await counted()).toMatchObject({ registers: 1, plans: 1 });
    const answers = await Promise.all(["li", "wang"].map((who) => adopt(who, imports.old, adoption("county", "old"))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await counted()).toMatchObject({ registers: 2, plans: 2 });
    const other = await adopt("li", imports.old, adoption("county-again", "old"));
    expect([other.status, other.json.context]).toMatchObject([409, { reason: "taken-in", plan: "county" }]);
  }, 60_000);

  it("takes its revision in as successor; a circle is refused; drafts are the office's own", async () => {
    imports.new = await importReviewed(
      as("wang"),
      "county-plan-revised.txt",
      await read("fixtures/county-plan-revised.txt"),
      { title: titles.new, ...period },
    );
    const more = { predecessor: "county", state: "draft" };
    const made = await adopt("wang", imports.new, adoption("county-revised", "new", more));
    expect(made.status).toBe(201);
    expect(made.json.plan).toMatchObject({ predecessor: "county", standing: "draft", revision: 0, takenInBy: "wang" });
    expect((await as("public")("GET", "/api/plans/county-revised")).status).toBe(404);
    expect((await as("public")("GET", "/api/commitments?plan=county-revised")).status).toBe(404);
    expect((await as("public")("GET", "/api/plans/compare?old=county&new=county-revised")).status).toBe(404);
    const change = (id: string, body: object) => as("li")("PATCH", `/api/plans/${id}`, body);
    const circle = await change("county", { revision: 0, state: "in-force", predecessor: "county-revised" });
    expect([circle.status, circle.json.context]).toMatchObject([409, { reason: "circle" }]);
    const done = await change("county-revised", { revision: 0, state: "in-force", predecessor: "county" });
    expect(done.json.plan).toMatchObject({ standing: "in-force", revision: 1 });
    expect((await change("county-revised", { revision: 0, state: "draft", predecessor: null })).status).toBe(409);
    const { plans } = (await as("public")("GET", "/api/plans")).json;
    expect(plans.find((one: { id: string }) => one.id === "county")).toMatchObject({
      standing: "superseded",
      successors: ["county-revised"],
    });
  }, 60_000);

  it("reads, searches and evaluates a second plan; the region's stays as it was", async () => {
    const { rows, total } = (await as("public")("GET", "/api/commitments?plan=county&pageSize=500")).json;
    expect(total).toBe(rows.length);
    const found = (await as("public")("GET", `/api/commitments?plan=county&q=${encodeURIComponent("自来水")}`)).json;
    const [tap] = found.rows.filter((row: { text: { zh: string } }) => row.text.zh.includes("普及率"));
    const { matches } = (await as("public")("GET", `/api/commitments/${tap.id}?plan=county`)).json;
    expect(matches[0].measure).toMatchObject({ evaluator: "indicator", target: { value: 96, comparator: ">=" } });
    const frame = (await as("public")("GET", "/api/plan?plan=county")).json;
    expect(frame.plan).toMatchObject({ id: "county", periodEnd: "2030-12-31" });
    expect(frame.chapters.length).toBeGreaterThan(2);
    const before = (await as("public")("GET", "/api/commitments?pageSize=500")).json;
    const made = await as("li")("POST", "/api/evaluations?plan=county", { asOf: "2026-01-31", knownBy: "2026-02-01" });
    expect([made.status, made.json.evaluation.commitments]).toEqual([201, total]);
    const { id } = made.json.evaluation;
    expect((await as("li")("GET", `/api/evaluations/${id}?plan=county`)).status).toBe(200);
    expect((await as("li")("GET", `/api/evaluations/${id}`)).status).toBe(404);
    const judged = (await as("li")("GET", `/api/commitments/${tap.id}?plan=county&evaluation=${id}`)).json.matches[0];
    expect(judged.result.evaluation.id).toBe(id);
    expect((await as("public")("GET", "/api/commitments?pageSize=500")).json).toEqual(before);
  });

  it("compares the plan with its revision: what a reader decided beforehand", async () => {
    const path = "/api/plans/compare?old=county&new=county-revised";
    const { rows, counts, total } = (await as("public")("GET", `${path}&pageSize=500`)).json;
    const summary = rows.map((row: ComparedLine) => tellRow(row)).filter((line: string) => !line.startsWith("carried"));
    expect(summary).toEqual([
      "tightened 2.2.1.3 2.2.1.3 quantity 1 (≤ 2.4 亿立方米 > ≤ 2.3 亿立方米)",
      "loosened 3.1.1.2 3.1.1.2 quantity -1 (42.5 公里 > 40 公里)",
      "changed 3.1.2.2 3.1.2.2 owner 0 (水利(各市)、发展改革(各市) > 发展改革(各市))",
      "tightened 3.1.2.3a 3.1.2.3a target 1 (双屿城市群:自来水普及率 ≥ 96 % > 双屿城市群:自来水普及率 ≥ 98 %)",
      "tightened 3.1.2.3b 3.1.2.3b quantity 1 (≥ 96 % > ≥ 98 %)",
      "tightened 3.1.2.4 3.1.2.4 strength 1 (explored > planned)",
      "added - 3.1.2.5",
      "loosened 3.1.3.3 3.1.3.3 deadline -1 (2027-12-31 > 2028-12-31)",
      "changed 3.2.3.3 3.2.3.3 quantity 1 (约 500 万人次 > 约 550 万人次) quantity -1 (> 40 亿元 > > 38 亿元)",
      "tightened 3.3.1.2 3.3.1.2 deadline 1 (2029-12-31 > 2028-12-31)",
      "added - 3.3.3.1",
      "tightened 4.0.8.1 4.0.8.1 quantity 1 (≤ 2.4 亿立方米 > ≤ 2.3 亿立方米)",
      "dropped 3.2.2.4 -",
      "dropped 3.2.3.4 -",
    ]);
    expect(total).toBe(rows.length);
    const dropped = (await as("public")("GET", `${path}&kind=dropped&pageSize=1`)).json;
    expect(dropped).toMatchObject({ total: counts.dropped, counts, rows: [{ kind: "dropped", new: null }] });
    const sheet = await as("public")("GET", "/api/plans/compare.csv?old=county&new=county-revised&lang=zh");
    expect(sheet.text.split("\r\n")[0]).toContain("原承诺");
    expect(sheet.text.split("\r\n")).toHaveLength(total + 2);
    const draft = `/api/plans/compare?old=county&new=${encodeURIComponent(`import:${imports.new}`)}`;
    expect((await as("li")("GET", draft)).json.counts).toEqual(counts);
    expect((await as("public")("GET", draft)).status).toBe(404);
    const region = (await as("public")("GET", "/api/plans/compare?old=twin-isles-2021&new=county")).json;
    expect(region.counts.carried).toBe(0);
  });

  it("takes a plan in anew as a new version, nothing twice; loading the region leaves it alone", async () => {
    const again = (revision: number, more: object = {}) =>
      adopt("li", imports.new, { ...adoption("county-revised", "new", { predecessor: "county", ...more }), revision });
    const same = await again(1);
    expect([same.status, same.json.context.reason]).toEqual([409, "unchanged"]);
    expect((await again(0)).status).toBe(409);
    const renamed = { zh: "云梓县规划(2028年调整)", en: "Yunzi county plan of 2028" };
    const done = await again(1, { title: renamed });
    expect(done.json).toMatchObject({ plan: { versions: 2, revision: 2, title: renamed } });
    const before = await counted();
    const copy = copyTinyRegion();
    try {
      copy.edit("plan.json", (text) => text.replace("Twin Isles plan (fictional)", "Twin Isles plan, second print"));
      const region = await readRegionPack(copy.folder);
      await plan.services.database.transaction<unknown, void>(
        (trx) => planModule.loadRegion?.(trx, region) as Promise<void>,
      );
    } finally {
      removeFolder(copy.folder);
    }
    expect(await counted()).toEqual({ ...before, registers: before.registers + 1 });
    const { plans } = (await as("li")("GET", "/api/plans")).json;
    const titleOf = (id: string) => plans.find((one: { id: string }) => one.id === id)?.title.en;
    expect([titleOf("twin-isles-2021"), titleOf("county-revised")]).toEqual([
      "Twin Isles plan, second print",
      renamed.en,
    ]);
  });

  it("leaves nothing half done when the last step fails", async () => {
    const before = await counted();
    const failing = {
      ...plan.services,
      // The outbox message is the last thing that is written; here the transaction fails after it.
      database: new Proxy(plan.services.database, {
        get: (database, name) =>
          name === "transaction"
            ? (work: (trx: unknown) => Promise<unknown>, options: object) =>
                database.transaction(async (trx) => {
                  await work(trx);
                  throw new Error("the machine stops here");
                }, options)
            : (Reflect.get(database, name).bind?.(database) ?? Reflect.get(database, name)),
      }),
    };
    const renamed = { zh: "别名", en: "Another name" };
    const body = { ...adoption("county-revised", "new", { title: renamed, predecessor: "county" }), revision: 2 };
    const answer = await createPlansClient(failing)("li")("POST", `/api/imports/${imports.new}/adopt`, body);
    expect(answer.status).toBe(500);
    expect(await counted()).toEqual(before);
    expect(await verifyAudit(plan.services.database)).toMatchObject({ ok: true });
    expect((await adopt("li", imports.new, body)).status).toBe(201);
  });
});

interface ComparedLine {
  readonly kind: string;
  readonly old: { readonly id: string } | null;
  readonly new: { readonly id: string } | null;
  readonly differences: readonly { what: string; direction: number; before: { zh: string }; after: { zh: string } }[];
}

function tellRow({ kind, old, new: next, differences }: ComparedLine): string {
  const told = differences
    .filter(({ what }) => what !== "wording")
    .map(({ what, direction, before, after }) => `${what} ${direction} (${before.zh} > ${after.zh})`);
  return [kind, old?.id ?? "-", next?.id ?? "-", ...told].join(" ");
}
