import { describe, expect, test } from "vitest";
import { chineseNumeral } from "./texts/chinese-numeral.ts";
import { dayOf, formatDate, formatQuantity, formatShare, formatTarget, setChinese, setText } from "./typography.ts";

describe("Chinese punctuation", () => {
  test.each([
    ["政府(各市)", "政府（各市）"],
    ["缺少数据:12项,由统计局提供;其余不缺", "缺少数据：12项，由统计局提供；其余不缺"],
    ["(比值)", "（比值）"],
    ["(12 + 3) / 4, 2.5", "(12 + 3) / 4, 2.5"],
    ["http://example.org/a,b", "http://example.org/a,b"],
    ["西部(甲、乙)与 GB 3838-2002 (III)", "西部（甲、乙）与 GB 3838-2002 (III)"],
    ["城市群:GDP, 2020", "城市群：GDP, 2020"],
  ])("%s", (raw, set) => expect(setChinese(raw)).toBe(set));

  test("is set once and for all", () => {
    const once = setChinese("测量:人口(合计),2014年以来增长率");
    expect(setChinese(once)).toBe(once);
  });
});

test("what no XML document may hold is dropped", () => {
  expect(setText("a\u0000b\u001bc\ud800d\ufffee\tf", "en")).toBe("abcde\tf");
});

test("figures, shares and dates as people write them", () => {
  expect(formatQuantity(12345.678, "km", "zh")).toBe("12,345.68公里");
  expect(formatQuantity(0.12345, "%", "en")).toBe("0.1235%");
  expect(formatQuantity(3, "furlongs", "zh")).toBe("3 furlongs");
  expect(formatQuantity(-5.177, "%", "en")).toBe("−5.18%");
  expect(formatTarget({ comparator: ">=", value: 60, unit: "%" }, "zh")).toBe("≥60%");
  expect(formatTarget({ comparator: "<", value: 5, unit: "km" }, "en")).toBe("< 5 km");
  expect(formatShare(1, 3)).toBe("33.3%");
  expect(formatShare(0, 0)).toBe("—");
  expect(formatDate("2020-12-31", "zh")).toBe("2020年12月31日");
  expect(formatDate("2020-12-31", "en")).toBe("31 December 2020");
  expect(formatDate("2014", "zh")).toBe("2014");
  expect(dayOf("2020-12-31T17:00:00Z", "Asia/Shanghai")).toBe("2021-01-01");
});

test("chapters are counted in Chinese numerals", () => {
  expect([0, 1, 9, 10, 11, 20, 35, 99, 100].map(chineseNumeral)).toEqual([
    "零",
    "一",
    "九",
    "十",
    "十一",
    "二十",
    "三十五",
    "九十九",
    "100",
  ]);
});
