import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { chooseLanguage } from "./language.ts";

describe("the language of a visit", () => {
  it("is what the address asks for, then the tab's, then the remembered one, else Chinese", () => {
    expect(chooseLanguage("en", "zh", "zh")).toBe("en");
    expect(chooseLanguage(null, "en", "zh")).toBe("en");
    expect(chooseLanguage(null, null, "en")).toBe("en");
    expect(chooseLanguage(null, null, null)).toBe("zh");
    expect(chooseLanguage("fr", null, "en")).toBe("en");
  });
});

describe("the units", () => {
  const units = JSON.parse(readFileSync(new URL("units.json", import.meta.url), "utf8")) as Record<
    string,
    { zh: string; en: string }
  >;
  it.each(Object.entries(units))("%s reads in both languages", (unit, { zh, en }) => {
    if (unit === "") return;
    expect(zh).not.toBe("");
    expect(zh).not.toMatch(/[a-z]{2,}/);
    expect(en).not.toMatch(/\p{Script=Han}/u);
  });
});
