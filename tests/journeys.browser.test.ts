import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { edit, zip } from "../engines/reach/gtfs/testing.ts";
import { openPage, viewports, visit, type WatchedPage } from "./browser.ts";
import { type Staged, stagePeople } from "./people.ts";

/**
 * The journey planner, timetables that users bring, and the settings of reach, on the shipped region.
 * MIDREACH_SCREENSHOTS names a folder for pictures.
 */

const wuhan = "420100";
const nanchang = "360100";
/** A city of which the newer timetable says nothing. */
const jingzhou = "421000";
const patience = { timeout: 30_000 };

let stage: Staged;
let office: WatchedPage;

beforeAll(async () => {
  stage = await stagePeople([{ userName: "office", roles: ["office"], organisation: null }]);
  office = stage.people.office as WatchedPage;
});

afterAll(() => stage?.close());

/** Opens a reader's page, lets the test walk on it, and expects that nothing else went wrong than what it awaits. */
async function walk(work: (page: Page) => Promise<void>, awaited?: string): Promise<void> {
  const watched = await openPage(stage.browser, stage.address);
  try {
    await work(watched.page);
    expect(watched.faults.filter((fault) => awaited === undefined || !fault.includes(awaited))).toEqual([]);
  } finally {
    await watched.close();
  }
}

const settled = (page: Page) => expect.poll(() => page.locator("main .mr-loading").count(), patience).toBe(0);
const widthBeyond = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const items = (page: Page) => page.locator("main .mr-ticket-list > li");

const paths = {
  "planner-empty": "/through-ticket",
  planner: `/through-ticket?from=${wuhan}&to=${nanchang}&mode=window&feed=2016`,
  "planner-point": `/through-ticket?from=114.3000,30.5000&to=${nanchang}&without=G1`,
  feeds: "/accessibility/feeds",
  settings: "/accessibility/settings",
};

