import { readRegionPack } from "@midreach/kernel/region";
import { beforeAll, describe, expect, test } from "vitest";
import { readPlanPack } from "../../pack.ts";
import { listLeadRules } from "../../rounds/lead-rules.ts";
import { tinyRegion } from "../../testing.ts";
import type { Commitment } from "../register.ts";
import { createWorld, type World } from "../world.ts";
import { listRegisterDuties } from "./assign.ts";
import { findProposedLead, type LeadRule, leadRuleSchema } from "./lead.ts";

let world: World;
let rules: readonly LeadRule[];
let some: Commitment;

beforeAll(async () => {
  const pack = await readRegionPack(tinyRegion);
  world = createWorld(readPlanPack(pack).records);
  rules = listLeadRules(pack);
  const [first] = world.records.commitments;
  if (!first) throw new Error("the region has commitments");
  some = first;
});

const owned = (lead: string[], places: string[] = ["isles"], support: string[] = []): Commitment => ({
  ...some,
  lead,
  places,
  support,
});
const leadOf = (commitment: Commitment) => {
  const leads = listRegisterDuties(world, commitment, rules).filter((duty) => duty.role === "lead");
  expect(leads.length).toBeLessThan(2);
  return leads[0] && [leads[0].organisation, leads[0].rule?.id];
};

describe("one body leads", () => {
  test.each([
    ["one body", owned(["water@630000"]), ["630000-water", undefined]],
    ["one body beside many", owned(["drc@city", "water@630000"]), ["630000-water", undefined]],
    ["several single bodies: the first", owned(["water@630000", "drc@460000"]), ["630000-water", "first-named"]],
    ["the cities of one province", owned(["water@city"], ["460000"]), ["460000-water", "own-province"]],
    [
      "cities of two provinces",
      owned(["water@city"], ["469100", "639100"]),
      ["cluster-joint-conference-office", "steering-office"],
    ],
    ["all provinces", owned(["transport@province"]), ["cluster-joint-conference-office", "steering-office"]],
  ])("%s", (_, commitment, expected) => {
    expect(leadOf(commitment)).toEqual(expected);
  });

  test("members stay responsible, a body has one duty, supporting ones support", () => {
    const duties = listRegisterDuties(world, owned(["water@city"], ["460000"], ["water@460000", "drc@460000"]), rules);
    expect(duties.map((duty) => `${duty.organisation} ${duty.role}`)).toEqual([
      "460000-water lead",
      "469100-water responsible",
      "469200-water responsible",
      "469300-water responsible",
      "460000-drc support",
    ]);
  });

  test("without a fitting rule nobody leads, and all are responsible", () => {
    const duties = listRegisterDuties(world, owned(["water@630000", "drc@460000"]), []);
    expect(duties.map((duty) => duty.role)).toEqual(["responsible", "responsible"]);
  });

  test("rules narrow by trade and level, and one that finds no body gives way to the next", () => {
    const rule = (given: object) =>
      leadRuleSchema.parse({ id: "r", title: { zh: "规", en: "rule" }, when: {}, ...given });
    const state = rule({ when: { functions: ["water"] }, lead: { by: "function", function: "same", level: "state" } });
    const nobody = rule({ lead: { by: "organisation", organisation: "nobody" } });
    const office = rule({ lead: { by: "organisation", organisation: "cluster-joint-conference-office" } });
    const found = (tokens: string[]) => findProposedLead(world, owned(tokens), [nobody, state, office])?.organisation;
    expect(found(["water@province"])).toBe("state-water");
    expect(found(["transport@province"])).toBe("cluster-joint-conference-office");
  });
});
