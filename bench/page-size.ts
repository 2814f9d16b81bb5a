import { type CDPSession, chromium } from "playwright-core";
import type { Benchmark } from "./benchmark.ts";
import { findChromium, startMeasured } from "./servers.ts";

/** What the front page's JavaScript may weigh, compressed. */
const aimKilobytes = 350;

interface Transfer {
  readonly type: string;
  readonly url: string;
  readonly transferredBytes: number;
  readonly encoding: string;
}

/** What a browser loads for the front page, as it comes over the line. */
export const pageSize: Benchmark = {
  name: "page-size",
  summary: "what the browser loads for the front page, compressed",
  async run(context) {
    const executablePath = findChromium();
    const server = await startMeasured(context);
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage();
      const session = await page.context().newCDPSession(page);
      const transfers = await listen(session);
      await page.goto(`${server.address}/`, { waitUntil: "networkidle" });
      const heading = (await page.locator("h1").first().textContent())?.trim();
      if (!heading) throw new Error("The front page shows no heading");
      return toReport(transfers);
    } finally {
      await browser.close();
      await server.process.stop();
    }
  },
};

/** Collects finished transfers; the browser itself says how many bytes came, headers included. */
async function listen(session: CDPSession): Promise<readonly Transfer[]> {
  const finished: Transfer[] = [];
  const open = new Map<string, Omit<Transfer, "transferredBytes">>();
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    const encoding = response.headers["content-encoding"] ?? response.headers["Content-Encoding"] ?? "none";
    open.set(requestId, { type, url: response.url, encoding });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const found = open.get(requestId);
    if (found) finished.push({ ...found, transferredBytes: encodedDataLength });
  });
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  return finished;
}

function toReport(transfers: readonly Transfer[]) {
  const types = [...new Set(transfers.map(({ type }) => type))].sort();
  const row = (name: string, chosen: readonly Transfer[]) => [
    name,
    chosen.length,
    chosen.reduce((total, { transferredBytes }) => total + transferredBytes, 0) / 1000,
    [...new Set(chosen.map(({ encoding }) => encoding))].sort().join(", "),
  ];
  const scripts = row(
    "JavaScript",
    transfers.filter(({ type }) => type === "Script"),
  );
  const share = Number(scripts[2]) / aimKilobytes;
  return {
    about: "The front page in an empty browser until the network is idle: bytes over the line, headers included.",
    columns: ["kind", "files", "kB transferred", "encoding"],
    rows: [
      scripts,
      ...types
        .filter((type) => type !== "Script")
        .map((type) =>
          row(
            type,
            transfers.filter((transfer) => transfer.type === type),
          ),
        ),
      row("all", transfers),
    ],
    notes: [
      `JavaScript: ${Math.round(share * 100)} % of the ${aimKilobytes} kB that it may weigh.`,
      "Checked: the page shows its heading. A browser that reaches the server by plain HTTP from elsewhere asks for gzip.",
    ],
  };
}
