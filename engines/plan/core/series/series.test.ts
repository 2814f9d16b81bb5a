import { readRegionPack } from "@midreach/kernel/region";
import { beforeAll, describe, expect, it } from "vitest";
import { readPlanPack } from "../../pack.ts";
import { readSeriesFile } from "../../series/file.ts";
import { tinyRegion } from "../../testing.ts";
import { createWorld, type World } from "../world.ts";
import { readDay, readNumber, readPeriod } from "./cells.ts";
import { readSeries } from "./check.ts";
import { compareSeries } from "./compare.ts";
import { findImpossible, isSuspicious } from "./plausible.ts";
import { isUnit } from "./resolve.ts";

let world: World;
beforeAll(async () => {
  world = createWorld(readPlanPack(await readRegionPack(tinyRegion)).records);
});

const text = (value: string) => ({ kind: "text", value }) as const;
const read = (csv: string | Uint8Array<ArrayBuffer>) => {
  const bytes = typeof csv === "string" ? new TextEncoder().encode(csv) : csv;
  const { sheets, placeOf } = readSeriesFile("figures.csv", bytes);
  const reading = readSeries(sheets, world, { today: "2026-02-01", placeOf });
  if ("missing" in reading) throw new Error(reading.missing.map((name) => name.en).join());
  return reading;
};
const faultsOf = (csv: string) => read(csv).faults.map(({ where, what }) => `${where}: ${what.en}`);
const heading = "indicator,place,period,value,unit,published_at,source_title\n";

describe("cells", () => {
  it.each([
    ["2014", "2014", "2014-12-31"],
    ["2014年", "2014", "2014-12-31"],
    ["２０１６年３月", "2016-03", "2016-03-31"],
    ["2016/3/5", "2016-03-05", "2016-03-05"],
    ["2016.2", "2016-02", "2016-02-29"],
    ["2016年3月5日", "2016-03-05", "2016-03-05"],
  ])("reads the period %s", (written, period, end) => {
    expect(readPeriod(text(written))).toEqual({ value: { text: period, end } });
  });

  it.each(["2016Q1", "13年", "2016-13", "2016-02-30", "一季度", "2016-2017"])("refuses the period %s", (written) => {
    expect(readPeriod(text(written))).toHaveProperty("fault");
  });

  it("refuses a period of which a spreadsheet has made the first of a month", () => {
    expect(readPeriod({ kind: "date", value: "2016-03-01" })).toHaveProperty("fault");
    expect(readPeriod({ kind: "date", value: "2020-11-05" })).toHaveProperty("value");
    expect(readPeriod({ kind: "number", value: 2020 })).toEqual({ value: { text: "2020", end: "2020-12-31" } });
  });

  it.each([
    ["1,234,567.5", 1234567.5],
    ["１２３", 123],
    ["−3.2", -3.2],
    ["1e3", 1000],
  ])("reads the number %s", (written, value) => {
    expect(readNumber(text(written))).toEqual({ value });
  });

  it.each(["12,34", "59.3%", "约100", "—", "", "0x10", "Infinity"])("refuses the number %s", (written) => {
    expect(readNumber(written === "" ? undefined : text(written))).toHaveProperty("fault");
  });

  it("never takes a formula for what it shows", () => {
    expect(readNumber({ kind: "formula", value: "A1*2" })).toHaveProperty("fault");
    expect(readDay({ kind: "formula", value: "TODAY()" })).toHaveProperty("fault");
  });
});

