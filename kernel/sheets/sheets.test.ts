import { describe, expect, it } from "vitest";
import { toCsv, toXlsx } from "./index.ts";

const table = {
  name: "test",
  columns: ["编号", "Value"],
  rows: [
    ['=HYPERLINK("http://evil.example")', -1.5],
    ['-3 "quoted", and\na line', null],
    ["岳阳", 0],
  ],
};

describe("toCsv", () => {
  it("starts with a byte order mark, quotes what has to be quoted, and defuses formulas", () => {
    expect(toCsv(table)).toBe(
      '\uFEFF编号,Value\r\n"\'=HYPERLINK(""http://evil.example"")",-1.5\r\n"\'-3 ""quoted"", and\na line",\r\n岳阳,0\r\n',
    );
  });
});

describe("toXlsx", () => {
  it("writes a zip archive", async () => {
    const bytes = await toXlsx(table);
    expect([...bytes.subarray(0, 2)]).toEqual([0x50, 0x4b]);
  });
});
