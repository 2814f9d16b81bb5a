import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPage, viewports, visit, type WatchedPage } from "./browser.ts";
import { type Staged, stagePeople } from "./people.ts";

/**
 * The main path of figures in the browser: the data map, a file with bad rows, the same file corrected, both values of
 * a revised figure, and the draft that is due afterwards. MIDREACH_SCREENSHOTS names a folder for pictures.
 */

const accounts = [{ userName: "office", roles: ["office"], organisation: null }] as const;
let stage: Staged;
let office: WatchedPage;
const picture = (page: Page, name: string) => stage.picture(page, name);

beforeAll(async () => {
  stage = await stagePeople(accounts);
  office = stage.people.office as WatchedPage;
});

afterAll(() => stage?.close());

const file = (name: string, rows: readonly string[]) => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(["指标,城市,年份,数值,单位,来源,发布日期", ...rows].join("\n")),
});
const chooseFile = async (chosen: ReturnType<typeof file>) => {
  await office.page.locator('input[type="file"]').setInputFiles(chosen);
};

test.each(["zh", "en"] as const)("the data map stands in %s, at the desk and on a phone", async (language) => {
  const watched = await openPage(stage.browser, stage.address);
  const { page } = watched;
  await visit(page, `/data?lang=${language}`);
  await page.locator(".mr-matrix a.mr-cell").first().waitFor();
  await picture(page, `data-map-${language}`);
  await page.setViewportSize(viewports.phone);
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(beyond).toBeLessThanOrEqual(0);
  await picture(page, `data-map-${language}-phone`);
  await visit(page, `/data/import?lang=${language}`);
  await expect.poll(beyond).toBeLessThanOrEqual(0);
  expect(watched.faults).toEqual([]);
  await watched.close();
});

test("a file with bad rows is refused with every one of them named; corrected, it is imported", async () => {
  const { page } = office;
  await visit(page, "/data/import?lang=zh");
  await chooseFile(
    file("数据.csv", [
      "常住人口,武汉市,2020-11-01,12447719,公里,年鉴,2022-10-01",
      "没有的指标,长沙,2021,1,人,x,2022-03-01",
    ]),
  );
  const faults = page.getByRole("alert");
  await faults.waitFor();
  expect(await faults.innerText()).toContain("E2 单位");
  expect(await faults.innerText()).toContain("没有指标“没有的指标”");
  await picture(page, "import-bad-zh");
  await chooseFile(
    file("数据.csv", [
      "常住人口,武汉市,2020-11-01,12447719,人,年鉴,2022-10-01",
      "常住人口,长沙,2021,10239300,人,统计公报,2022-03-20",
    ]),
  );
  const confirm = page.getByRole("button", { name: "导入这 2 个数据" });
  await confirm.waitFor();
  await picture(page, "import-preview-zh");
  await confirm.click();
  await page.getByText("已导入 2 个数据").waitFor();
  await picture(page, "import-done-zh");
});

test("both values of a revised figure stand side by side, for everybody", async () => {
  const watched = await openPage(stage.browser, stage.address);
  await visit(watched.page, "/indicators/population?place=420100&lang=zh");
  const text = await watched.page.locator("#figures").innerText();
  expect(text).toContain("12,447,718");
  expect(text).toContain("12,447,719");
  await picture(watched.page, "indicator-zh");
  await visit(watched.page, "/indicators/population?lang=en");
  await picture(watched.page, "indicator-en");
  expect(watched.faults).toEqual([]);
  await watched.close();
});

test("the office makes the draft that is due with one click", async () => {
  const { page } = office;
  await visit(page, "/data/import?lang=zh");
  await page.getByRole("button", { name: /按今天/ }).click();
  await page.waitForURL(/\/evaluations\/\d+/);
  await visit(page, "/data/import?lang=en");
  await page.getByText("数据.csv").waitFor();
  expect(await page.getByRole("button", { name: /Compute a draft/ }).count()).toBe(0);
  await picture(page, "import-en");
  expect(office.faults).toEqual([]);
});
