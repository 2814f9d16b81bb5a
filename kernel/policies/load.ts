import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type PolicyJson, policySetTextToParts, policyToJson } from "@cedar-policy/cedar-wasm/nodejs";
import { roles } from "../http/types.ts";

/** Policies and declared actions of one or more folders, checked. */
export interface PolicyText {
  /** Policy texts by a name that says where they stand: `plan.cedar policy 2`. */
  readonly policies: Readonly<Record<string, string>>;
  readonly actions: ReadonlyMap<string, string>;
}

/**
 * Reads every `*.cedar` and `actions.json` of the folders and checks that they fit together.
 * @throws Error naming each file and policy that does not parse, an action that is not declared or declared twice,
 * a declared action that no policy mentions, a role that does not exist, a permit that names no action
 */
export function readPolicyFolders(folders: readonly URL[]): PolicyText {
  const faults: string[] = [];
  const policies: Record<string, string> = {};
  const actions = new Map<string, string>();
  for (const folder of folders.map((url) => fileURLToPath(url))) {
    for (const file of readdirSync(folder).sort()) {
      if (file === "actions.json") declareActions(join(folder, file), actions, faults);
      if (file.endsWith(".cedar")) readPolicies(join(folder, file), file, policies, faults);
    }
  }
  const mentioned = new Set(Object.entries(policies).flatMap(([name, text]) => checkPolicy(name, text, faults)));
  for (const action of mentioned) if (!actions.has(action)) faults.push(`no actions.json declares ${action}`);
  for (const action of actions.keys()) if (!mentioned.has(action)) faults.push(`no policy mentions ${action}`);
  if (faults.length > 0) throw new Error(`The policies do not fit together: ${faults.join("; ")}`);
  return { policies, actions };
}

function declareActions(path: string, actions: Map<string, string>, faults: string[]): void {
  for (const [action, title] of Object.entries(JSON.parse(readFileSync(path, "utf8")) as Record<string, string>)) {
    if (!/^[a-z][a-z-]*:[a-z][a-z-]*$/.test(action)) faults.push(`${action} is not named like room:verb`);
    if (actions.has(action)) faults.push(`${action} is declared twice`);
    actions.set(action, title);
  }
}

/** Adds the policies of a file; two files of one name in different folders stay apart. */
function readPolicies(path: string, file: string, policies: Record<string, string>, faults: string[]): void {
  const parts = policySetTextToParts(readFileSync(path, "utf8"));
  if (parts.type === "failure") {
    faults.push(`${file}: ${parts.errors.map((error) => error.message).join(", ")}`);
    return;
  }
  if (parts.policy_templates.length > 0) faults.push(`${file}: templates are not used here`);
  for (const [index, text] of parts.policies.entries()) {
    const name = `${file} policy ${index + 1}`;
    policies[name in policies ? `${name} (${Object.keys(policies).length})` : name] = text;
  }
}

/** Checks one policy; returns the actions that it mentions. */
function checkPolicy(name: string, text: string, faults: string[]): string[] {
  const parsed = policyToJson(text);
  if (parsed.type === "failure") {
    faults.push(`${name}: ${parsed.errors.map((error) => error.message).join(", ")}`);
    return [];
  }
  const policy: PolicyJson = parsed.json;
  if (policy.effect === "permit" && policy.action.op === "All") faults.push(`${name}: a permit must name its actions`);
  const entities = entitiesIn(policy);
  for (const { type, id } of entities) {
    if (type === "Role" && !(roles as readonly string[]).includes(id)) faults.push(`${name}: there is no role ${id}`);
  }
  return entities.filter(({ type }) => type === "Action").map(({ id }) => id);
}

/** Every entity that a policy names, wherever it stands in the tree. */
function entitiesIn(node: unknown): { type: string; id: string }[] {
  if (Array.isArray(node)) return node.flatMap(entitiesIn);
  if (node === null || typeof node !== "object") return [];
  const { type, id } = node as { type?: unknown; id?: unknown };
  if (typeof type === "string" && typeof id === "string") return [{ type, id }];
  return Object.values(node).flatMap(entitiesIn);
}
