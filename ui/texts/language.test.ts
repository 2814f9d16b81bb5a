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
