import { execFileSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, openPage, visit } from "./browser.ts";
import { copyProject, type ProjectCopy } from "./copy.ts";
import { createDataFolder, removeDataFolder, type StartedServer, startServer } from "./server-process.ts";
import { listProjectFiles } from "./tree.ts";

/**
 * The proof that the house stands: in a copy of the tree, a region and a system are added as folders, nothing else is
 * touched, and both are there in the browser, through the API and in the plan's evaluation.
 */

let copy: ProjectCopy;
let server: StartedServer;
let address: string;
let browser: Browser;
/** Every file of the copy as it was before anything was added. */
const before = new Map<string, Buffer>();
const dataFolder = createDataFolder();

beforeAll(async () => {
  copy = await copyProject();
  for (const file of listProjectFiles()) before.set(file, readFileSync(join(copy.folder, file)));
  const fixture = (name: string) => join(copy.folder, "tests/fixtures", name);
  cpSync(fixture("tiny-region"), join(copy.folder, "regions/tiny"), { recursive: true });
  cpSync(fixture("lantern-watch"), join(copy.folder, "systems/lantern-watch"), { recursive: true });
  server = startServer({ root: copy.folder, dataFolder, region: "tiny" });
  [address, browser] = await Promise.all([server.ready(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await copy?.remove();
  removeDataFolder(dataFolder);
});

async function readJson<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(`${address}${path}`);
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as Answer;
}

test("the region's plan is on the front page, in both languages", async () => {
  const { page, faults, close } = await openPage(browser, address);
  await visit(page, "/");
  await expect.poll(() => page.locator("h1").innerText()).toContain("双屿城市群发展规划(虚构)");
  const text = await page.locator("main").innerText();
  for (const word of ["总体目标", "基础设施", "协作机制", "晨港", "雾岬", "本区域、本规划及全部数字均为虚构"]) {
    expect(text).toContain(word);
  }
  await visit(page, "/?lang=en");
  const english = await page.locator("main").innerText();
  for (const word of ["Twin Isles plan (fictional)", "Goals", "Infrastructure", "Cooperation"])
    expect(english).toContain(word);
  expect(faults).toEqual([]);
  await close();
});

test("its twelve commitments are there, one with its evidence", async () => {
  const { page, faults, close } = await openPage(browser, address);
  await visit(page, "/commitments");
  await expect.poll(() => page.locator("main").innerText()).toContain("五市合计常住人口2025年末达到300万");
  const { total } = await readJson<{ total: number }>("/api/commitments");
  expect(total).toBe(12);
  await visit(page, "/commitments/1.0.1.3");
  const text = await page.locator("main").innerText();
  expect(text).toContain("五市城镇人口比重达到60%");
  expect(text).toContain("Twin Isles yearbook (fictional)");
  expect(faults).toEqual([]);
  await close();
});

test("the system has its menu entry, its page with data from its route, and its texts", async () => {
  const { page, faults, close } = await openPage(browser, address);
  await visit(page, "/");
  await page.locator("nav#menu").getByRole("link", { name: "灯塔" }).click();
  await page.locator("h1", { hasText: "灯塔" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/lanterns");
  const text = await page.locator("main").innerText();
  expect(text).toContain("共5座灯塔");
  expect(text).toContain("639200 未亮灯");
  expect(faults).toEqual([]);
  await close();
});

test("the system's measure judges a commitment, its health another, and both explain themselves", async () => {
  interface Answer {
    readonly matches: readonly {
      readonly latest: string;
      readonly result: { readonly value: number; readonly evidence: { readonly steps: readonly unknown[] } };
    }[];
  }
  const { matches } = await readJson<Answer>("/api/commitments/2.1.2.3");
  expect(matches[0]?.result.value).toBe(80);
  expect(matches[0]?.latest).toBe("missed");
  expect(matches[0]?.result.evidence.steps.length).toBeGreaterThan(0);
  const { systems } = await readJson<{ systems: { id: string; state: string }[] }>("/api/systems");
  expect(Object.fromEntries(systems.map(({ id, state }) => [id, state]))).toMatchObject({
    "plan-monitor": "working",
    "lantern-watch": "working",
    "ferry-tickets": "not-installed",
  });
});

test("the system's route is in the API's document and in its reference", async () => {
  const { paths } = await readJson<{ paths: Record<string, unknown> }>("/api/openapi.json");
  expect(Object.keys(paths)).toContain("/api/lanterns");
  expect(await (await fetch(`${address}/api/reference`)).text()).toContain("/api/lanterns");
});

test("the command line asks the running server", () => {
  const args = ["scripts/midreach.mjs", "plan", "show", "2.1.2.3", "--json", "--data", dataFolder];
  const printed = execFileSync(process.execPath, args, { cwd: copy.folder, encoding: "utf8" });
  expect(JSON.parse(printed).matches[0].id).toBe("2.1.2.3");
});

test("nothing but the two folders was added, and nothing was changed", () => {
  const made = /(^|\/)(node_modules|dist|generated)(\/|$)/;
  const files = readdirSync(copy.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(copy.folder, join(entry.parentPath, entry.name)))
    .filter((file) => !made.test(file));
  const added = files.filter((file) => !before.has(file)).map((file) => file.split("/").slice(0, 2).join("/"));
  expect([...new Set(added)].sort()).toEqual(["regions/tiny", "systems/lantern-watch"]);
  for (const [file, content] of before) expect(readFileSync(join(copy.folder, file)).equals(content), file).toBe(true);
});
