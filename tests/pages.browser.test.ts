import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser, openPage, viewports, visit, type WatchedPage } from "./browser.ts";
import { createDataFolder, removeDataFolder, type StartedServer, startServer } from "./server-process.ts";
import { root } from "./tree.ts";

/** Every page of the shipped region, as a reader meets it: both languages, desk and phone, mouse and keyboard. */

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

const paths = [
  "/",
  "/commitments",
  "/commitments?status=missed",
  "/commitments/4.1.2.2a",
  "/commitments/4.1.2.2",
  "/chapters/4",
  "/cities",
  "/cities/430600",
  "/owners",
  "/owners/transport",
  "/systems",
  "/missing",
  "/evaluations",
  "/sign-in",
];

describe.each(["zh", "en"] as const)("in %s", (language) => {
  test.each(paths)("%s stands without a fault, at the desk and on a phone", async (path) => {
    await walk({ viewport: viewports.desktop }, async ({ page }) => {
      await visit(page, `${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
      expect(await page.locator("html").getAttribute("lang")).toBe(language === "zh" ? "zh-CN" : "en");
      expect(await page.title()).not.toBe("");
      await expect.poll(() => widthBeyond(page)).toBeLessThanOrEqual(0);
      await page.setViewportSize(viewports.phone);
      await expect.poll(() => widthBeyond(page), { message: "horizontal scroll on a phone" }).toBeLessThanOrEqual(0);
    });
  });
});

/** Pixels by which the page is wider than the window. */
function widthBeyond(page: WatchedPage["page"]): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

test("the front page has the map with its note, the chapters at both dates, changes and systems", async () => {
  await walk({}, async ({ page }) => {
    await visit(page, "/");
    const text = await page.locator("main").innerText();
    for (const word of ["长江中游城市群发展规划", "示意图", "抚州", "基础设施", "规划期末", "联合系统"])
      expect(text).toContain(word);
    expect(await page.locator("main svg path").count()).toBeGreaterThan(31);
  });
});

test("a switch to English stays through a walk", async () => {
  await walk({}, async ({ page }) => {
    await visit(page, "/");
    await page.getByRole("button", { name: "English" }).click();
    await expect.poll(() => page.locator("h1").innerText()).toContain("Development plan");
    await page.locator("nav#menu").getByRole("link", { name: "Cities" }).click();
    await page.locator("h1").waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
  });
});

test("search finds Chinese words, and the address of what was found can be shared", async () => {
  await walk({}, async ({ page }) => {
    await visit(page, "/");
    await page.getByRole("searchbox").fill("洞庭湖");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/commitments\?q=/);
    await expect.poll(() => page.locator("main").innerText()).toContain("洞庭湖");
    const shared = page.url();
    await page.goto("about:blank");
    await visit(page, shared);
    expect(await page.locator("main").innerText()).toContain("洞庭湖");
  });
});

test("an address that does not exist says so, and one of a commitment that does not exist", async () => {
  const watched = await openPage(browser, address);
  for (const path of ["/nowhere", "/commitments/99.9.9.9"]) {
    await visit(watched.page, path);
    expect((await watched.page.locator("main").innerText()).length).toBeGreaterThan(5);
  }
  // The answer 404 is what the page is about; anything else is a fault.
  expect(watched.faults.filter((fault) => !fault.includes("404"))).toEqual([]);
  await watched.close();
});

test.each(["csv", "xlsx"])("the table of commitments downloads as %s", async (ending) => {
  await walk({ acceptDownloads: true }, async ({ page }) => {
    await visit(page, "/commitments?status=missed");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(`a[download][href*=".${ending}"]`).first().click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`));
    const stream = await download.createReadStream();
    let bytes = 0;
    for await (const chunk of stream) bytes += (chunk as Buffer).length;
    expect(bytes).toBeGreaterThan(200);
  });
});

test("the keyboard alone leads from the front page to a commitment's evidence", async () => {
  await walk({}, async ({ page }) => {
    await visit(page, "/");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe("#main");
    await tabTo(page, 'a[href="/commitments"]');
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/commitments$/);
    await page.locator('main a[href^="/commitments/"]').first().waitFor();
    await tabTo(page, 'main a[href^="/commitments/"]');
    expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).not.toBe(
      "none",
    );
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/commitments\/\d/);
    await page.locator("main h1").waitFor();
  });
});

