import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { acquireDataFolder } from "@midreach/kernel/database";
import { openTestDatabase, type TestDatabase } from "@midreach/kernel/database/testing";
import { createLog, openHouse, runCommand, silentProgress } from "@midreach/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "./index.ts";

/** The office's daily work by command, on the fictional region, carried out by a house that holds the data folder. */

const root = fileURLToPath(new URL("../../", import.meta.url));
const region = join(root, "tests/fixtures/tiny-region");
const temporary = mkdtempSync(join(tmpdir(), "midreach-cli-"));
/** As a server would tell it; nobody listens there. */
const address = "http://127.0.0.1:41999";
let cluster: TestDatabase;
let close: () => Promise<void>;

beforeAll(async () => {
  cluster = await openTestDatabase("pglite");
  await cluster.database.close();
  const { folder: dataFolder } = cluster.options;
  // As a running server: the commands below reach it through the folder, and nothing is opened anew for each.
  const folder = await acquireDataFolder(dataFolder, {
    address,
    onCommand: async (command, args) => JSON.parse(JSON.stringify(await runCommand(house, command, args))),
  });
  const house = await openHouse({ root, dataFolder, regionFolder: region, progress: silentProgress, log: createLog() });
  close = async () => {
    await house.close();
    await folder.release();
  };
});

afterAll(async () => {
  await close();
  await cluster.drop();
  rmSync(temporary, { recursive: true });
});

/** Runs one command line; nobody watches, so nothing is coloured. */
async function run(...argv: string[]) {
  const printed = { out: "", err: "" };
  const paper = (name: "out" | "err") =>
    ({
      isTTY: false,
      write: (text: string) => {
        printed[name] += text;
        return true;
      },
    }) as unknown as NodeJS.WriteStream;
  process.exitCode = undefined;
  const flags = ["--data", cluster.options.folder, "--region", region, "--lang", "en"];
  const options = { root, version: "1.2.3", region: "tiny", stdout: paper("out"), stderr: paper("err") };
  const code = await runCli([...argv, ...flags], options);
  process.exitCode = undefined;
  return { code, ...printed };
}

async function runJson(...argv: string[]) {
  const { out, err } = await run(...argv, "--json");
  expect(err).toBe("");
  return JSON.parse(out);
}

test("plan import says at which address of the running server the review is", async () => {
  const { out } = await run("plan", "import", join(region, "official-text.txt"));
  expect(out).toMatch(new RegExp(`${address}/imports/\\d+`, "u"));
  expect(out).not.toContain("npm start");
});

describe("plan rounds", () => {
  test("create, change, open, remind, close, reopen, list and show", async () => {
    const dates = ["--from", "2025-01-01", "--until", "2025-12-31", "--due", "2099-02-20"];
    const scope = ["--commitment", "2.2.1.1", "--trade", "water"];
    const made = await runJson("plan", "rounds", "create", "--title", "Year 2025", ...dates, ...scope);
    const { id } = made.round;
    expect(made.round).toMatchObject({ state: "draft", scope: { commitments: ["2.2.1.1"], functions: ["water"] } });
    expect((await run("plan", "rounds", "remind", id)).err).toContain("nobody owes");
    expect((await runJson("plan", "rounds", "change", id, "--due", "2099-03-01")).round.due).toBe("2099-03-01");
    expect((await runJson("plan", "rounds", "open", id)).round).toMatchObject({ state: "open", units: 5 });
    const { reminders } = await runJson("plan", "rounds", "remind");
    expect(reminders).toHaveLength(5);
    expect(reminders[0]).toMatchObject({ round: { id, due: "2099-03-01" }, owed: 1 });
    expect((await run("plan", "rounds", "remind", id)).out).toContain("(469100-water)");
    expect((await run("plan", "rounds", "close", id)).out).toContain("Year 2025 (closed)");
    const refused = await run("plan", "rounds", "reopen", id, "--reason", "Late", "--due", "2020-01-01");
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining("2020-01-01 has passed") });
    const again = await run(
      "plan",
      "rounds",
      "reopen",
      id,
      "--reason",
      "Two units were cut off",
      "--due",
      "2099-04-01",
    );
    expect(again.out).toContain("Two units were cut off");
    expect((await run("plan", "rounds")).out).toContain("Year 2025 (open)");
    expect((await runJson("plan", "rounds", id)).units).toHaveLength(5);
  });

  test("says what is missing or wrong", async () => {
    expect((await run("plan", "rounds", "create", "--title", "x")).err).toContain("--from");
    expect(await run("plan", "rounds", "open", "99")).toMatchObject({ code: 1, err: expect.stringContaining("99") });
    const help = (await run("plan", "rounds", "--help")).out;
    for (const word of ["create", "change", "open", "close", "reopen", "remind"]) expect(help).toContain(word);
  });
});

describe("plan judging", () => {
  test("a draft is consulted on, approved and published", async () => {
    const { evaluation } = await runJson("plan", "evaluate", "--as-of", "2024-12-31");
    const opened = await runJson(
      "plan",
      "judging",
      "consult",
      evaluation.id,
      "--due",
      "2099-01-01",
      "--note",
      "Please",
    );
    const consultation = opened.consultation.id;
    expect((await run("plan", "judging")).out).toContain("(open)");
    expect((await run("plan", "judging", "show", consultation)).out).toContain("There is no comment.");
    const prolonged = await runJson("plan", "judging", "prolong", consultation, "--due", "2099-02-01");
    expect(prolonged.consultation.due).toBe("2099-02-01");
    expect((await run("plan", "judging", "standing", evaluation.id)).out).toContain("a consultation is open");
    const early = await run("plan", "judging", "approve", evaluation.id, "--note", "Meeting of 3 May");
    expect(early.code).toBe(1);
    expect((await runJson("plan", "judging", "close", consultation)).consultation.closedAt).not.toBeNull();
    const approved = await run("plan", "judging", "approve", evaluation.id, "--note", "Meeting of 3 May");
    expect(approved.out).toContain("Meeting of 3 May");
    const published = await runJson("plan", "judging", "publish", evaluation.id);
    expect(published.evaluation.state).toBe("published");
    expect((await run("plan", "judging", "publish", evaluation.id)).code).toBe(1);
  });

  test("comments that are not there cannot be answered; words are checked before", async () => {
    const nobody = "00000000-0000-4000-8000-000000000000";
    expect((await run("plan", "judging", "answer", nobody, "--decision", "adopted")).code).toBe(1);
    expect((await run("plan", "judging", "answer", nobody, "--decision", "perhaps")).err).toContain("Allowed choices");
    expect((await run("plan", "judging", "moderate", nobody, "--decision", "refused")).err).toContain("reason");
    expect((await run("plan", "judging", "comments")).out).toContain("There is no comment.");
  });
});

describe("plan scorecards", () => {
  test("a ranking, and one card", async () => {
    const { rows } = await runJson("plan", "scorecards");
    expect(rows.map((row: { kind: string }) => row.kind)).toEqual(["province", "province"]);
    expect((await run("plan", "scorecards", "city")).out).toContain("Chengang");
    const card = await run("plan", "scorecards", "province", "460000");
    expect(card.out).toContain("2.1.1.2");
    expect((await runJson("plan", "scorecards", "province", "460000", "--evaluation", "plan-end")).row.id).toBe(
      "460000",
    );
    expect((await run("plan", "scorecards", "galaxy")).err).toContain("Allowed choices");
  });
});
