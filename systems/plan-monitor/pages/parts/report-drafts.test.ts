import { expect, test } from "vitest";
import { type DraftStore, draftKey, dropDraft, findDraft, keepDraft, reconcile } from "./report-drafts.ts";

const content = {
  status: null,
  progress: "a",
  problems: "",
  nextSteps: "",
  figures: [],
  milestones: [],
  assessment: null,
};
const draft = { baseVersion: 3, content, typedAt: "2026-02-01T00:00:00Z" };

function memory(): DraftStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

test("what was typed is found again by the same person for the same report only", () => {
  const store = memory();
  const key = draftKey("li", ["1", "unit/a", "2.2.1.1"]);
  expect(keepDraft(store, key, draft)).toBe(true);
  expect(findDraft(store, key)).toEqual(draft);
  expect(findDraft(store, draftKey("wang", ["1", "unit/a", "2.2.1.1"]))).toBeUndefined();
  expect(draftKey("li", ["1", "unit", "a"])).not.toBe(draftKey("li", ["1", "unit/a"]));
  dropDraft(store, key);
  expect(findDraft(store, key)).toBeUndefined();
});

test("a draft of the time before events and judgements is still read", () => {
  const store = memory();
  const { milestones: _events, assessment: _judgement, ...old } = content;
  store.setItem("k", JSON.stringify({ ...draft, content: old }));
  expect(findDraft(store, "k")).toEqual(draft);
});

test("a device that keeps nothing, or holds nonsense, breaks nothing", () => {
  const refusing: DraftStore = {
    getItem: () => "{",
    setItem: () => {
      throw new Error("full");
    },
    removeItem: () => {
      throw new Error("no");
    },
  };
  expect(keepDraft(refusing, "k", draft)).toBe(false);
  expect(findDraft(refusing, "k")).toBeUndefined();
  expect(() => dropDraft(refusing, "k")).not.toThrow();
  const store = memory();
  store.setItem("k", JSON.stringify({ baseVersion: 1, content: { progress: 3 } }));
  expect(findDraft(store, "k")).toBeUndefined();
});

test("a draft is taken up, dropped, or shown beside what others wrote", () => {
  expect(reconcile(undefined, { version: 3, content })).toBe("server");
  expect(reconcile(draft, { version: 9, content: { ...content } })).toBe("server");
  expect(reconcile(draft, { version: 3, content: { ...content, progress: "b" } })).toBe("draft");
  expect(reconcile(draft, { version: 4, content: { ...content, progress: "b" } })).toBe("conflict");
});