/** Presses Tab until an element that matches has the focus. */
async function tabTo(page: WatchedPage["page"], selector: string): Promise<void> {
  for (let step = 0; step < 150; step++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`Tab does not reach ${selector}`);
}

test("on a phone the menu opens and leads on", async () => {
  await walk({ viewport: viewports.phone, hasTouch: true, isMobile: true }, async ({ page }) => {
    await visit(page, "/");
    await page.locator('button[aria-controls="menu"]').tap();
    await page.locator("nav#menu").getByRole("link", { name: "联合系统" }).tap();
    await page.waitForURL(/\/systems$/);
    await page.locator("main h1").waitFor();
    await expect.poll(() => widthBeyond(page)).toBeLessThanOrEqual(0);
  });
});

test("the administrator signs in with the one-time password, chooses another, and sees accounts and the audit log", async () => {
  const password = (await server.printed(/^\s+password\s+(\S+)\s/m))[1] ?? "";
  await walk({}, async ({ page }) => {
    await visit(page, "/sign-in");
    await page.locator('input[autocomplete="username"]').fill("admin");
    await page.locator('input[autocomplete="current-password"]').fill(password);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/account$/);
    await page.locator('input[autocomplete="new-password"]').first().waitFor();
    await page.locator('input[autocomplete="current-password"]').fill(password);
    for (const field of await page.locator('input[autocomplete="new-password"]').all())
      await field.fill("a longer pass phrase");
    await page.keyboard.press("Enter");
    await page.locator("main").getByText("密码已修改").waitFor();
    for (const path of ["/accounts", "/audit", "/evaluations"]) {
      await visit(page, path);
      expect(await page.locator("main h1").innerText()).not.toBe("");
      await expect.poll(() => widthBeyond(page)).toBeLessThanOrEqual(0);
    }
  });
});

test("the API's reference can be read without a script", async () => {
  const watched = await openPage(browser, address, { javaScriptEnabled: true });
  await watched.page.goto("/api/reference");
  expect(await watched.page.locator("h2").count()).toBeGreaterThan(3);
  await watched.page.locator("details summary").first().click();
  expect(watched.faults).toEqual([]);
  await watched.close();
});

/** `MIDREACH_README_PICTURES=1 npm run test:browser` puts them where the README shows them. */
test("pictures for the README", async () => {
  const folder = process.env.MIDREACH_README_PICTURES === "1" ? join(root, "docs/images") : dataFolder;
  const shots = [
    ["front-zh", "/?lang=zh", viewports.desktop],
    ["front-en", "/?lang=en", viewports.desktop],
    ["commitment-zh", "/commitments/3.1.4.2a?lang=zh", viewports.desktop],
    ["commitment-en", "/commitments/3.1.4.2a?lang=en", viewports.desktop],
    ["accessibility-zh", "/accessibility?lang=zh", viewports.desktop],
    ["accessibility-en", "/accessibility?lang=en", viewports.desktop],
    ["phone-zh", "/?lang=zh", viewports.phone],
  ] as const;
  for (const [name, path, viewport] of shots) {
    const { page, close } = await openPage(browser, address, { viewport });
    await visit(page, path);
    await expect.poll(() => page.locator("main .mr-loading").count(), { timeout: 30_000 }).toBe(0);
    const picture = await page.screenshot({ path: join(folder, `${name}.png`) });
    // A page that shows nothing packs into less.
    expect(picture.byteLength, name).toBeGreaterThan(30_000);
    await close();
  }
});

test("an evaluation gives its report in one click, and the file is a Word document", async () => {
  await walk({ acceptDownloads: true }, async ({ page }) => {
    await visit(page, "/evaluations");
    await page.locator("main a[href^='/evaluations/']").first().click();
    const word = page.locator("a[href^='/api/report'][href*='format=docx']");
    await word.waitFor();
    const [download] = await Promise.all([page.waitForEvent("download", { timeout: 120_000 }), word.click()]);
    expect(download.suggestedFilename()).toMatch(/-zh\.docx$/);
    const file = readFileSync(await download.path());
    expect(file.subarray(0, 2).toString()).toBe("PK");
    expect(file.length).toBeGreaterThan(100_000);
  });
});
