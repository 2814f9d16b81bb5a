import { decodeScenario, type Modification } from "@midreach/reach/browser";
import { describe, expect, it } from "vitest";
import {
  draftKey,
  encodeDraft,
  findLocal,
  isSameDraft,
  keepLocal,
  placeFault,
  readDraft,
  type ScenarioDraft,
  valueAt,
  withValue,
  writePath,
} from "./scenario-draft.ts";

const faster: Modification = { kind: "change-running-time", from: "a", to: "b", savedMinutes: 10 };
const draft: ScenarioDraft = { name: "faster", feed: "f", shared: false, modifications: [faster] };

describe("a scenario while it is being typed", () => {
  it("changes a field deep inside and shares the rest", () => {
    const before = { kind: "add-service", calls: [{ station: "a" }, { station: "b" }] };
    const after = withValue(before, ["calls", 1, "arrival"], "08:00");
    expect(after).toEqual({ kind: "add-service", calls: [{ station: "a" }, { station: "b", arrival: "08:00" }] });
    expect(after.calls[0]).toBe(before.calls[0]);
    expect(withValue(after, ["calls", 1, "arrival"], undefined)).toEqual(before);
    expect(valueAt(after, ["calls", 1, "arrival"])).toBe("08:00");
    expect(writePath(["calls", 1, "arrival"])).toBe("calls[1].arrival");
  });

  it("says which fields are missing and which are wrong, and reads the others", () => {
    const read = readDraft([
      { kind: "remove-station" },
      faster,
      { kind: "change-transfer", from: "a", to: "b", minutes: -1 },
    ]);
    expect(read.complete).toEqual([faster]);
    expect(read.positions).toEqual([1]);
    expect(read.faults).toEqual([
      { modification: 0, where: "station", kind: "missing" },
      { modification: 2, where: "minutes", kind: "wrong" },
    ]);
  });

  it("finds the place of a fault among those that could be read", () => {
    expect(placeFault("modifications[1].trips[0]", [0, 3])).toEqual({ modification: 3, where: "trips[0]" });
    expect(placeFault("modifications[0]", [2])).toEqual({ modification: 2, where: "" });
  });

  it("travels in an address only when it is complete", () => {
    expect(decodeScenario(encodeDraft(draft, "unnamed") as string)).toEqual({
      name: "faster",
      feed: "f",
      modifications: [faster],
    });
    expect(decodeScenario(encodeDraft({ ...draft, name: " " }, "unnamed") as string).name).toBe("unnamed");
    expect(encodeDraft({ ...draft, modifications: [{ kind: "remove-station" }] }, "unnamed")).toBeNull();
  });

  it("is equal whatever the order of its keys", () => {
    const turned = { to: "b", savedMinutes: 10, from: "a", kind: "change-running-time" as const, classes: undefined };
    expect(isSameDraft(draft, { ...draft, modifications: [turned] })).toBe(true);
    expect(isSameDraft(draft, { ...draft, shared: true })).toBe(false);
  });

  it("is kept on the device under the person, and nonsense counts as nothing", () => {
    const kept = new Map<string, string>();
    const store = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    const key = draftKey("somebody", "7");
    expect(keepLocal(store, key, { base: 2, draft })).toBe(true);
    expect(findLocal(store, key)).toEqual({ base: 2, draft });
    expect(findLocal(store, draftKey("another", "7"))).toBeUndefined();
    kept.set(key, '{"draft":3}');
    expect(findLocal(store, key)).toBeUndefined();
    keepLocal(store, key, undefined);
    expect(kept.size).toBe(0);
  });
});
