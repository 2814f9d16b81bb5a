import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { viewports, visit } from "./browser.ts";
import { type Staged, stagePeople } from "./people.ts";
import { root } from "./tree.ts";

/**
 * The main path of a plan import in the browser: drop a plan, review it with the keyboard, two people on one sentence,
 * what is typed through a reload and a lost connection, and what still keeps it from being a register.
 * MIDREACH_SCREENSHOTS names a folder for pictures of every step.
 */

const county = join(root, "engines/plan/core/import/fixtures/county-plan.txt");
let stage: Staged;
const person = (name: string) => stage.person(name);
const picture = (page: Page, name: string) => stage.picture(page, name);

beforeAll(async () => {
  stage = await stagePeople(["li", "wang"].map((userName) => ({ userName, roles: ["office"], organisation: null })));
});

afterAll(() => stage?.close());

/** What the list says of a sentence: number, state, words. */
const entry = (page: Page, citation: string) => page.locator(".mr-import-list li").filter({ hasText: `${citation} ` });
const activeCitation = (page: Page) => page.locator('.mr-import-list [aria-current="true"] .mr-number').innerText();

test("a file that is no plan is refused with a reason, a plan becomes a draft", async () => {
  const page = person("li");
  await visit(page, "/imports");
  const file = page.locator('main input[type="file"]');
  await file.setInputFiles({ name: "letter.txt", mimeType: "text/plain", buffer: Buffer.from("Dear Anna,\n") });
  await page.getByRole("alert").waitFor();
  expect(await page.getByRole("alert").innerText()).toContain("看起来不是规划");
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

const chineseWords = "复述(中文,用自己的话)";
const englishWords = "复述(英文,用自己的话)";
/** Requests that the tests let fail on purpose. */
const cutOff = /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/;

test("what is typed into an open form survives a reload and a lost connection", async () => {
  const page = person("li");
  await visit(page, "/imports/1?filter=undecided");
  await page.locator(".mr-import-list [aria-current]").waitFor();
  // Not the first of the list: after a reload, the form must find its own way back.
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("j");
  const citation = await activeCitation(page);
  await page.keyboard.press("e");
  await page.getByLabel(chineseWords).fill("写到一半");
  await page.reload();
  await expect.poll(() => page.getByLabel(chineseWords).inputValue()).toBe("写到一半");
  expect(await activeCitation(page)).toBe(citation);
  await page.getByLabel(englishWords).fill("Half written");
  await page.keyboard.press("Escape");
  await page.getByText("有您填写但未保存的内容").waitFor();
  await picture(page, "import-waiting");
  await page.getByRole("button", { name: "继续填写" }).click();
  await page.context().setOffline(true);
  await page.getByLabel(chineseWords).fill("断线时写完");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alert").waitFor();
  expect(await page.getByLabel(chineseWords).inputValue()).toBe("断线时写完");
  await page.context().setOffline(false);
  await page.reload();
  await expect.poll(() => page.getByLabel(chineseWords).inputValue()).toBe("断线时写完");
  expect(await page.getByLabel(englishWords).inputValue()).toBe("Half written");
  await page.getByLabel(chineseWords).press("Control+Enter");
  await expect.poll(() => entry(page, citation).innerText()).toContain("已修改");
  await page.reload();
  await page.locator(".mr-import-list [aria-current]").waitFor();
  expect(await page.getByLabel(chineseWords).count()).toBe(0);
});

test("somebody else decides while one types: both are shown, and a person chooses", async () => {
  const [li, wang] = [person("li"), person("wang")];
  await visit(li, "/imports/1?filter=undecided");
  await visit(wang, "/imports/1?filter=undecided");
  await li.locator(".mr-import-list [aria-current]").waitFor();
  await wang.locator(".mr-import-list [aria-current]").waitFor();
  const citation = await activeCitation(li);
  await li.keyboard.press("e");
  await li.getByLabel(chineseWords).fill("李的话");
  await wang.keyboard.press("r");
  await expect.poll(() => entry(wang, citation).innerText()).toContain("非承诺");
  // The list of what is undecided holds the sentence no more; the form comes back with it all the same.
  await li.reload();
  await li.getByText("wang在您填写时已作出决定:非承诺").waitFor();
  expect(await activeCitation(li)).toBe(citation);
  expect(await li.getByLabel(chineseWords).inputValue()).toBe("李的话");
  await picture(li, "import-typed-conflict");
  await li.getByLabel(chineseWords).press("Control+Enter");
  expect(await entry(li, citation).innerText()).toContain("非承诺");
  await li.getByRole("button", { name: "保留我的" }).click();
  await expect.poll(() => entry(li, citation).innerText()).toContain("已修改");
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
  for (const { faults } of Object.values(stage.people)) {
    expect(faults.filter((fault) => !/\b(?:409|422)\b/.test(fault) && !cutOff.test(fault))).toEqual([]);
  }
});
