import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, openPage, viewports, visit, type WatchedPage } from "./browser.ts";
import { createDataFolder, removeDataFolder, type StartedServer, startServer } from "./server-process.ts";
import { root } from "./tree.ts";

/**
 * The main path of a plan import in the browser: drop a plan, review it with the keyboard, two people on one sentence,
 * and what still keeps it from being a register. MIDREACH_SCREENSHOTS names a folder for pictures of every step.
 */

const dataFolder = createDataFolder();
const pictures = process.env.MIDREACH_SCREENSHOTS;
const county = join(root, "engines/plan/core/import/fixtures/county-plan.txt");
const password = "a longer pass phrase";
let server: StartedServer;
let address: string;
let browser: Browser;
const people: Record<string, WatchedPage> = {};

async function send(page: Page, method: string, path: string, data?: unknown): Promise<Record<string, string>> {
  const answer = await page.request.fetch(address + path, {
    method,
    ...(data === undefined ? {} : { data }),
    headers: { origin: address },
  });
  expect(answer.status(), `${method} ${path} ${await answer.text()}`).toBeLessThan(300);
  return (await answer.json().catch(() => ({}))) as Record<string, string>;
}

async function signIn(page: Page, userName: string, oneTime: string): Promise<void> {
  await send(page, "POST", "/api/session", { userName, password: oneTime });
  await send(page, "POST", "/api/password", { currentPassword: oneTime, newPassword: password });
  await send(page, "POST", "/api/session", { userName, password });
}

function person(name: string): Page {
  const watched = people[name];
  if (!watched) throw new Error(`nobody is called ${name}`);
  return watched.page;
}

async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

beforeAll(async () => {
  server = startServer({ dataFolder });
  [address, browser] = await Promise.all([server.ready(), openBrowser()]);
  const [, oneTime = ""] = await server.printed(/^\s+password\s+(\S+)\s/m);
  const admin = await openPage(browser, address);
  await signIn(admin.page, "admin", oneTime);
  for (const name of ["li", "wang"]) {
    const account = { userName: name, displayName: name, roles: ["office"], organisation: null };
    const made = await send(admin.page, "POST", "/api/accounts", account);
    const watched = await openPage(browser, address);
    await signIn(watched.page, name, made.oneTimePassword ?? "");
    people[name] = watched;
  }
  await admin.close();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  removeDataFolder(dataFolder);
});

/** What the list says of a sentence: number, state, words. */
const entry = (page: Page, citation: string) => page.locator(".mr-import-list li").filter({ hasText: `${citation} ` });
const activeCitation = (page: Page) => page.locator('.mr-import-list [aria-current="true"] .mr-number').innerText();

test("a file that is no plan is refused with a reason, a plan becomes a draft", async () => {
  const page = person("li");
  await visit(page, "/imports");
  const file = page.locator('main input[type="file"]');
  await file.setInputFiles({ name: "letter.txt", mimeType: "text/plain", buffer: Buffer.from("Dear Anna,\n") });
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").innerText()).toContain("plan");
  await file.setInputFiles(county);
  await page.waitForURL(/\/imports\/1$/, { timeout: 90_000 });
  await entry(page, "1.1.1.1").waitFor();
  await expect.poll(() => page.locator("main h1").innerText()).toContain("云梓县");
  expect(await page.locator(".mr-found").count()).toBeGreaterThan(0);
  await picture(page, "import-review");
});

test("the keyboard alone accepts, rejects, corrects, merges and undoes", async () => {
  const page = person("li");
  const first = await activeCitation(page);
  await page.keyboard.press("j");
  expect(await activeCitation(page)).not.toBe(first);
  await page.keyboard.press("k");
  expect(await activeCitation(page)).toBe(first);
  await page.keyboard.press("r");
  await expect.poll(() => entry(page, first).innerText()).toContain("非承诺");
  await expect.poll(() => activeCitation(page)).not.toBe(first);
  await page.getByRole("button", { name: /疑为承诺/ }).click();
  await page.waitForURL(/filter=commits/);
  await expect.poll(() => page.locator(".mr-import-list").innerText()).not.toContain("非承诺");
  await page.locator(".mr-import-list [aria-current]").waitFor();
  const second = await activeCitation(page);
  await page.keyboard.press("e");
  const words = page.getByLabel("复述(中文,用自己的话)");
  await expect.poll(() => words.evaluate((element) => element === document.activeElement)).toBe(true);
  const source = await page.locator(".mr-import-sentence").innerText();
  await words.fill(source.slice(0, 20));
  await page.getByText("照抄").waitFor();
  await words.fill("县里自己的话");
  await page.getByLabel("复述(英文,用自己的话)").fill("In words of our own");
  await picture(page, "import-form");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => entry(page, second).innerText()).toContain("已修改");
  const third = await activeCitation(page);
  await page.keyboard.press("a");
  await expect.poll(() => entry(page, third).innerText()).toContain("已接受");
  await page.keyboard.press("k");
  await page.keyboard.press("u");
  await expect.poll(() => entry(page, third).innerText()).toContain("未审");
  await page.keyboard.press("?");
  await page.getByText("启用单键快捷键").waitFor();
  await picture(page, "import-keys");
});

test("two people on one sentence: the slower one is shown the other's decision", async () => {
  const [li, wang] = [person("li"), person("wang")];
  await visit(li, "/imports/1?filter=undecided");
  await visit(wang, "/imports/1?filter=undecided");
  await li.locator(".mr-import-list [aria-current]").waitFor();
  await wang.locator(".mr-import-list [aria-current]").waitFor();
  const citation = await activeCitation(li);
  expect(await activeCitation(wang)).toBe(citation);
  await li.keyboard.press("r");
  await expect.poll(() => entry(li, citation).innerText()).toContain("非承诺");
  await wang.keyboard.press("a");
  await wang.getByRole("alert").waitFor();
  expect(await wang.getByRole("alert").innerText()).toContain("li");
  expect(await entry(wang, citation).innerText()).toContain("非承诺");
  await picture(wang, "import-conflict");
});

test("the check lists what is missing, in English too; on a phone nothing is wider than the screen", async () => {
  const page = person("li");
  await page.setViewportSize(viewports.phone);
  await visit(page, "/imports/1?lang=en");
  await page.getByRole("button", { name: "Check" }).click();
  await expect.poll(() => page.locator("main").innerText()).toMatch(/Undecided sentences: \d+; faults: \d+/);
  const wider = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(wider).toBeLessThanOrEqual(0);
  await picture(page, "import-phone-en");
  await page.setViewportSize(viewports.desktop);
  await picture(page, "import-review-en");
  await visit(page, "/imports?lang=en");
  await picture(page, "imports-en");
  // The refused letter and the lost race are what the pages are about; anything else is a fault.
  for (const { faults } of Object.values(people)) {
    expect(faults.filter((fault) => !/\b(?:409|422)\b/.test(fault))).toEqual([]);
  }
});
