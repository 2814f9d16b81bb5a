import { execFile } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyProject, type ProjectCopy } from "./copy.ts";
import { root } from "./tree.ts";

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

const rooms = ["kernel", "engines", "ui", "systems", "apps", "bench"];

/** Runs dependency-cruiser as the lint step does and returns what it found. */
function listViolations(folder: string): Promise<Violation[]> {
  const args = ["--config", ".dependency-cruiser.cjs", "--output-type", "json", ...rooms];
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"), ...args],
      { cwd: folder, maxBuffer: 256 << 20 },
      (_exitCode, output, errors) => {
        try {
          resolve((JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations);
        } catch {
          reject(new Error(errors || output));
        }
      },
    );
  });
}

/** One file that breaks one rule, and the rule. */
const planted: readonly { readonly rule: string; readonly file: string; readonly text: string }[] = [
  { rule: "engines-stand-alone", file: "engines/plan/planted.ts", text: 'import "@midreach/planted";' },
  { rule: "engines-stand-alone", file: "engines/plan/planted-path.ts", text: 'import "../planted/index.ts";' },
  { rule: "kernel-knows-nobody", file: "kernel/time/planted.ts", text: 'export * from "@midreach/plan";' },
  {
    rule: "kernel-knows-nobody",
    file: "kernel/time/planted-path.ts",
    text: 'export * from "../../engines/plan/index.ts";',
  },
  { rule: "systems-stand-alone", file: "systems/planted/server.ts", text: 'import "@midreach/server";' },
  { rule: "systems-stand-alone", file: "systems/planted/rules.ts", text: 'import "../plan-monitor/manifest.ts";' },
  { rule: "ui-knows-the-kernel-only", file: "ui/planted.ts", text: 'import type {} from "@midreach/plan";' },
  {
    rule: "regions-are-read-never-imported",
    file: "apps/server/planted.ts",
    text: 'import plan from "../../regions/planted/plan.json" with { type: "json" };\nexport { plan };',
  },
  {
    rule: "rooms-have-one-door",
    file: "systems/planted/deep.ts",
    text: 'import "../../engines/plan/core/status.ts";',
  },
  { rule: "kernel-rooms-have-one-door", file: "kernel/time/deep.ts", text: 'import "../database/open.ts";' },
  { rule: "pages-need-no-server", file: "systems/planted/manifest.ts", text: 'import "node:fs";' },
  { rule: "browser-doors-are-pure", file: "engines/planted/browser.ts", text: 'import "./store.ts";' },
  { rule: "everything-resolves", file: "apps/server/lost.ts", text: 'import "@midreach/kernel/nowhere";' },
  { rule: "everything-resolves", file: "systems/planted/hidden.ts", text: 'import "@midreach/plan/core/status.ts";' },
  {
    rule: "testing-is-for-tests",
    file: "systems/planted/wrong.ts",
    text: 'import "@midreach/kernel/database/testing";',
  },
];

test("the tree keeps its boundaries", async () => {
  const violations = await listViolations(root);
  expect(violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
});

describe("planted violations are caught", () => {
  let copy: ProjectCopy;
  let violations: Violation[] = [];

  beforeAll(async () => {
    copy = await copyProject();
    const plant = (file: string, text: string) => {
      mkdirSync(dirname(join(copy.folder, file)), { recursive: true });
      writeFileSync(join(copy.folder, file), `${text}\n`);
    };
    plant("regions/planted/plan.json", "{}");
    plant("engines/planted/package.json", '{ "name": "@midreach/planted", "type": "module", "exports": "./index.ts" }');
    plant("engines/planted/index.ts", "export const planted = true;");
    symlinkSync(join(copy.folder, "engines/planted"), join(copy.folder, "node_modules/@midreach/planted"));
    plant("engines/planted/store.ts", "export const rows = [];");
    for (const { file, text } of planted) plant(file, text);
    violations = await listViolations(copy.folder);
  }, 120_000);

  afterAll(() => copy.remove());

  test.each(planted)("$rule: $file", ({ rule, file }) => {
    const found = violations.filter((violation) => violation.from === file).map((violation) => violation.rule.name);
    expect(found).toContain(rule);
  });
});
