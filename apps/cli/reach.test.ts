import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openTestDatabase, type TestDatabase } from "@midreach/kernel/database/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "./index.ts";

/** Travel times on the command line: of the fictional region, of a file, and what is kept. */

const root = fileURLToPath(new URL("../../", import.meta.url));
const region = join(root, "tests/fixtures/tiny-region");
const temporary = mkdtempSync(join(tmpdir(), "midreach-reach-cli-"));
const nothingThere = join(temporary, "nothing");
const gtfs = join(temporary, "feed.zip");

afterAll(() => rmSync(temporary, { recursive: true }));

async function run(data: string, ...argv: string[]) {
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
  const flags = ["--data", data, "--region", region, "--lang", "en"];
  const options = { root, version: "1.2.3", region: "tiny", stdout: paper("out"), stderr: paper("err") };
  const code = await runCli(["reach", ...argv, ...flags], options);
  process.exitCode = undefined;
  return { code, ...printed };
}

async function runJson(data: string, ...argv: string[]) {
  const { out, err, code } = await run(data, ...argv, "--json");
  expect(err).toBe("");
  return { code, answer: JSON.parse(out) };
}

describe("without server or database", () => {
  test("matrix: rows under the names that were given", async () => {
    const argv = [
      "matrix",
      "--feed",
      "ferry",
      "--date",
      "2016-03-16",
      "--from",
      "晨港,盐风",
      "--to",
      "469300,Chengang",
    ];
    const { answer } = await runJson(nothingThere, ...argv);
    expect(answer.map(({ from, to }: Record<string, string>) => `${from} ${to}`)).toEqual([
      "晨港 469300",
      "盐风 Chengang",
    ]);
    expect(answer[0]).toMatchObject({ fastestMinutes: 60, medianMinutes: 80, departures: 3, transfers: 0 });
    expect((await run(nothingThere, ...argv)).out).toContain("Fastest");
  });

  test("journey: to a time, by a time, in a window, without a train", async () => {
    const { answer } = await runJson(nothingThere, "journey", "晨港", "盐风", "--depart", "2016-03-16T07:30");
    expect(answer.journeys[0]).toMatchObject({ departure: { time: "08:00" }, minutes: 80 });
    const printed = (await run(nothingThere, "journey", "晨港", "盐风", "--arrive", "2016-03-16T18:00")).out;
    expect(printed).toContain("17:00 - 18:00");
    const window = ["journey", "晨港", "盐风", "--date", "2016-03-16", "--window", "06:00-20:00", "--without", "G3"];
    expect((await run(nothingThere, ...window)).out).toContain("Cancelled: train G3");
    const both = await run(nothingThere, "journey", "晨港", "盐风", "--depart", "08:00", "--arrive", "09:00");
    expect(both).toMatchObject({ code: 1, err: expect.stringContaining("one of") });
  });

  test("isochrone, export and matrix files; a file is asked as a feed is, without importing it", async () => {
    const shape = JSON.parse((await run(nothingThere, "isochrone", "150.0,11.0", "--minutes", "60,90")).out);
    expect(shape).toMatchObject({ type: "FeatureCollection", features: [{}, {}] });
    await runJson(nothingThere, "export", "--feed", "ferry", "--out", gtfs);
    const argv = ["--date", "2016-03-16", "--from", "晨港", "--to", "盐风"];
    const { answer } = await runJson(nothingThere, "matrix", "--feed", gtfs, ...argv);
    expect(answer).toMatchObject([{ fastestMinutes: 60, departures: 3 }]);
    const csv = join(temporary, "matrix.csv");
    await runJson(nothingThere, "matrix", "--feed", "ferry", ...argv, "--out", csv);
    expect(readFileSync(csv, "utf8")).toContain("Fastest (min)");
    expect((await run(nothingThere, "matrix", "--out", join(temporary, "matrix.doc"))).code).toBe(1);
  });

  test("what is not there is said", async () => {
    expect(await run(nothingThere, "matrix", "--feed", "none")).toMatchObject({
      code: 1,
      err: expect.stringContaining("There are: ferry"),
    });
    expect((await run(nothingThere, "matrix", "--feed", join(temporary, "none.zip"))).code).toBe(1);
    const letter = join(temporary, "letter.zip");
    writeFileSync(letter, "Dear Anna");
    expect((await run(nothingThere, "matrix", "--feed", letter)).err).toContain("no GTFS file");
  });
});

describe("in a data folder", () => {
  let cluster: TestDatabase;
  beforeAll(async () => {
    cluster = await openTestDatabase("pglite");
    await cluster.database.close();
  });
  afterAll(() => cluster.drop());

  test("import tries and keeps; the feed answers from then on", async () => {
    const { folder } = cluster.options;
    const trial = await runJson(folder, "import", gtfs, "--id", "copy", "--dry-run");
    expect(trial.answer).toMatchObject({ import: null, trial: true, feed: { id: "copy" } });
    expect((await run(folder, "import", gtfs, "--id", "copy", "--title", "A copy")).out).toContain("Imported: copy");
    const { answer } = await runJson(folder, "feeds");
    expect(answer.feeds.map(({ id }: { id: string }) => id)).toEqual(["ferry", "copy"]);
    expect(answer.default).toBe("ferry");
    const argv = ["matrix", "--feed", "copy", "--date", "2016-03-16", "--from", "晨港", "--to", "盐风"];
    expect((await runJson(folder, ...argv)).answer).toMatchObject([{ fastestMinutes: 60, feed: "copy" }]);
    const bad = join(temporary, "bad.zip");
    writeFileSync(bad, "nothing of a zip");
    expect(await run(folder, "import", bad)).toMatchObject({ code: 2, out: expect.stringContaining("error") });
  });
});
