import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { type Actor, publicActor } from "../http/types.ts";
import { kernelPolicies, loadPolicies } from "./index.ts";

const unit: Actor = {
  kind: "account",
  accountId: "a1",
  name: "unit of Yuezhou",
  roles: ["unit"],
  organisation: "910100-transport",
  jurisdiction: ["910100"],
};

async function folderWith(files: Record<string, string>): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), "midreach-policies-"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return pathToFileURL(folder);
}

const actions = JSON.stringify({ "plan:read": "Read", "plan:assess": "Assess" });
const policy = `
permit (principal, action == Action::"plan:read", resource) when { resource.published };
permit (principal in Role::"unit", action == Action::"plan:assess", resource)
when { principal.jurisdiction.contains("*") || principal.jurisdiction.containsAny(resource.places) };`;

test("the kernel's policies fit together", () => {
  expect(loadPolicies([kernelPolicies]).actions).toContain("audit:verify");
});

test("decides by role, jurisdiction and what is published; everything else is refused", async () => {
  const failures: string[] = [];
  const authoriser = loadPolicies([await folderWith({ "actions.json": actions, "plan.cedar": policy })], {
    onPolicyError: (message) => failures.push(message),
  });
  const commitment = (...places: string[]) => ({ type: "Commitment", id: "1", attributes: { places } });
  expect(authoriser.isAllowed(unit, "plan:assess", commitment("910100", "910200"))).toBe(true);
  expect(authoriser.isAllowed(unit, "plan:assess", commitment("910200"))).toBe(false);
  expect(authoriser.isAllowed({ ...unit, jurisdiction: ["*"] }, "plan:assess", commitment("910200"))).toBe(true);
  expect(authoriser.isAllowed({ ...unit, roles: ["office"] }, "plan:assess", commitment("910100"))).toBe(false);
  const draft = { type: "Evaluation", id: "1", attributes: { published: false } };
  expect(authoriser.isAllowed(publicActor, "plan:read", draft)).toBe(false);
  expect(authoriser.isAllowed(publicActor, "plan:read", { ...draft, attributes: { published: true } })).toBe(true);
  expect(failures).toEqual([]);
  // A fact that a policy needs and nobody gave refuses, and is heard of.
  expect(authoriser.isAllowed(publicActor, "plan:read", { type: "Evaluation", id: "2" })).toBe(false);
  expect(failures).toHaveLength(1);
  expect(() => authoriser.isAllowed(unit, "plan:raed", draft)).toThrow("plan:raed");
});

test("a typo fails at start, with every fault named", async () => {
  const folder = await folderWith({
    "actions.json": JSON.stringify({ "plan:read": "Read", "plan:assess": "Assess" }),
    "plan.cedar": `permit (principal in Role::"offce", action == Action::"plan:raed", resource);
      permit (principal, action, resource);
      forbid (principal, action, resource) unless { action in [Action::"plan:read"] };`,
    "broken.cedar": "permit (principal, action",
  });
  let message = "";
  try {
    loadPolicies([folder]);
  } catch (error) {
    message = String(error);
  }
  for (const fault of [
    "broken.cedar",
    "plan:raed",
    "no policy mentions plan:assess",
    "no role offce",
    "name its actions",
  ])
    expect(message).toContain(fault);
});

test("two modules may not declare one action, nor may their files of one name hide each other", async () => {
  const first = await folderWith({ "actions.json": actions, "plan.cedar": policy });
  const second = await folderWith({
    "actions.json": JSON.stringify({ "flood:read": "Read" }),
    "plan.cedar": 'permit (principal, action == Action::"flood:read", resource);',
  });
  expect(loadPolicies([first, second]).isAllowed(publicActor, "flood:read", { type: "Flood", id: "*" })).toBe(true);
  expect(() => loadPolicies([first, first])).toThrow("declared twice");
});
