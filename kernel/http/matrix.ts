import type { Authoriser } from "../policies/types.ts";
import { type Actor, type PolicyResource, publicActor, type RouteDefinition, roles } from "./types.ts";

/** One decision of the authorisation matrix. */
export interface MatrixEntry {
  readonly route: string;
  readonly action: string;
  /** Label of the actor: `public` or a role. */
  readonly actor: string;
  /** Label of the resource acted upon: `collection` or a label of the samples. */
  readonly resource: string;
  readonly allowed: boolean;
}

/** The resource that a route acts on unless it says otherwise: all things of its tag. */
export function collectionOf(route: RouteDefinition): PolicyResource {
  return { type: route.tag, id: "*" };
}

/** The public and one actor for each role; `unit` may write for the given places only. */
export function matrixActors(jurisdiction: readonly string[] = []): Readonly<Record<string, Actor>> {
  const actors = roles.map((role): [string, Actor] => [
    role,
    {
      kind: "account",
      accountId: `matrix-${role}`,
      name: role,
      roles: [role],
      organisation: role === "unit" ? "matrix-organisation" : null,
      jurisdiction: role === "unit" ? jurisdiction : [],
    },
  ]);
  return { public: publicActor, ...Object.fromEntries(actors) };
}

/**
 * Decides every route for every actor. `samples` names, by route id, the labelled resources to decide on (own and
 * foreign, draft and published …); a route without samples is decided on its collection.
 */
export function authorisationMatrix(
  routes: readonly RouteDefinition[],
  authoriser: Authoriser,
  options: {
    readonly actors?: Readonly<Record<string, Actor>>;
    readonly samples?: Readonly<Record<string, Readonly<Record<string, PolicyResource>>>>;
  } = {},
): readonly MatrixEntry[] {
  const actors = Object.entries(options.actors ?? matrixActors());
  return routes.flatMap((route) =>
    Object.entries(options.samples?.[route.id] ?? { collection: collectionOf(route) }).flatMap(([label, resource]) =>
      actors.map(([name, actor]) => ({
        route: route.id,
        action: route.action,
        actor: name,
        resource: label,
        allowed: authoriser.isAllowed(actor, route.action, resource),
      })),
    ),
  );
}

/** Routes whose action no policy mentions; there must be none. */
export function listRoutesWithoutPolicy(
  routes: readonly RouteDefinition[],
  authoriser: Authoriser,
): readonly RouteDefinition[] {
  return routes.filter((route) => !authoriser.actions.has(route.action));
}
