import { verifyAudit } from "@midreach/kernel/audit";
import type { Text } from "@midreach/kernel/contracts";
import type { Fault } from "@midreach/kernel/problems";
import { readRegionPack } from "@midreach/kernel/region";
import { strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testBackends } from "../../../kernel/database/testing.ts";
import { readPlanPack } from "../pack.ts";
import { copyTinyRegion, removeFolder, startTestPlan } from "../testing.ts";
import type { ImportSentence } from "./schemas.ts";
import { createImportClient, tinyPlanText } from "./testing.ts";

describe.each(testBackends())("importing a plan on %s", (kind) => {
  let plan: Awaited<ReturnType<typeof startTestPlan>>;
  let client: ReturnType<typeof createImportClient>;
  let id = "";
  const at = (path = "") => `/api/imports/${id}${path}`;
  const list = async (query = ""): Promise<ImportSentence[]> =>
    (await client.ask("li", "GET", at(`/sentences?limit=500${query}`))).json.sentences;
  const find = async (words: string): Promise<ImportSentence> => {
    const found = (await list()).find((sentence) => sentence.text.includes(words));
    if (!found) throw new Error(`no sentence holds ${words}`);
    return found;
  };
  const decide = (as: string, { ordinal, version }: ImportSentence, decision: object) =>
    client.ask(as, "PUT", at(`/sentences/${ordinal}`), { version, ...decision });

  beforeAll(async () => {
    plan = await startTestPlan(kind);
    client = createImportClient(plan.services);
  });
  afterAll(() => plan?.drop());

  it("takes a text as a draft: structure, sentences, findings; the public sees nothing of it", async () => {
    expect((await client.upload("public", "plan.txt", tinyPlanText)).status).toBe(401);
    const made = await client.upload("li", "twin-isles.txt", tinyPlanText);
    expect(made.status).toBe(201);
    id = made.json.import.id;
    expect(made.json.import).toMatchObject({ language: "zh", state: "review", chapters: 2, sections: 3 });
    expect(made.json.import.progress).toMatchObject({ sentences: 13, decided: 0 });
    expect(made.json.settings).toMatchObject({ planId: "twin-isles", periodEnd: "2025-12-31" });
    const water = await find("自来水普及率");
    expect(water).toMatchObject({ citation: "1.1.1.1", commits: true, state: "undecided", before: "" });
    expect(water.after).toContain("轮渡航线里程");
    expect(water.findings.map((finding) => finding.kind)).toEqual(expect.arrayContaining(["deadline", "quantity"]));
    expect(water.proposal[0]?.measure).toMatchObject({
      params: { indicator: "tap_water_rate" },
      target: { value: 98 },
    });
    expect((await find("明显改善")).commits).toBe(false);
    expect((await client.ask("public", "GET", at("/sentences"))).status).toBe(401);
    expect((await client.upload("wang", "again.txt", tinyPlanText)).status).toBe(409);
  });

  it("refuses what is no plan and what may be dangerous, and keeps nothing of it", async () => {
    const docx = (parts: Record<string, string>) =>
      new Uint8Array(zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))));
    const entity =
      '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document>&x;</w:document>';
    const files: [string, string | Uint8Array<ArrayBuffer>][] = [
      ["letter.txt", "Dear Anna,\nthank you for the cake.\nSee you on Sunday.\n"],
      ["macros.docx", docx({ "word/vbaProject.bin": "x", "word/document.xml": "<w:document/>" })],
      ["entity.docx", docx({ "word/document.xml": entity })],
      ["bomb.docx", docx({ "word/document.xml": " ".repeat(70 << 20) })],
      ["empty.txt", " "],
      ["scan.pdf", "%PDF-1.4 scan"],
    ];
    for (const [name, content] of files) {
      const answer = await client.upload("li", name, content);
      expect([name, answer.status, answer.json.code]).toEqual([name, 422, "import.rejected"]);
      expect(answer.json.faults[0].fix ?? answer.json.detail).not.toBe("");
    }
    expect((await client.upload("li", "huge.txt", new Uint8Array(33 << 20))).status).toBe(413);
    expect((await client.ask("li", "GET", "/api/imports")).json.imports).toHaveLength(1);
  }, 120_000);

  it("accepts, corrects, splits and rejects; proposals follow the settings", async () => {
    const { json } = await client.ask("li", "GET", at());
    const settings = {
      ...json.settings,
      title: { zh: "双屿纲要", en: "Twin Isles outline" },
      lead: ["drc@province"],
      topic: "goals",
    };
    expect((await client.ask("li", "PATCH", at(), { version: 0, settings })).json.import.version).toBe(1);
    expect((await client.ask("wang", "PATCH", at(), { version: 0, settings })).status).toBe(409);
    const water = await find("自来水普及率");
    expect(water.proposal[0]).toMatchObject({ lead: ["drc@province"], topic: "goals" });
    const accepted = await decide("li", water, { decision: "accept" });
    expect(accepted.json.sentences[0]).toMatchObject({ state: "accepted", decidedBy: "li", version: 1 });
    expect(accepted.json.progress).toMatchObject({ decided: 1, commitments: 1 });
    const ferry = await find("统一票制");
    const [row] = ferry.proposal;
    const corrected = { ...row, text: { zh: "试行一票通行", en: "Try one ticket for all ferries" } };
    expect((await decide("li", ferry, { decision: "correct", commitments: [corrected] })).json.sentences[0].state).toBe(
      "corrected",
    );
    const pipes = await find("管网改造");
    const split = await decide("li", pipes, { decision: "split", commitments: [corrected, corrected] });
    expect(split.json.progress.commitments).toBe(4);
    expect((await decide("li", await find("事关"), { decision: "reject" })).json.sentences[0].commitments).toEqual([]);
    expect((await list("&filter=undecided")).length).toBe(9);
    const wrong = { ...corrected, deadline: "soon" };
    expect((await decide("li", await find("水质监测"), { decision: "correct", commitments: [wrong] })).status).toBe(
      400,
    );
  });

  it("two reviewers on one sentence: the second sees the first one's decision, nothing is overwritten", async () => {
    const seen = await find("社会资本");
    const answers = await Promise.all(["li", "wang", "zhao"].map((as) => decide(as, seen, { decision: "reject" })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    const refused = answers.find((answer) => answer.status === 409);
    expect(refused?.json.context).toMatchObject({
      reason: "changed",
      current: { ordinal: seen.ordinal, state: "rejected", version: 1 },
    });
    const winner = (await find("社会资本")).decidedBy;
    expect(refused?.json.detail).toContain(winner);
  });

  it("merges with the neighbour, undoes step by step, and tells who did what", async () => {
    const before = await find("跨海轮渡");
    const merged = await client.ask("li", "POST", at(`/sentences/${before.ordinal}/merge`), {
      version: before.version,
    });
    expect(merged.json.sentences.map((sentence: ImportSentence) => sentence.state)).toEqual(["undecided", "merged"]);
    const neighbour: ImportSentence = merged.json.sentences[1];
    expect(neighbour.mergedInto).toBe(before.ordinal);
    expect((await decide("li", neighbour, { decision: "reject" })).status).toBe(409);
    const both = await decide("li", merged.json.sentences[0], { decision: "accept" });
    expect(both.json.sentences[0].commitments[0].deadline).toBe("2024-12-31");
    const undo = (sentence: ImportSentence) =>
      client.ask("wang", "POST", at(`/sentences/${before.ordinal}/undo`), { version: sentence.version });
    const once = await undo(both.json.sentences[0]);
    expect(once.json.sentences[0]).toMatchObject({ state: "undecided", commitments: null, decidedBy: null });
    const twice = await undo(once.json.sentences[0]);
    expect(twice.json.sentences.map((sentence: ImportSentence) => sentence.state)).toEqual(["undecided", "undecided"]);
    expect((await undo(twice.json.sentences[0])).status).toBe(409);
    const history = await client.ask("li", "GET", at(`/sentences/${before.ordinal}/history`));
    expect(history.json.events.map((event: { act: string; by: string }) => `${event.act} ${event.by}`)).toEqual([
      "undone wang",
      "undone wang",
      "accepted li",
      "merged li",
    ]);
  });

  it("does not leave review before everything is decided and sound, lists every fault, then stands", async () => {
    expect((await client.ask("li", "POST", at("/complete"))).status).toBe(409);
    expect((await client.ask("li", "GET", at("/register.zip"))).status).toBe(409);
    for (const sentence of await list("&filter=undecided")) await decide("li", sentence, { decision: "accept" });
    const refused = await client.ask("li", "POST", at("/complete"));
    expect(refused.status).toBe(422);
    const check = await client.ask("li", "GET", at("/check"));
    expect(check.json.undecided).toBe(0);
    const inChinese = ({ where, what, fix }: Fault<Text>) => ({
      where,
      what: what.zh,
      ...(fix ? { fix: fix.zh } : {}),
    });
    expect(check.json.faults.map(inChinese)).toEqual(refused.json.faults);
    expect(check.json.faults.length).toBeGreaterThan(3);
    const faulty = new Set(check.json.faults.map((fault: { where: string }) => fault.where.replace(/[a-z]?,.*/u, "")));
    for (const sentence of (await list()).filter((row) => faulty.has(row.citation))) {
      const sound = (sentence.commitments ?? []).map((row) => ({
        ...row,
        text: { zh: row.text.zh || "自己的话", en: row.text.en || "Our own words" },
        ...(row.measure?.evaluator === "indicator" && row.measure.params.indicator !== "tap_water_rate"
          ? { measure: null, qualitative: { reason: "no-agreed-definition", zh: "无", en: "none" } }
          : {}),
      }));
      const decision = sound.length > 1 ? "split" : "correct";
      expect((await decide("li", sentence, { decision, commitments: sound })).status).toBe(200);
    }
    expect((await client.ask("li", "GET", at("/check"))).json.faults).toEqual([]);
    const done = await client.ask("li", "POST", at("/complete"));
    expect(done.json.import).toMatchObject({ state: "complete", completedBy: "li" });
    expect((await decide("li", (await list())[0] as ImportSentence, { decision: "reject" })).status).toBe(409);
    expect((await client.ask("li", "DELETE", at())).status).toBe(409);
    expect(await verifyAudit(plan.services.database)).toMatchObject({ ok: true });
  });

  it("gives the reviewed register as files that load as a region pack, without a sentence of the text", async () => {
    const files = unzipSync((await client.ask("li", "GET", at("/register.zip"))).bytes);
    const text = (path: string) => new TextDecoder().decode(files[path]);
    expect(Object.keys(files).sort()).toEqual([
      "chapters.csv",
      "plan.json",
      "register/chapter-1.json",
      "register/chapter-2.json",
    ]);
    expect(Object.keys(files).some((path) => text(path).includes("近年来"))).toBe(false);
    const copy = copyTinyRegion();
    try {
      copy.edit("plan.json", () => text("plan.json"));
      copy.edit("chapters.csv", () => text("chapters.csv"));
      const all = [...JSON.parse(text("register/chapter-1.json")), ...JSON.parse(text("register/chapter-2.json"))];
      for (const name of ["register/chapter-1.json", "register/chapter-2.json", "register/chapter-3.json"]) {
        copy.edit(name, () => JSON.stringify(all.filter((row) => name.includes(`-${row.id[0]}.`))));
      }
      const { records } = readPlanPack(await readRegionPack(copy.folder));
      expect(records.plan.id).toBe("twin-isles");
      expect(records.commitments).toHaveLength(all.length);
    } finally {
      removeFolder(copy.folder);
    }
  });
});
