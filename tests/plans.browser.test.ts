import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ask, importReviewed } from "../engines/plan/plans/testing.ts";
import { viewports, visit } from "./browser.ts";
import { type Staged, stagePeople } from "./people.ts";
import { root } from "./tree.ts";

/**
 * Two reviewed plans in the browser: taken into the register, read, evaluated and compared. MIDREACH_SCREENSHOTS names
 * a folder for pictures of every step.
 */

const texts = {
  county: join(root, "engines/plan/core/import/fixtures/county-plan.txt"),
  revised: join(root, "engines/plan/plans/fixtures/county-plan-revised.txt"),
};
const period = { periodStart: "2026-01-01", periodEnd: "2030-12-31" };
const titles = {
  county: { zh: "云梓县规划(虚构)", en: "Yunzi county plan (fictional)" },
  revised: { zh: "云梓县规划中期调整(虚构)", en: "Yunzi county plan, revised (fictional)" },
};
let staged: Staged;
const imports: Record<string, string> = {};

/** Asks with the session of a page. */
function askAs(page: Page): Ask {
  return async (method, path, body) => {
    const answer = await page.request.fetch(staged.address + path, {
      method,
      headers: {
        origin: staged.address,
        ...(typeof body === "string" ? { "content-type": "application/octet-stream" } : {}),
      },
      ...(body === undefined ? {} : { data: typeof body === "string" ? Buffer.from(body) : body }),
    });
    const text = await answer.text();
    const isJson = /json/.test(answer.headers()["content-type"] ?? "");
    return { status: answer.status(), json: isJson ? JSON.parse(text) : undefined, text };
  };
}

beforeAll(async () => {
  staged = await stagePeople([{ userName: "li", roles: ["office"], organisation: null }], ["reader"]);
  for (const name of ["county", "revised"] as const) {
    const about = { title: titles[name], ...period };
    const text = await readFile(texts[name], "utf8");
    imports[name] = await importReviewed(askAs(staged.person("li")), `${name}.txt`, text, about);
  }
}, 300_000);

afterAll(() => staged?.close());

test("a reviewed plan is taken in from the page of its import, and is a draft until the office puts it into force", async () => {
  const page = staged.person("li");
  await visit(page, `/imports/${imports.county}`);
  await page.getByLabel("规划编号").last().fill("yunzi");
  await page.getByLabel(/^状态/).selectOption("in-force");
  await staged.picture(page, "plans-adopt");
  await page.getByRole("button", { name: "纳入规划库" }).click();
  await page.waitForURL(/\/plans\/yunzi$/);
  await expect.poll(() => page.locator("main h1").innerText()).toContain("云梓县规划");
  await visit(page, `/imports/${imports.revised}`);
  await page.getByLabel("规划编号").last().fill("yunzi-2028");
  await page.getByLabel(/^接替/).selectOption("yunzi");
  await page.getByRole("button", { name: "纳入规划库" }).click();
  await page.waitForURL(/\/plans\/yunzi-2028$/);
  await expect.poll(() => page.locator("main").innerText()).toContain("草稿");
  await page.getByText("状态与接替关系").click();
  await page.getByLabel(/^状态/).selectOption("in-force");
  await page.getByRole("button", { name: "保存" }).click();
  await expect.poll(() => page.locator(".mr-page-above").innerText()).toContain("实施中");
  await staged.picture(page, "plans-one");
});

test("everybody reads the list and browses a plan's chapters and commitments", async () => {
  const page = staged.person("reader");
  await visit(page, "/plans");
  const list = page.locator("main");
  await expect.poll(() => list.innerText()).toContain("已被接替");
  await staged.picture(page, "plans-list");
  await page.getByRole("link", { name: "云梓县规划(虚构)" }).first().click();
  await page.waitForURL(/\/plans\/yunzi$/);
  await page.locator(".mr-chapters a").last().click();
  await page.waitForURL(/\/plans\/yunzi\/chapters\/\d+$/);
  await page.locator(".mr-data-table a").first().click();
  await page.waitForURL(/\/plans\/yunzi\/commitments\/[\d.a-z]+$/);
  await visit(page, `/plans/yunzi/commitments?q=${encodeURIComponent("自来水普及率")}`);
  await page.locator(".mr-data-table a").first().click();
  await page.waitForURL(/\/plans\/yunzi\/commitments\/[\d.a-z]+$/);
  await page.locator("#facts-heading").waitFor();
  expect(await page.locator("main").innerText()).toContain("96");
  await staged.picture(page, "plans-commitment");
});

test("the office evaluates a plan of the register", async () => {
  const page = staged.person("li");
  await visit(page, "/plans/yunzi");
  await page.getByText("新建评估草稿").click();
  const dates = page.locator('main input[type="date"]');
  await dates.nth(0).fill("2026-06-30");
  await dates.nth(1).fill("2026-06-30");
  await page.locator('main button[type="submit"]').first().click();
  await page.waitForURL(/\/plans\/yunzi\/evaluations\/\d+$/, { timeout: 60_000 });
  await staged.picture(page, "plans-evaluation");
});

test("two plans are compared side by side; the address tells what is shown", async () => {
  const page = staged.person("reader");
  await visit(page, "/plans");
  await page.getByRole("button", { name: "规划对照" }).click();
  await page.waitForURL(/\/plans\/compare\?old=yunzi&new=yunzi-2028/);
  await page.getByRole("button", { name: /^加严 \d/ }).click();
  await page.waitForURL(/kind=tightened/);
  await expect.poll(() => page.locator(".mr-data-table").innerText()).not.toContain("延续");
  expect(await page.locator(".mr-data-table").innerText()).toContain("2.3 亿立方米");
  await staged.picture(page, "plans-compare-tightened");
  await visit(page, "/plans/compare?old=yunzi&new=yunzi-2028");
  await staged.picture(page, "plans-compare");
  await page.setViewportSize(viewports.phone);
  await visit(page, "/plans/compare?old=yunzi&new=yunzi-2028&lang=en");
  const wider = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(wider).toBeLessThanOrEqual(0);
  await staged.picture(page, "plans-compare-phone");
  for (const { faults } of Object.values(staged.people)) expect(faults).toEqual([]);
});
