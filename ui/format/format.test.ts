import { describe, expect, it } from "vitest";
import {
  formatDate,
  formatDay,
  formatInstant,
  formatList,
  formatNumber,
  formatQuantity,
  formatTarget,
  formatUnit,
} from "./format.ts";

describe("figures for readers", () => {
  it("groups thousands and keeps no noise", () => {
    expect(formatNumber(12447718, "zh")).toBe("12,447,718");
    expect(formatNumber(58.12345, "zh")).toBe("58.12");
    expect(formatNumber(0.01234, "en")).toBe("0.0123");
    expect(formatNumber(-3, "en")).toBe("-3");
  });
  it("puts units in the reader's language", () => {
    expect(formatQuantity(60, "%", "zh")).toBe("60%");
    expect(formatQuantity(5, "persons", "zh")).toBe("5 人");
    expect(formatUnit("furlongs", "zh")).toBe("furlongs");
    expect(formatTarget({ comparator: ">=", value: 90, unit: "%" }, "en")).toBe("≥ 90%");
  });
  it("writes dates as each language does and leaves periods alone", () => {
    expect(formatDate("2020-12-31", "zh")).toBe("2020年12月31日");
    expect(formatDate("2020-12-31", "en")).toBe("31 Dec 2020");
    expect(formatDate("2016-03", "en")).toBe("2016-03");
  });
  it("shows instants in the region's zone", () => {
    expect(formatInstant("2020-12-31T16:30:00Z", "Asia/Shanghai", "en")).toContain("1 Jan 2021");
    expect(formatDay("2020-12-31T16:30:00Z", "Asia/Shanghai", "en")).toBe("1 Jan 2021");
  });
  it("joins lists as each language does", () => {
    expect(formatList(["a", "b"], "zh")).toBe("a、b");
    expect(formatList(["a", "b"], "en")).toBe("a, b");
  });
});
