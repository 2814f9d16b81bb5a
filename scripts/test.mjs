#!/usr/bin/env node
// @ts-check
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ensureWebBuild } from "./build.mjs";
import { ensureDependencies } from "./install.mjs";
import { findPostgresBinaries, startThrowawayPostgres } from "./postgres.mjs";
import { createProgress } from "./progress.mjs";
import { steps } from "./test-steps.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const help = `Usage: npm test -- [--require-all] [--only NAME[,NAME…]]

  --require-all   a test that cannot run here counts as failed (MIDREACH_REQUIRE_ALL=1)
  --only NAMES    only these steps: ${steps.map((step) => step.name).join(", ")}
`;
/** What a step may need beyond npm's packages, and how to get it. */
const howToGet = {
  chromium: "install Chromium (Debian: apt-get install chromium) or name it in MIDREACH_CHROMIUM",
  postgres: "install PostgreSQL (Debian: apt-get install postgresql) or name a server in MIDREACH_TEST_POSTGRES_URL",
  shared: "put the folder of published reference data beside the clone, as ../shared",
};

const { values } = parseArgs({
  options: { "require-all": { type: "boolean" }, only: { type: "string" }, help: { type: "boolean", short: "h" } },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
const requireAll = values["require-all"] === true || process.env.MIDREACH_REQUIRE_ALL === "1";
const only = values.only?.split(",");
const progress = createProgress({ color: !process.env.NO_COLOR });
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.once(signal, () => process.exit(130));

async function main() {
  await progress.step("dependencies", (say) => ensureDependencies(root, say));
  await progress.step("pages", (say) => ensureWebBuild(root, say));
  const { env, missing, stop } = await findWhatIsThere();
  let passed = 0;
  let failed = 0;
  /** @type {string[]} */
  const skipped = missing.has("postgres") ? [`PostgreSQL half of conformance: ${howToGet.postgres}`] : [];
  /** @param {import("./test-steps.mjs").Step} step */
  const take = async (step) => {
    if (step.needs && missing.has(step.needs)) {
      skipped.push(`${step.name}: ${howToGet[step.needs]}`);
      return;
    }
    const outcome = await progress.step(step.name, async () => {
      const result = await step.work(root, env);
      return { detail: `${result.passed} passed, ${result.failed} failed`, result };
    });
    passed += outcome.passed;
    failed += outcome.failed;
    skipped.push(...outcome.skipped.map((name) => `${step.name}: ${name}`));
  };
  const wanted = steps.filter(({ name }) => !only || only.includes(name));
  for (const [index, step] of wanted.entries()) {
    if (step.alongside && index > 0) continue;
    const next = wanted[index + 1];
    await Promise.all([step, ...(next?.alongside ? [next] : [])].map(take));
  }
  await stop();
  tellSkipped(skipped);
  if (requireAll) failed += skipped.length;
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

/** Looks for what steps need; starts a PostgreSQL server for the tests when none is named. */
async function findWhatIsThere() {
  const chromium = process.env.MIDREACH_CHROMIUM ?? "/usr/bin/chromium";
  /** @type {Set<import("./test-steps.mjs").Need>} */
  const missing = new Set();
  if (!existsSync(chromium)) missing.add("chromium");
  if (!existsSync(join(root, "..", "shared"))) missing.add("shared");
  const named = process.env.MIDREACH_TEST_POSTGRES_URL;
  const binaries = named ? undefined : findPostgresBinaries();
  if (!named && !binaries) missing.add("postgres");
  const own = binaries
    ? await progress.step("postgres", async () => {
        const result = await startThrowawayPostgres(binaries);
        return { detail: `throwaway server from ${binaries}`, result };
      })
    : undefined;
  const url = named ?? own?.url;
  return {
    env: { ...process.env, MIDREACH_CHROMIUM: chromium, ...(url ? { MIDREACH_TEST_POSTGRES_URL: url } : {}) },
    missing,
    stop: async () => own?.stop(),
  };
}

/** @param {readonly string[]} skipped */
function tellSkipped(skipped) {
  if (skipped.length === 0) return;
  progress.line(
    progress.paint(
      ["bold", "yellow"],
      `\nSKIPPED (${skipped.length})${requireAll ? ", which counts as failed here" : ""}:`,
    ),
  );
  for (const line of skipped) progress.line(`  - ${line}`);
  progress.line("");
}

main().catch((error) => {
  process.stdout.write(`${error?.stack ?? error}\n0 passed, 1 failed\n`);
  process.exit(1);
});
