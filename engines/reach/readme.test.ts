import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

it("the example of README.md prints what README.md says", async () => {
  const readme = readFileSync(new URL("./README.md", import.meta.url), "utf8");
  const code = /```ts\n([\s\S]*?)```/u.exec(readme)?.[1] ?? "";
  const printed = /```text\n([\s\S]*?)```/u.exec(readme)?.[1];
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], { cwd: root });
  expect(stdout).toBe(printed);
});
