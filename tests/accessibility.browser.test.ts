import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, openPage, viewports, visit, type WatchedPage } from "./browser.ts";
import { createDataFolder, removeDataFolder, type StartedServer, startServer } from "./server-process.ts";

/** The pages of reach on the shipped region's timetables: the promise, the map, the matrix, and what is behind a figure. */

let server: StartedServer;
let address: string;
let browser: Browser;
const dataFolder = createDataFolder();

beforeAll(async () => {
  server = startServer({ dataFolder });
  [address, browser] = await Promise.all([server.ready(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  removeDataFolder(dataFolder);
});

/** Opens a watched page, lets the test walk on it, and expects that nothing went wrong. */
async function walk(options: BrowserContextOptions, work: (watched: WatchedPage) => Promise<void>): Promise<void> {
  const watched = await openPage(browser, address, options);
  try {
    await work(watched);
    expect(watched.faults).toEqual([]);
  } finally {
    await watched.close();
  }
}

/** A machine that is busy with other tests takes its time. */
const patient = { timeout: 30_000 };

const wuhan = "420100";
const nanchang = "360100";

const paths = [
  "/accessibility",
  "/accessibility/map",
  `/accessibility/map?from=114.3000,30.5000&otherFeed=2016&to=${nanchang}`,
  `/accessibility/map?feed=2016&otherFeed=2021&view=difference&to=${nanchang}`,
  "/accessibility/matrix?feed=2016",
  "/accessibility/matrix?view=list&measure=median&of=420000",
  `/accessibility/pair?from=${wuhan}&to=${nanchang}&feed=2021`,
];

describe.each(["zh", "en"] as const)("in %s", (language) => {
  test.each(paths)("%s stands without a fault, at the desk and on a phone", async (path) => {
    await walk({ viewport: viewports.desktop }, async ({ page }) => {
      await visit(page, `${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
      await expect.poll(() => page.locator("main .mr-loading").count(), patient).toBe(0);
      expect(await page.locator("main .mr-problem").count()).toBe(0);
      const text = await page.locator("main").innerText();
      if (language === "en") expect(text.replaceAll(/[一-鿿]+\/?[A-Z]?\d*/gu, "")).not.toMatch(/undefined|NaN|null/u);
      await expect.poll(() => widthBeyond(page), patient).toBeLessThanOrEqual(0);
      await page.setViewportSize(viewports.phone);
      await expect
        .poll(() => widthBeyond(page), { ...patient, message: "horizontal scroll on a phone" })
        .toBeLessThanOrEqual(0);
    });
  });
});

/** Pixels by which the page is wider than the window. */
function widthBeyond(page: WatchedPage["page"]): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

const settled = (page: WatchedPage["page"]) =>
  expect.poll(() => page.locator("main .mr-loading").count(), patient).toBe(0);

test("one glance tells the story: behind in 2016; about 2021 the fastest in time, but 1 of 39 trains", async () => {
  await walk({}, async ({ page }) => {
    await visit(page, "/accessibility");
    await settled(page);
    const cards = page.locator("main .mr-promise-hardest");
    expect(await cards.nth(0).innerText()).toMatch(
      /武汉 → 南昌\s+165\s+175\s+0\/17\s+南昌 → 武汉\s+143\s+171\s+0\/17/u,
    );
    expect(await cards.nth(1).innerText()).toMatch(/武汉 → 南昌\s+113\s+190\s+1\/39/u);
    const verdicts = page.locator("main .mr-promise-tallies .mr-promise-governs");
    expect(await verdicts.nth(0).innerText()).toContain("未达到");
    expect(await verdicts.nth(1).innerText()).toMatch(/^达到/u);
    const text = await page.locator("main").innerText();
    for (const word of ["现行标准", "荆门", "4.1.2.2a", "缺少数据"]) expect(text).toContain(word);
    // Every train of Wuhan to Nanchang about 2021 is a stroke of its own.
    const strips = page.locator("main .mr-promise-strip svg");
    await expect.poll(() => strips.nth(5).locator(".mr-strip-good, .mr-strip-late").count(), patient).toBe(39);
  });
});

test("a figure of the promise leads to the trains behind it", async () => {
  await walk({}, async ({ page }) => {
    await visit(page, "/accessibility");
    await settled(page);
    await page.locator("main .mr-promise-hardest").nth(1).getByRole("link").first().click();
    await page.waitForURL(/\/accessibility\/pair\?/u);
    await settled(page);
    await expect.poll(() => page.locator("main svg.mr-departures circle").count(), patient).toBe(39);
    expect(await page.locator("main svg.mr-departures circle.mr-departures-good").count()).toBe(1);
    await page.locator("main details", { hasText: "用表格查看" }).first().locator("summary").click();
    expect(await page.locator("main table tbody tr").count()).toBe(39);
    await page.locator("main details", { hasText: "逐段查看" }).first().locator("summary").click();
    expect(await page.locator("main .mr-journey-legs").first().innerText()).toContain("南昌");
  });
});

test("a city of the map opens the journeys behind its figure; by keyboard too", async () => {
  await walk({}, async ({ page }) => {
    await visit(page, `/accessibility/map?from=${wuhan}&feed=2021`);
    await settled(page);
    const city = page.locator('main svg a[aria-label^="南昌"]');
    expect(await city.getAttribute("aria-label")).toContain("113");
    await city.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/to=360100/u);
    await expect.poll(() => page.locator("#city-heading").innerText(), patient).toBe("武汉 → 南昌");
    await expect.poll(() => page.locator("main .mr-journey").count(), patient).toBeGreaterThan(0);
    // A city without data says so and why; it is never shown as not reached.
    const uncovered = page.locator("main svg a.mr-reach-is-no-data").first();
    expect(await uncovered.getAttribute("aria-label")).toContain("缺少数据");
  });
});

test("a click on the map starts from there; the address can be shared; the time is printed", async () => {
  await walk({}, async ({ page }) => {
    await visit(page, `/accessibility/map?from=${wuhan}&feed=2016`);
    await settled(page);
    const map = page.locator("main .mr-reach-map svg.mr-map-drawing");
    const taken: number[] = [];
    for (const [x, y] of [
      [300, 330],
      [240, 380],
      [420, 290],
      [330, 420],
      [260, 260],
    ] as const) {
      await map.click({ position: { x, y } });
      await expect.poll(() => drawn(page).then((list) => list.length), patient).toBe(taken.length + 1);
      taken.push((await drawn(page)).at(-1) as number);
    }
    expect(page.url()).toMatch(/from=1\d\d\.\d{4}%2C[23]\d\.\d{4}/u);
    expect(await page.locator("main .mr-reach-area").count()).toBe(4);
    const sorted = [...taken].sort((a, b) => a - b);
    console.info(`isochrone map after a click: median ${Math.round(sorted[2] ?? 0)} ms of ${taken.map(Math.round)}`);
    const shared = page.url();
    await page.goto("about:blank");
    await visit(page, shared);
    await settled(page);
    await expect.poll(() => page.locator("main h2").first().innerText(), patient).toContain("地图上的点");
  });
});

/** Milliseconds from each click until the map was painted, as the page measured them. */
function drawn(page: WatchedPage["page"]): Promise<number[]> {
  return page.evaluate(() => performance.getEntriesByName("reach-drawn").map((entry) => entry.duration));
}

test("the matrix sorts over all pairs, is filtered by province, and downloads", async () => {
  await walk({ acceptDownloads: true }, async ({ page }) => {
    await visit(page, "/accessibility/matrix?feed=2016&view=list&of=420000&to=360000");
    await settled(page);
    await page.getByRole("button", { name: /^中位/u }).first().click();
    await page.getByRole("columnheader").getByRole("button", { name: /^最快/u }).click();
    const first = page.locator("main tbody tr.ant-table-row").first();
    await expect.poll(() => first.innerText(), patient).toMatch(/\d/u);
    await page.getByRole("button", { name: "矩阵" }).click();
    await expect.poll(() => page.locator("main table.mr-grid tbody tr").count(), patient).toBe(13);
    await page.locator("main table.mr-grid a.mr-grid-cell").first().click();
    await page.waitForURL(/\/accessibility\/pair\?/u);
    await page.goBack();
    await settled(page);
    for (const ending of ["csv", "xlsx", "geojson"]) {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.locator(`a[download][href*=".${ending}"]`).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`));
      let bytes = 0;
      for await (const chunk of await download.createReadStream()) bytes += (chunk as Buffer).length;
      expect(bytes).toBeGreaterThan(200);
    }
  });
});

test("an origin that is nowhere is told, and the page stays usable", async () => {
  const watched = await openPage(browser, address);
  await visit(watched.page, "/accessibility/map?from=station:nowhere");
  await expect.poll(() => watched.page.locator("main .mr-problem").count(), patient).toBeGreaterThan(0);
  expect(await watched.page.locator("main .mr-problem").first().innerText()).toContain("station:nowhere");
  // The answer 400 is what the test is about; anything else is a fault.
  expect(watched.faults.filter((fault) => !fault.includes("400"))).toEqual([]);
  await watched.close();
});
