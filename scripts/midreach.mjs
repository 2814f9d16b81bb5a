#!/usr/bin/env node
// @ts-check
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureDependencies } from "./install.mjs";
import { isNodeNewEnough, lowestNode } from "./options.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function main() {
  if (!isNodeNewEnough(process.versions.node)) {
    throw new Error(`Midreach needs Node.js ${lowestNode.join(".")} or newer; this is ${process.versions.node}.`);
  }
  await ensureDependencies(root, (text) => process.stderr.write(`${text} ...\n`));
  const { register } = await import("tsx/esm/api");
  register();
  const { runCli } = await import("../apps/cli/index.ts");
  /** @type {{version: string, midreach: {region: string}}} */
  const project = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  process.exitCode = await runCli(process.argv.slice(2), {
    root,
    version: project.version,
    region: project.midreach.region,
    stdout: process.stdout,
    stderr: process.stderr,
  });
}

// A reader that closes early (`| head`) is no failure.
process.stdout.on("error", (error) => {
  if ("code" in error && error.code === "EPIPE") process.exit(0);
  throw error;
});

main().catch((error) => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