describe("a file with figures", () => {
  it("is read with Chinese headings, names instead of codes, and a title above", () => {
    const rows =
      "二〇二四年统计表,,,,,,\n指标名称,城市,年份,数值,单位,数据来源,发布日期\n常住人口,晨港,2025年,1010000,人,年鉴,2026-01-20\n";
    const { rows: found, faults } = read(`\uFEFF${rows}`);
    expect(faults).toEqual([]);
    expect(found[0]).toMatchObject({
      period: "2025",
      value: 1010000,
      publishedAt: "2026-01-20",
      owedBy: "469100-statistics",
    });
    expect(found[0]?.indicator.id).toBe("population");
    expect(found[0]?.place.code).toBe("469100");
    expect(read(rows.replaceAll(",", "\t")).rows).toHaveLength(1);
  });

  it.each(["晨港", "晨港市", "Chengang", "Chengang City", "469100"])("finds the place %s", (word) => {
    expect(read(`${heading}population,${word},2025,1010000,persons,2026-01-20,book\n`).rows[0]?.place.code).toBe(
      "469100",
    );
  });

  it("is read in GB18030", () => {
    const head = [0xd6, 0xb8, 0xb1, 0xea, 0xc3, 0xfb, 0xb3, 0xc6];
    const rest = new TextEncoder().encode(
      ",place,period,value,unit,source,published\npopulation,469100,2025,1,persons,x,2026-01-20\n",
    );
    expect(read(new Uint8Array([...head, ...rest])).rows).toHaveLength(1);
  });

  it("has every bad row named", () => {
    const csv = `${heading}${[
      "nothing,469100,2025,1,persons,2026-01-20,book",
      "population,nowhere,2025,1,persons,2026-01-20,book",
      "population,469100,2025,1,km,2026-01-20,book",
      "population,469100,2025Q1,1,persons,2026-01-20,book",
      "population,469100,2025,=1+1,persons,2026-01-20,book",
      "population,469100,2025,1,persons,2025-06-01,book",
      "population,469100,2025,-5,persons,2026-01-20,book",
      "population,469100,2025,1.5,persons,2026-01-20,book",
      "population,469100,2024,1,persons,2026-03-01,book",
      "population,469100,2024,1,persons,2026-01-20,",
      "population,469200,2025,7,persons,2026-01-20,book",
      "population,469200,2025,7,persons,2026-01-20,book",
    ].join("\n")}\n`;
    expect(faultsOf(csv)).toEqual([
      'A2 indicator: there is no indicator "nothing"',
      'B3 place: there is no place "nowhere"',
      'E4 unit: the unit is not "km"',
      'C5 period: "2025Q1" is no period',
      "D6 value: holds a formula",
      "F7 published_at: on 2025-06-01 the period 2025 had not ended",
      "D8 value: -5 cannot be negative",
      "D9 value: 1.5 is no whole number, and things are counted here",
      "F10 published_at: 2026-03-01 lies in the future",
      "G11 source_title: has no source",
      "D13 value: stands already at D12 value",
    ]);
  });

  it("may hold rows that nobody filled in, and columns that mean nothing", () => {
    const csv =
      "indicator,place,period,value,unit,published_at,source_title,mood\npopulation,469100,2025,,persons,,,\n";
    expect(read(csv)).toMatchObject({ rows: [], faults: [], left: 1, passedOver: ["mood"] });
  });

  it("says which columns are missing", () => {
    expect(() => read("indicator,place,value\npopulation,469100,1\n")).toThrow("Period,Unit,Source,Published");
  });

  it("refuses a code and a name that mean different things", () => {
    const csv = `指标代码,指标名称,地区代码,地区,时期,数值,单位,来源,公布日期\npopulation,面积,469100,礁石市,2025,1,人,x,2026-01-20\n`;
    expect(read(csv).faults).toHaveLength(2);
  });
});

describe("beside what is known", () => {
  const known = [
    { indicator: "population", place: "469100", period: "2024", publishedAt: "2025-03-01", value: 1000000 },
  ];
  const compare = (row: string) => compareSeries(read(`${heading}${row}\n`).rows, known);

  it("a later publication is a revision, an earlier one comes before it, the same one is refused", () => {
    expect(compare("population,469100,2024,1001000,persons,2026-01-20,book").rows[0]).toMatchObject({
      change: "revision",
      before: 1000000,
    });
    expect(compare("population,469100,2024,990000,persons,2025-01-20,book").rows[0]).toMatchObject({
      change: "earlier",
    });
    expect(compare("population,469100,2023,990000,persons,2025-01-20,book").rows[0]).toMatchObject({
      change: "new",
      before: null,
    });
    expect(compare("population,469100,2024,1000000,persons,2025-03-01,book").faults[0]?.what.en).toBe(
      "the same figure is there already",
    );
    expect(compare("population,469100,2024,5,persons,2025-03-01,book").faults[0]?.what.en).toContain(
      "with the value 1000000",
    );
  });

  it("a figure ten times as large is suspicious", () => {
    expect(compare("population,469100,2023,100,persons,2025-01-20,book").rows[0]?.suspicious).toBe(true);
    expect(isSuspicious(0.6, 60)).toBe(true);
    expect(isSuspicious(60, 58)).toBe(false);
  });

  it("units say what a value can be and how else they are written", () => {
    expect(findImpossible(2, "0/1")).toBeDefined();
    expect(findImpossible(-3.1, "%")).toBeUndefined();
    expect(findImpossible(99_999, "%")).toBeDefined();
    expect(isUnit("人", "persons")).toBe(true);
    expect(isUnit("亿元", "100 million yuan")).toBe(true);
    expect(isUnit("万人", "persons")).toBe(false);
  });
});
