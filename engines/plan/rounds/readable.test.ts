import { kernelPolicies, loadPolicies } from "@midreach/kernel/policies";
import { readRegionPack } from "@midreach/kernel/region";
import { expect, test } from "vitest";
import { createWorld } from "../core/world.ts";
import { readPlanPack } from "../pack.ts";
import type { PlanService } from "../service.ts";
import { tinyRegion } from "../testing.ts";
import type { PlanState } from "../views/state.ts";
import { findReadableUnits, mayFor } from "./context.ts";
import { officeActor, unitActor } from "./testing.ts";

test("what lists show is what the policies allow, organisation by organisation", async () => {
  const { records } = readPlanPack(await readRegionPack(tinyRegion));
  const state = { records, world: createWorld(records) } as unknown as PlanState;
  const authoriser = loadPolicies([kernelPolicies, new URL("../policies/", import.meta.url)]);
  const service = { services: { authoriser } } as unknown as PlanService;
  const actors = [...records.organisations.map((body) => unitActor(body.id)), officeActor];
  for (const actor of actors) {
    const listed = findReadableUnits(service, state, actor) ?? records.organisations.map((body) => body.id);
    const allowed = records.organisations
      .map((body) => body.id)
      .filter((id) => mayFor(service, state, actor, "rounds:read-unit", id));
    expect([...listed].sort(), actor.name).toEqual(allowed.sort());
  }
  // A person without a role that may report sees nothing, whatever organisation he belongs to.
  expect(findReadableUnits(service, state, { ...unitActor("469100-water"), roles: [] })).toEqual([]);
});
