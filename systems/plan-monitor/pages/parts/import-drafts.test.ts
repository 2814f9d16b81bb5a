import { describe, expect, it } from "vitest";
import {
  dropImportDraft,
  type ImportDraft,
  type ImportDraftStore,
  keepImportDraft,
  listImportDrafts,
} from "./import-drafts.ts";

function createStore(): ImportDraftStore & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const row = {
  text: { zh: "建桥", en: "" },
  lead: [],
  support: [],
  places: [],
} as unknown as ImportDraft["rows"][number];
const draft = (ordinal: number, typedAt: string): ImportDraft => ({
  ordinal,
  citation: `1.1.1.${ordinal}`,
  version: 0,
  rows: [row],
  typedAt,
});

describe("drafts of an import's review", () => {
  it("are kept for each person, import and sentence, the latest first, and forgotten one by one", () => {
    const store = createStore();
    expect(keepImportDraft(store, "li", "1", draft(3, "2026-01-01T00:00:00Z"))).toBe(true);
    keepImportDraft(store, "li", "1", draft(12, "2026-01-02T00:00:00Z"));
    keepImportDraft(store, "li", "11", draft(4, "2026-01-03T00:00:00Z"));
    keepImportDraft(store, "wang", "1", draft(5, "2026-01-03T00:00:00Z"));
    expect(listImportDrafts(store, "li", "1").map(({ ordinal }) => ordinal)).toEqual([12, 3]);
    dropImportDraft(store, "li", "1", 12);
    expect(listImportDrafts(store, "li", "1")).toEqual([draft(3, "2026-01-01T00:00:00Z")]);
  });

  it("that cannot be read do not stand in the way", () => {
    const store = createStore();
    keepImportDraft(store, "li", "1", draft(3, "2026-01-01T00:00:00Z"));
    const [key = ""] = store.kept.keys();
    for (const broken of ["", "null", "{", '{"ordinal":3,"version":1,"citation":"x","typedAt":"x","rows":[{}]}']) {
      store.setItem(key, broken);
      expect(listImportDrafts(store, "li", "1")).toEqual([]);
    }
  });

  it("are told to be lost when the device takes nothing", () => {
    const full = {
      ...createStore(),
      setItem: () => {
        throw new Error("full");
      },
    };
    expect(keepImportDraft(full, "li", "1", draft(3, "2026-01-01T00:00:00Z"))).toBe(false);
  });
});
