import type { Actor, PolicyResource } from "../http/types.ts";

/** Decides by the Cedar policies who may do what. Everything not permitted is refused. */
export interface Authoriser {
  /** Every declared action; each is mentioned by at least one policy. */
  readonly actions: ReadonlySet<string>;
  /**
   * True when a policy permits and none forbids. A policy that fails on the given facts refuses.
   * @throws Error on an action that no `actions.json` declares (a bug of the caller)
   */
  isAllowed(actor: Actor, action: string, resource: PolicyResource): boolean;
}
