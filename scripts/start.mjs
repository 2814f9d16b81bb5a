#!/usr/bin/env node
// @ts-check
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { watchAncestor } from "./ancestor.mjs";
import { ensureWebBuild } from "./build.mjs";
import { ensureDependencies } from "./install.mjs";
import { helpText, isNodeNewEnough, lowestNode, readOptions, UsageError } from "./options.mjs";
import { createProgress } from "./progress.mjs";
import { CommandFailed } from "./run.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @type {{version: string, midreach: {region: string}}} */
const project = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

async function main() {
  const options = readOptions(process.argv.slice(2), process.env, { root, region: project.midreach.region });
  if (options.help) {
    process.stdout.write(helpText);
    return;
  }
  if (!isNodeNewEnough(process.versions.node)) {
    throw new UsageError(`Midreach needs Node.js ${lowestNode.join(".")} or newer; this is ${process.versions.node}.`);
  }
  const progress = createProgress({ color: options.color });
  progress.line(`Midreach ${project.version}`);
  // Until the server takes over there is nothing to close: leave at once, and what `run` started ends too.
  const leave = () => process.exit(143);
  for (const signal of signals) process.on(signal, leave);
  watchAncestor(() => process.emit("SIGTERM"));
  await progress.step("dependencies", (say) => ensureDependencies(root, say));
  await progress.step("pages", (say) => ensureWebBuild(root, say));
  // One process from here: TypeScript is loaded by tsx inside it, so there is no child to lose.
  const { register } = await import("tsx/esm/api");
  register();
  const { runServer } = await import("../apps/server/index.ts");
  for (const signal of signals) process.off(signal, leave);
  await runServer({ ...options, root, version: project.version, progress });
}

main().catch((error) => {
  const expected = error instanceof UsageError || error instanceof CommandFailed || error?.expected === true;
  process.stderr.write(`\n${expected ? error.message : (error?.stack ?? error)}\n`);
  process.exit(1);
});
