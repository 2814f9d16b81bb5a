import "./steady-wasm.ts";
import { type EntityJson, preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import type { Actor, PolicyResource } from "../http/types.ts";
import { readPolicyFolders } from "./load.ts";
import type { Authoriser } from "./types.ts";

export type { Authoriser } from "./types.ts";

/** The folder of the kernel's own policies. */
export const kernelPolicies = new URL("./", import.meta.url);

/** Decisions kept: the same actor asks for the same thing again and again, and the answer cannot change. */
const maxDecisions = 10_000;

let policySets = 0;

/**
 * Reads and parses the policies of the folders once.
 * @param options.onPolicyError hears of policies that failed on given facts (such a request is refused)
 * @throws Error when files, actions and roles do not fit together; the message lists all faults
 */
export function loadPolicies(
  folders: readonly URL[],
  options: { readonly onPolicyError?: (message: string) => void } = {},
): Authoriser {
  const { policies, actions } = readPolicyFolders(folders);
  const preparsedPolicySetId = `midreach-${++policySets}`;
  const parsed = preparsePolicySet(preparsedPolicySetId, { staticPolicies: policies });
  if (parsed.type === "failure") throw new Error(parsed.errors.map((error) => error.message).join("; "));
  const decisions = new Map<string, boolean>();

  function decide(actor: Actor, action: string, resource: PolicyResource): boolean {
    const principal = principalEntity(actor);
    const target = resourceEntity(resource);
    const answer = statefulIsAuthorized({
      principal: principal.uid,
      action: { type: "Action", id: action },
      resource: target.uid,
      context: {},
      entities: [principal, target],
      preparsedPolicySetId,
    });
    if (answer.type === "failure") throw new Error(answer.errors.map((error) => error.message).join("; "));
    const { decision, diagnostics } = answer.response;
    for (const { policyId, error } of diagnostics.errors) {
      options.onPolicyError?.(`${policyId} on ${action}, ${resource.type} ${resource.id}: ${error.message}`);
    }
    return decision === "allow" && diagnostics.errors.length === 0;
  }

  return {
    actions: new Set(actions.keys()),
    isAllowed(actor, action, resource) {
      if (!actions.has(action)) throw new Error(`No actions.json declares the action ${action}`);
      const key = JSON.stringify([actor, action, resource]);
      const known = decisions.get(key);
      if (known !== undefined) return known;
      const allowed = decide(actor, action, resource);
      if (decisions.size >= maxDecisions) decisions.clear();
      decisions.set(key, allowed);
      return allowed;
    },
  };
}

/** An actor as Cedar sees it: `principal.kind`, `.account`, `.organisation`, `.jurisdiction`; roles are its parents. */
function principalEntity(actor: Actor): EntityJson {
  return {
    uid: { type: "Actor", id: actor.accountId ?? actor.kind },
    attrs: {
      kind: actor.kind,
      account: actor.accountId ?? "",
      organisation: actor.organisation ?? "",
      jurisdiction: [...actor.jurisdiction],
    },
    parents: actor.roles.map((role) => ({ type: "Role", id: role })),
  };
}

/** Cedar's types are identifiers; a tag of several words becomes one. */
function resourceEntity(resource: PolicyResource): EntityJson {
  const type = resource.type.replaceAll(/[^A-Za-z0-9_]/g, "") || "Resource";
  const attrs = Object.entries(resource.attributes ?? {}).map(
    ([name, value]): [string, string | boolean | string[]] => [
      name,
      typeof value === "string" || typeof value === "boolean" ? value : [...value],
    ],
  );
  return { uid: { type, id: resource.id }, attrs: Object.fromEntries(attrs), parents: [] };
}