describe.each(["zh", "en"] as const)("in %s", (language) => {
  test.each(Object.entries(paths))("%s stands without a fault, at the desk and on a phone", async (name, path) => {
    await walk(async (page) => {
      await visit(page, `${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
      await settled(page);
      expect(await page.locator("main .mr-problem").count()).toBe(0);
      expect(await page.locator("main").innerText()).not.toMatch(/undefined|NaN|\bnull\b/u);
      await expect.poll(() => widthBeyond(page)).toBeLessThanOrEqual(0);
      await stage.picture(page, `${name}-${language}`);
      await page.setViewportSize(viewports.phone);
      await expect.poll(() => widthBeyond(page), { message: "horizontal scroll on a phone" }).toBeLessThanOrEqual(0);
      await stage.picture(page, `${name}-${language}-phone`);
    });
  });
});

/** Types into a field of choices and takes the first that fits. */
async function choose(page: Page, label: string, words: string): Promise<void> {
  const field = page.getByRole("combobox", { name: label, exact: true });
  await field.click();
  await field.fill(words);
  await page.keyboard.press("Enter");
}

test("from the menu to a journey: ends by name, the state in the address, the legs by a click on the time line", async () => {
  await walk(async (page) => {
    await visit(page, "/");
    await page.getByRole("link", { name: "行程规划" }).first().click();
    await page.waitForURL(/\/through-ticket$/u);
    await expect.poll(() => page.locator("main").innerText(), patience).toContain("请选择出发地和目的地");
    await choose(page, "出发地", "武汉");
    await choose(page, "目的地", "南昌");
    await page.waitForURL(/from=420100&to=360100/u);
    await page.getByRole("button", { name: "整个时段" }).click();
    await expect.poll(() => items(page).count(), patience).toBeGreaterThan(10);
    // Without a beaten journey among them, the fastest of the day is there: 113 minutes.
    await page.getByRole("button", { name: "用时短" }).click();
    await expect.poll(() => items(page).first().innerText()).toContain("113");
    expect(await page.locator("main a.mr-ticket-row").count()).toBe(await items(page).count());
    await page.locator("main a.mr-ticket-row").first().click();
    const legs = items(page).first().locator(".mr-journey-legs");
    expect(await legs.innerText()).toMatch(/武汉[\s\S]+G487[\s\S]+南昌/u);
    await page.reload();
    await expect.poll(() => items(page).first().innerText(), patience).toContain("113");
    await page.getByRole("button", { name: "对调" }).click();
    await expect.poll(() => page.locator("#journeys-heading").innerText(), patience).toBe("南昌 → 武汉");
  });
});

test("arrive by, direct only, from a point with access, and a city without data", async () => {
  await walk(async (page) => {
    await visit(page, `/through-ticket?from=${wuhan}&to=${nanchang}&mode=arrive&time=12:00&changes=0`);
    await settled(page);
    const journeys = await items(page).allInnerTexts();
    expect(journeys.length).toBeGreaterThan(0);
    for (const words of journeys) {
      expect(words).toContain("直达");
      expect(/→ (\d\d:\d\d)/u.exec(words)?.[1]?.localeCompare("12:01")).toBe(-1);
    }
    await visit(page, `/through-ticket?from=114.3000,30.5000&to=${nanchang}`);
    await settled(page);
    expect(await items(page).first().innerText()).toMatch(/接驳\s+[1-9]\d*分钟/u);
    expect(await page.locator("main").innerText()).toContain("直线距离×1.4");
    await visit(page, `/through-ticket?from=${wuhan}&to=${jingzhou}&feed=2021`);
    await settled(page);
    expect(await page.locator("main").innerText()).toContain("没有数据,不等于不能到达");
  });
});

test("what remains when a train or a line is cancelled; a train that is not there is named", async () => {
  await walk(async (page) => {
    await visit(page, `/through-ticket?from=${wuhan}&to=${nanchang}&mode=window&order=minutes`);
    await settled(page);
    await page.getByRole("button", { name: "G487停运", exact: true }).click();
    await page.waitForURL(/without=G487/u);
    await expect.poll(() => page.locator(".mr-ticket-cost").innerText(), patience).toContain("慢了8分钟");
    await stage.picture(page, "planner-cancelled");
    await page.getByRole("button", { name: "恢复车次G487" }).click();
    await expect.poll(() => page.locator(".mr-ticket-cost").count(), patience).toBe(0);

    const forms = page.locator(".mr-ticket-forms form");
    await page.locator("main details > summary").first().click();
    await forms.nth(1).getByRole("button").click();
    await expect.poll(() => page.getByRole("alert").innerText()).toContain("不同的车站");
    await choose(page, "区段一端", "武汉");
    await choose(page, "区段另一端", "南昌");
    await forms.nth(1).getByRole("button").click();
    await page.waitForURL(/without=station/u);
    await expect
      .poll(() => page.locator(".mr-ticket-cancelled").innerText(), patience)
      .toMatch(/武汉至南昌的线路.*影响/u);

    await page.getByLabel("车次", { exact: true }).fill("X0000");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("main .mr-problem").count(), patience).toBe(1);
    expect(await page.locator("main .mr-problem").innerText()).toContain("X0000");
    await page.getByRole("button", { name: "恢复车次X0000" }).click();
    await expect.poll(() => items(page).count(), patience).toBeGreaterThan(0);
  }, "400");
});

const upload = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: "application/zip",
  buffer: Buffer.from(bytes),
});

test("a faulty timetable is refused with every fault; a good one is looked at, kept, used, fetched and taken out", async () => {
  const { page } = office;
  await visit(page, "/accessibility/feeds?lang=zh");
  await settled(page);
  const drop = page.locator('input[type="file"]');
  await drop.setInputFiles(
    upload("faulty.zip", zip(edit("stop_times.txt", "T1,08:30:00,08:32:00", "T1,07:30:00,07:32:00"))),
  );
  const report = page.locator(".mr-feed-report");
  await expect.poll(() => report.innerText(), patience).toMatch(/错误\s+stop_times\.txt[^\n]*\s+3\s/u);
  expect(await page.getByRole("alert").innerText()).toContain("有错误");
  expect(await page.getByRole("button", { name: "确认导入" }).count()).toBe(0);
  await stage.picture(page, "feeds-faulty");

  await drop.setInputFiles(upload("no-zip.zip", new Uint8Array([1, 2, 3])));
  await expect.poll(() => page.locator("#trial-heading").innerText(), patience).toContain("no-zip");
  expect(await page.getByRole("button", { name: "确认导入" }).count()).toBe(0);

  await page.getByLabel("名称").fill("岛线试行");
  await drop.setInputFiles(upload("island-line.zip", zip()));
  await expect.poll(() => page.getByRole("button", { name: "确认导入" }).count(), patience).toBe(1);
  expect(await page.locator("main").innerText()).toContain("还没有导入过时刻表");
  await stage.picture(page, "feeds-good");
  await page.getByRole("button", { name: "确认导入" }).click();
  await expect.poll(() => page.getByRole("heading", { name: "岛线试行" }).count(), patience).toBe(1);
  const row = page.locator("main ul.mr-list > li", { hasText: "island-line.zip" });
  await row.waitFor();
  await stage.picture(page, "feeds-kept");

  const file = await page.request.get(`${stage.address}${await row.locator("a[download]").getAttribute("href")}`);
  expect(file.status()).toBe(200);
  expect([...(await file.body()).subarray(0, 2)]).toEqual([0x50, 0x4b]);
  await visit(page, "/through-ticket?feed=island-line&from=station:A&to=station:C");
  await expect.poll(() => items(page).first().innerText(), patience).toContain("08:00 → 09:10");

  await visit(page, "/accessibility/feeds");
  await row.getByRole("button", { name: "停用并删除" }).click();
  await row.getByRole("button", { name: "保留" }).click();
  await row.getByRole("button", { name: "停用并删除" }).click();
  await row.getByRole("button", { name: "确认停用" }).click();
  await expect.poll(() => page.getByRole("heading", { name: "岛线试行" }).count(), patience).toBe(0);
  expect(office.faults).toEqual([]);
});

test("readers see the settings and cannot change them; the office decides with a reason, and the promise follows", async () => {
  await walk(async (page) => {
    await visit(page, "/accessibility/settings");
    await settled(page);
    expect(await page.locator("main button", { hasText: /更改/u }).count()).toBe(0);
    expect(await page.locator("main").innerText()).toContain("更改需要联席会议办公室账号");
    await visit(page, "/accessibility/feeds");
    await settled(page);
    expect(await page.locator('input[type="file"]').count()).toBe(0);
  });
  const { page } = office;
  await visit(page, "/accessibility/settings?lang=zh");
  await settled(page);
  await page.getByRole("button", { name: "更改标准" }).click();
  const save = page.getByRole("button", { name: "作出决定" });
  expect(await save.isDisabled()).toBe(true);
  await page.getByRole("radio", { name: /^\s*中位/u }).check();
  await page.getByLabel("绕行系数").fill("9");
  await page.getByLabel(/^理由/u).fill("全体成员城市商定按中位数评价");
  await save.click();
  // The browser itself refuses a factor beyond its bounds.
  expect(await page.locator("input:invalid").count()).toBe(1);
  await page.getByLabel("绕行系数").fill("1.3");
  await stage.picture(page, "settings-editing");
  await save.click();
  const history = page.locator("section", { has: page.locator("#settings-history-heading") }).locator("tbody tr");
  await expect.poll(() => history.count(), patience).toBe(2);
  expect(await history.first().innerText()).toMatch(/中位[\s\S]*1\.3[\s\S]*全体成员城市商定[\s\S]*office/u);
  await visit(page, "/accessibility");
  await expect
    .poll(() => page.locator("main .mr-promise-criteria .mr-promise-governs").innerText(), patience)
    .toMatch(/^中位/u);
  expect(office.faults).toEqual([]);
});

test("the office changes which cities surround a capital, from a day on", async () => {
  const { page } = office;
  await visit(page, "/accessibility/settings?lang=zh");
  await settled(page);
  await page.getByRole("button", { name: "更改武汉的名单" }).click();
  await page.getByLabel("荆门", { exact: true }).uncheck();
  await page.getByLabel(/^理由/u).fill("会议决定");
  await page.getByRole("button", { name: "作出决定" }).click();
  const around = page.locator("section", { has: page.locator("#surroundings-heading") });
  await expect.poll(() => around.locator("li").first().innerText(), patience).toContain("11个城市");
  expect(await around.locator("li").first().innerText()).not.toContain("荆门");
  const history = page.locator("section", { has: page.locator("#surroundings-history-heading") });
  expect(await history.locator("tbody tr").first().innerText()).toContain("会议决定");
  await stage.picture(page, "settings-decided");
  expect(office.faults).toEqual([]);
});
