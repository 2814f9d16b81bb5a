import { encodeScenario } from "@midreach/reach";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { viewports, visit } from "./browser.ts";
import { type Staged, stagePeople } from "./people.ts";

/** What if the timetable were another: scenarios made on the map and in a table, shared by address, kept, evaluated. */

let staged: Staged;

/** The draft is checked when one stops typing, and machines are not alike. */
const patience = { timeout: 15_000 };

beforeAll(async () => {
  staged = await stagePeople(
    [
      { userName: "planner", roles: ["office"], organisation: null },
      { userName: "colleague", roles: ["office"], organisation: null },
    ],
    ["reader"],
  );
});

afterAll(() => staged?.close());

/** Waits until nothing is being fetched and the draft has been checked. */
async function settled(page: Page): Promise<void> {
  await expect.poll(() => page.locator("main .mr-loading").count(), { timeout: 30_000 }).toBe(0);
  await page.waitForTimeout(500);
  await page.waitForLoadState("networkidle");
}

/** Clicks where a station is drawn. */
async function clickStation(page: Page, id: string): Promise<void> {
  const circle = page.locator(`.mr-scenario-map [data-station="${id}"] circle`).first();
  await circle.scrollIntoViewIfNeeded();
  const box = await circle.boundingBox();
  if (!box) throw new Error(`${id} is not on the map`);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

const addButton = (page: Page, words: string) => page.getByRole("button", { name: `+ ${words}` });
const field = (page: Page, path: string) => page.locator(`[data-field="${path}"]`);

function widthBeyond(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

let shared = "";

test("a reader without account makes a scenario on the map; faults stand where they are; a reload loses nothing", async () => {
  const page = staged.person("reader");
  await visit(page, "/accessibility/scenarios");
  await expect.poll(() => page.locator("main").innerText(), patience).toContain("不登录也可以编辑情景");
  await page.getByRole("link", { name: "新建情景" }).click();
  await settled(page);
  await page.getByLabel("名称", { exact: true }).fill("武昌新线");
  await clickStation(page, "武汉");
  await clickStation(page, "南昌");
  await expect.poll(() => page.locator(".mr-scenario-add").innerText(), patience).toContain("武汉 → 南昌");
  await addButton(page, "改变区段运行时间").click();
  await settled(page);
  await expect
    .poll(() => page.locator(".mr-scenario-table").innerText(), patience)
    .toContain("须填写倍数或节省分钟数之一");
  await field(page, "savedMinutes").locator("input").fill("999");
  await settled(page);
  await expect.poll(() => field(page, "savedMinutes").innerText(), patience).toContain("节省后运行时间不为正");
  await staged.picture(page, "scenario-fault");
  await page.reload();
  await settled(page);
  await expect.poll(() => page.locator("main").innerText(), patience).toContain("已恢复本机上次未保存的内容");
  await page.getByRole("button", { name: "编辑", exact: true }).click();
  await field(page, "savedMinutes").locator("input").fill("40");
  await settled(page);
  await expect
    .poll(() => page.locator(".mr-scenario-table").innerText(), patience)
    .toContain("武汉与南昌间列车运行时间缩短40分钟");
  await expect.poll(() => page.locator(".mr-scenario-fault").count(), patience).toBe(0);
  shared = await page.getByLabel("情景网址").inputValue();
  expect(shared).toContain("/accessibility/scenarios/draft?scenario=s1.");
  await staged.picture(page, "scenario-editor");
});

test("the address holds the whole scenario; a broken one says so in both languages", async () => {
  const page = staged.person("colleague");
  await visit(page, shared);
  await settled(page);
  await expect.poll(() => page.locator("h1").innerText(), patience).toBe("武昌新线");
  await expect.poll(() => page.locator(".mr-scenario-table").innerText(), patience).toContain("缩短40分钟");
  await visit(page, `${shared.slice(0, -20)}&lang=zh`);
  await expect.poll(() => page.locator(".mr-problem").innerText(), patience).toContain("可能被截断");
  await visit(page, `${shared.slice(0, -20)}&lang=en`);
  await expect.poll(() => page.locator(".mr-problem").innerText(), patience).toContain("cut off");
  await visit(page, "/accessibility/scenarios?lang=zh");
});

test("its effects: commitments, people-minutes by city on a map and in a table, pairs that change", async () => {
  const page = staged.person("reader");
  await page.getByRole("link", { name: "看影响" }).click();
  await page.waitForURL(/\/accessibility\/effects\?scenario=s1/u);
  await expect.poll(() => page.locator("#glance-heading").count(), { timeout: 60_000 }).toBe(1);
  const text = await page.locator("main").innerText();
  for (const words of ["武昌新线", "节省的人·分钟", "武汉 → 南昌", "状态改变", "它不是客流预测"])
    expect(text).toContain(words);
  await expect.poll(() => page.locator("main svg .mr-reach-is-value").count(), patience).toBeGreaterThan(5);
  await staged.picture(page, "scenario-effects");
  await page.setViewportSize(viewports.phone);
  await expect.poll(() => widthBeyond(page), patience).toBeLessThanOrEqual(0);
  await staged.picture(page, "scenario-effects-phone");
  await page.setViewportSize(viewports.desktop);
});

test("a line fast enough in 2016 flips the promise of two hours between the capitals", async () => {
  const page = staged.person("colleague");
  const faster = { kind: "change-running-time", from: "武汉", to: "南昌西", factor: 0.7 } as const;
  const scenario = encodeScenario({ name: "提速", feed: "2016", modifications: [faster] });
  await visit(page, `/accessibility/effects?scenario=${scenario}&lang=zh`);
  await expect.poll(() => page.locator(".mr-effects-flip").count(), { timeout: 60_000 }).toBeGreaterThan(0);
  await expect.poll(() => page.locator(".mr-effects-flip").first().innerText(), patience).toContain("4.1.2.2a");
  await staged.picture(page, "scenario-flip");
  await visit(page, "/accessibility/effects?scenario=99");
  await expect.poll(() => page.locator("main .mr-problem").innerText(), patience).toContain("没有编号为“99”的情景");
});

test("every kind has its form, and all of them stand in both languages", async () => {
  const page = staged.person("colleague");
  await visit(page, "/accessibility/scenarios/draft?feed=2016&lang=en");
  await settled(page);
  const kinds = await page.locator(".mr-scenario-add .mr-chips button").allInnerTexts();
  expect(kinds).toHaveLength(9);
  for (const kind of kinds) await page.getByRole("button", { name: kind, exact: true }).click();
  await settled(page);
  await expect.poll(() => page.locator(".mr-scenario-table > tbody > tr").count(), patience).toBe(10);
  for (let index = 0; index < kinds.length; index += 1) {
    await page.getByRole("button", { name: "Edit", exact: true }).nth(index).click();
    await expect.poll(() => page.locator(".mr-scenario-form .mr-scenario-field").count(), patience).toBeGreaterThan(0);
    expect(await page.locator("main").innerText()).not.toMatch(/undefined|NaN/u);
  }
  await page.getByRole("button", { name: "Edit", exact: true }).nth(0).click();
  await staged.picture(page, "scenario-kinds");
  await page.setViewportSize(viewports.phone);
  await expect.poll(() => widthBeyond(page), patience).toBeLessThanOrEqual(0);
  await staged.picture(page, "scenario-kinds-phone");
  await page.setViewportSize(viewports.desktop);
  await page.getByRole("button", { name: "Throw away what is not saved" }).click();
  await settled(page);
  await expect.poll(() => page.locator(".mr-scenario-table").count(), patience).toBe(0);
});

test("trains are taken out of those between two stations; one is copied into a new train", async () => {
  const page = staged.person("colleague");
  await visit(page, "/accessibility/scenarios/draft?feed=2021&lang=zh");
  await settled(page);
  await clickStation(page, "武汉");
  await clickStation(page, "长沙");
  await addButton(page, "停开车次").click();
  await page.getByRole("button", { name: /全部选入/u }).click();
  await settled(page);
  await expect.poll(() => page.locator(".mr-scenario-table").innerText(), patience).toMatch(/停开.+等\d+个/u);
  await page.getByRole("button", { name: "去掉第1项" }).click();
  await addButton(page, "增开车次").click();
  await page.getByLabel("以现有车次为样本").click();
  await page.locator(".ant-select-item-option").first().click();
  await page.getByRole("button", { name: "套用其时刻" }).click();
  await field(page, "name").locator("input").fill("G9999");
  await settled(page);
  await expect.poll(() => page.locator(".mr-scenario-table").innerText(), patience).toContain("增开G9999");
  await expect.poll(() => page.locator(".mr-scenario-fault").count(), patience).toBe(0);
  await staged.picture(page, "scenario-new-train");
  await page.getByRole("button", { name: "放弃未保存的修改" }).click();
});

test("kept by name, changed by two at once: both versions are shown and nothing typed is lost", async () => {
  const page = staged.person("planner");
  await visit(page, shared);
  await settled(page);
  await page.getByLabel("公开给所有人").check();
  await page.getByRole("button", { name: "按名称保存" }).click();
  await page.waitForURL(/\/accessibility\/scenarios\/\d+$/u);
  const path = new URL(page.url()).pathname;
  await settled(page);
  await expect.poll(() => page.locator("main").innerText(), patience).toContain("已保存(第1版)");
  const other = staged.person("colleague");
  await visit(other, path);
  await settled(other);
  await other.getByLabel("名称", { exact: true }).fill("武昌新线(二)");
  await settled(other);
  await other.getByRole("button", { name: "保存", exact: true }).click();
  await expect.poll(() => other.locator("main").innerText(), patience).toContain("第2版");
  await page.getByLabel("名称", { exact: true }).fill("武昌新线(三)");
  await settled(page);
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.locator('[role="alert"]').waitFor();
  const conflict = await page.locator('[role="alert"]').innerText();
  for (const words of ["colleague", "第2版", "武昌新线(二)", "武昌新线(三)"]) expect(conflict).toContain(words);
  await staged.picture(page, "scenario-conflict");
  await page.getByRole("button", { name: /保留我的/u }).click();
  await settled(page);
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect.poll(() => page.locator("main").innerText(), patience).toContain("第3版");
  const gtfs = await page.getByRole("link", { name: "导出GTFS" }).getAttribute("href");
  const file = await page.request.get(staged.address + gtfs);
  expect(file.headers()["content-type"]).toContain("zip");
});

test("the list: copied, deleted after a question", async () => {
  const page = staged.person("planner");
  await visit(page, "/accessibility/scenarios");
  await settled(page);
  await expect.poll(() => page.locator("main").innerText(), patience).toContain("武昌新线(三)");
  await page.getByRole("button", { name: "复制" }).click();
  await page.waitForURL(/\/accessibility\/scenarios\/\d+$/u);
  await visit(page, "/accessibility/scenarios");
  await settled(page);
  await expect.poll(() => page.locator("main tbody tr.ant-table-row").count(), patience).toBe(2);
  await staged.picture(page, "scenario-list");
  const copied = page.locator("main tbody tr", { hasText: "副本" });
  await copied.getByRole("button", { name: "删除" }).click();
  await copied.getByRole("button", { name: "确认删除" }).click();
  await expect.poll(() => page.locator("main tbody tr.ant-table-row").count(), patience).toBe(1);
});

test("nothing went wrong in any browser but the conflict and the scenario that is not there", () => {
  const faults = Object.values(staged.people).flatMap((watched) => watched.faults);
  const meant = /409|404.*scenario-effects|status of 404/u;
  expect(faults.filter((fault) => !meant.test(fault))).toEqual([]);
});
