import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressOf, choiceField, numberField, readAddress, textField, writeAddress } from "./address.ts";

const spec = { q: textField, chapter: textField, page: numberField(1) };

describe("the state of a page in its address", () => {
  it("reads what is there and takes nonsense for absent", () => {
    expect(readAddress(spec, new URLSearchParams("q=%20&chapter=4&page=x"))).toEqual({
      q: undefined,
      chapter: "4",
      page: 1,
    });
  });
  it("knows only the words of a choice", () => {
    const choice = { status: choiceField(["met", "missed"]) };
    expect(readAddress(choice, new URLSearchParams("status=met")).status).toBe("met");
    expect(readAddress(choice, new URLSearchParams("status=perhaps")).status).toBeUndefined();
  });
  it("leaves other fields alone and goes back to page 1 when a filter changes", () => {
    const next = writeAddress(spec, new URLSearchParams("lang=en&page=7&chapter=4"), { q: "rail" });
    expect(next.toString()).toBe("lang=en&chapter=4&q=rail");
  });
  it("keeps the filters when only the page changes, and leaves page 1 out", () => {
    expect(writeAddress(spec, new URLSearchParams("q=a"), { page: 3 }).toString()).toBe("q=a&page=3");
    expect(writeAddress(spec, new URLSearchParams("q=a&page=3"), { page: 1 }).toString()).toBe("q=a");
  });
  it("gives back what was written", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 1e6 }), (q, page) => {
        const written = writeAddress(spec, writeAddress(spec, new URLSearchParams(), { q }), { page });
        expect(readAddress(spec, written)).toEqual({ q: q.trim() || undefined, chapter: undefined, page });
      }),
    );
  });
  it("builds addresses without empty parts", () => {
    expect(addressOf("/commitments", { status: "met", q: undefined })).toBe("/commitments?status=met");
    expect(addressOf("/commitments")).toBe("/commitments");
  });
});
