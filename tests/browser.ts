import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** The sizes that the product promises to work at. */
export const viewports = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;

/** The system's Chromium; `MIDREACH_CHROMIUM` names another. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.MIDREACH_CHROMIUM ?? "/usr/bin/chromium",
    // Containers lack what the sandbox needs; the pages are our own.
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
  });
}

/** A page that notes everything that goes wrong on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Violations of the CSP, console errors, exceptions, failed requests, requests to elsewhere, answers of 400 and up. */
  readonly faults: string[];
  close(): Promise<void>;
}

/** Opens a page in a context of its own. `baseURL` is the server's address. */
export async function openPage(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL, viewport: viewports.desktop, locale: "zh-CN", ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  await page.exposeFunction("midreachViolation", (what: string) => faults.push(`CSP: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const report = (window as unknown as { midreachViolation(what: string): void }).midreachViolation;
      report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
    });
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // Leaving a page ends what it was still fetching.
    if (why !== "net::ERR_ABORTED") faults.push(`failed: ${request.url()} ${why}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(baseURL) && !/^(data|blob|about):/.test(request.url()))
      faults.push(`elsewhere: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  return { page, faults, close: () => context.close() };
}

/** Goes to an address and waits until the page stands: heading there, nothing being fetched. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator("main h1").waitFor();
  await page.waitForLoadState("networkidle");
}
