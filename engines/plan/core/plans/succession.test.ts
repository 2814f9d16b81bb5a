import fc from "fast-check";
import { expect, test } from "vitest";
import { findCircle, type SucceedingPlan, standingOf } from "./succession.ts";

const plan = (id: string, predecessor: string | null = null, more: Partial<SucceedingPlan> = {}): SucceedingPlan => ({
  id,
  predecessor,
  state: "in-force",
  periodStart: "2021-01-01",
  ...more,
});

test("a circle is named from the plan back to itself; itself is the shortest one", () => {
  const plans = [plan("a"), plan("b", "a"), plan("c", "b")];
  expect(findCircle(plans, "a", "c")).toEqual(["a", "c", "b", "a"]);
  expect(findCircle(plans, "a", "a")).toEqual(["a", "a"]);
  expect(findCircle(plans, "d", "c")).toBeUndefined();
  expect(findCircle(plans, "c", "a")).toBeUndefined();
});

test("whoever asks before every change never makes a circle", () => {
  const ids = ["a", "b", "c", "d", "e"];
  const step = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let plans = ids.map((id) => plan(id));
      for (const [id, before] of steps) {
        if (findCircle(plans, id, before)) continue;
        plans = plans.map((one) => (one.id === id ? { ...one, predecessor: before } : one));
      }
      for (const { id } of plans) {
        const seen = new Set<string>();
        for (let at: string | null = id; at; at = plans.find((one) => one.id === at)?.predecessor ?? null) {
          expect(seen.has(at)).toBe(false);
          seen.add(at);
        }
      }
    }),
  );
});

test("a plan is superseded when the period of a successor in force has begun", () => {
  const old = plan("old");
  expect(standingOf(old, [old], "2026-06-01")).toBe("in-force");
  expect(standingOf(old, [old, plan("next", "old", { periodStart: "2026-01-01" })], "2026-06-01")).toBe("superseded");
  expect(standingOf(old, [old, plan("next", "old", { periodStart: "2027-01-01" })], "2026-06-01")).toBe("in-force");
  const draft = plan("next", "old", { state: "draft" });
  expect(standingOf(old, [old, draft], "2026-06-01")).toBe("in-force");
  expect(standingOf(draft, [old, draft], "2026-06-01")).toBe("draft");
});
