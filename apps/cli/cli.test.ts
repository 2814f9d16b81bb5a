import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openTestDatabase, type TestDatabase } from "@midreach/kernel/database/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "./index.ts";

/** The command line on the fictional region, without a server: it opens the database itself. */

const root = fileURLToPath(new URL("../../", import.meta.url));
const region = join(root, "tests/fixtures/tiny-region");
const temporary = mkdtempSync(join(tmpdir(), "midreach-cli-"));
let cluster: TestDatabase;

beforeAll(async () => {
  cluster = await openTestDatabase("pglite");
  await cluster.database.close();
});

afterAll(async () => {
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
  const { out, err, code } = await run(...argv, "--json");
  expect(err).toBe("");
  return { code, answer: JSON.parse(out) };
}

describe("what a person reads", () => {
  test("plan status: chapters, both dates, notes; no colours where nobody looks", async () => {
    const { code, out } = await run("plan", "status");
    expect(code).toBe(0);
    for (const word of [
      "Twin Isles plan (fictional)",
      "Plan end",
      "as of 2025-12-31",
      "Latest",
      "2 Infrastructure",
      "no data",
    ]) {
      expect(out).toContain(word);
    }
    expect(out).not.toContain("\u001b[");
  });

  test("plan show: value, target, steps with their source, and what is missing", async () => {
    const { out } = await run("plan", "show", "1.0.1.3");
    for (const word of ["1.0.1.3", "60", "Twin Isles yearbook (fictional)"]) expect(out).toContain(word);
    expect((await run("plan", "show", "2.2.1.2")).out).toContain("Desalination capacity");
  });

  test("systems: what the plan orders and which of it works", async () => {
    const { out } = await run("systems");
    expect(out).toMatch(/working\s+plan-monitor\s+3\.1\.1/);
    expect(out).toMatch(/not installed\s+ferry-tickets/);
  });

  test("help and version need nothing", async () => {
    expect(await run("--help")).toMatchObject({ code: 0, out: expect.stringContaining("plan") });
    expect(await run("--version")).toMatchObject({ code: 0, out: "1.2.3\n" });
  });
});

describe("what a program reads", () => {
  test("plan show lists all of a citation", async () => {
    const { answer } = await runJson("plan", "show", "2.1.2");
    expect(answer.matches.map(({ id }: { id: string }) => id)).toEqual(["2.1.2.2", "2.1.2.3"]);
  });

  test("plan evaluate keeps a draft, as of one day and known by another", async () => {
    const { answer } = await runJson("plan", "evaluate", "--as-of", "2024-12-31", "--known-by", "2025-03-31");
    expect(answer.evaluation).toMatchObject({
      state: "draft",
      asOf: "2024-12-31",
      knownBy: "2025-03-31",
      commitments: 12,
    });
  });

  test("plan import reads a text as a draft, lists it, and refuses what is no plan", async () => {
    const official = join(region, "official-text.txt");
    const { answer } = await runJson("plan", "import", official);
    expect(answer.reviewPath).toBe(`/imports/${answer.import.id}`);
    expect(answer.import).toMatchObject({ state: "review", progress: { decided: 0 } });
    expect((await run("plan", "import", "list")).out).toContain("official-text.txt");
    const second = join(temporary, "second.txt");
    writeFileSync(second, `${readFileSync(official, "utf8")}\n`);
    // Nobody listens: the path, and how to come to it.
    expect((await run("plan", "import", second)).out).toMatch(/\/imports\/\d+\n.*npm start/u);
    const letter = join(temporary, "letter.txt");
    writeFileSync(letter, "Dear Anna,\nthank you.\n");
    expect((await run("plan", "import", letter)).code).toBe(1);
    const out = join(temporary, "pack");
    expect((await run("plan", "import", "export", answer.import.id, "--out", out)).code).toBe(1);
  });

  test("plan compare says what a revision carried over, tightened, loosened, added and dropped", async () => {
    const texts = join(root, "engines/plan/core/import/fixtures");
    const [old, next] = ["five-year-outline.txt", "five-year-outline-revised.txt"].map((name) => join(texts, name));
    const { answer } = await runJson("plan", "compare", String(old), String(next));
    expect(answer.counts).toMatchObject({ tightened: 6, loosened: 6, changed: 0, added: 9, dropped: 10 });
    const printed = (await run("plan", "compare", String(old), String(next))).out;
    expect(printed).toContain("= 190 万亩 → = 180 万亩");
    expect((await run("plan", "compare", String(old), join(temporary, "nothing.txt"))).code).toBe(1);
  });

  test("plan plans lists the register; compare takes plans, imports and texts; what is not reviewed is not taken in", async () => {
    const { answer } = await runJson("plan", "plans");
    expect(answer.plans).toMatchObject([{ id: "twin-isles-2021", origin: "region", standing: "in-force" }]);
    expect((await run("plan", "plans")).out).toContain("twin-isles-2021");
    const [made] = (await runJson("plan", "import", "list")).answer.imports;
    const refused = await run(
      "plan",
      "import",
      "adopt",
      made.id,
      "--plan-id",
      "twin-isles-next",
      "--succeeds",
      "twin-isles-2021",
    );
    expect(refused.code).toBe(1);
    const same = await runJson("plan", "compare", "twin-isles-2021", "twin-isles-2021");
    expect(same.answer.counts).toMatchObject({ carried: 12, added: 0, dropped: 0 });
    const text = join(region, "official-text.txt");
    const mixed = await run("plan", "compare", "twin-isles-2021", text);
    expect(mixed.code).toBe(0);
    expect((await runJson("plan", "compare", `import:${made.id}`, "twin-isles-2021")).answer.counts).toMatchObject({
      added: 12,
    });
    expect((await run("plan", "compare", "nobody", "twin-isles-2021")).code).toBe(1);
  });

  test("plan verify attaches the text; exit code 2 when a sentence differs", async () => {
    const official = join(region, "official-text.txt");
    expect(await runJson("plan", "verify", official)).toMatchObject({
      code: 0,
      answer: { matched: 12, mismatches: [] },
    });
    const other = join(temporary, "other.txt");
    writeFileSync(other, readFileSync(official, "utf8").replace("逐条监测", "时常看看"));
    const { code, answer } = await runJson("plan", "verify", other);
    expect(code).toBe(2);
    expect(answer.mismatches).toMatchObject([{ citation: "3.1.1.2", kind: "differs" }]);
  });

  test("plan report writes a Word file and a workbook, and refuses other endings", async () => {
    const out = join(temporary, "report.docx");
    const { answer } = await runJson("plan", "report", "--as-of", "2025-12-31", "--out", out);
    expect(answer).toMatchObject({ file: out, evaluation: { asOf: "2025-12-31", state: "published" } });
    expect(readFileSync(out).subarray(0, 2).toString()).toBe("PK");
    const sheet = await run("plan", "report", "--out", join(temporary, "report.xlsx"));
    expect(sheet).toMatchObject({ code: 0, out: expect.stringContaining("report.xlsx") });
    for (const bad of [join(temporary, "report.pdf"), join(temporary, "no/such/folder/report.xlsx")]) {
      expect(await run("plan", "report", "--out", bad)).toMatchObject({ code: 1, err: expect.stringContaining(bad) });
    }
  });

  test("audit verify", async () => {
    expect(await runJson("audit", "verify")).toMatchObject({ code: 0, answer: { ok: true } });
  });

  test("region check counts the rows of a whole pack", async () => {
    expect(await runJson("region", "check", region)).toMatchObject({
      code: 0,
      answer: { id: "tiny", rows: { commitments: 12 } },
    });
  });
});

describe("what goes wrong is told without a stack", () => {
  test.each([
    [["plan", "show", "99.9.9.9"], "99.9.9.9"],
    [["plan", "evaluate", "--as-of", "yesterday"], "asOf"],
    [["plan", "verify", "/no/such/file.txt"], "/no/such/file.txt"],
    [["region", "check", "/no/such/folder"], "datapackage.json"],
    [["plan", "dance"], "dance"],
  ])("%j", async (argv, word) => {
    const { code, out, err } = await run(...argv);
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err).toContain(word);
    expect(err).not.toMatch(/^\s+at /m);
  });

  test("a faulty region pack: every fault with its place", async () => {
    const broken = join(temporary, "broken");
    cpSync(region, broken, { recursive: true });
    const register = join(broken, "register/chapter-2.json");
    writeFileSync(
      register,
      readFileSync(register, "utf8")
        .replace('"chengang-bridge"', '"no-such-project"')
        .replace('"transport"', '"no-such-topic"'),
    );
    const { code, err } = await run("region", "check", broken);
    expect(code).toBe(1);
    expect(err).toMatch(/chapter-2\.json row 1 \(2\.1\.1\.1\).*no-such-topic/);
    expect(err).toContain("no-such-project");
  });
});
