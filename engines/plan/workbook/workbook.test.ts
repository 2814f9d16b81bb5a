import { toXlsx } from "@midreach/kernel/sheets";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { cellName, readWorkbook } from "./workbook.ts";

const sheetXml = (rows: string) =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;

function pack(parts: Record<string, string>): Uint8Array<ArrayBuffer> {
  const files = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
  return new Uint8Array(zipSync(files));
}

const frame = {
  "xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
  "xl/styles.xml": `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
  "xl/sharedStrings.xml": `<sst><si><r><t>江</t></r><r><t>湖</t></r><rPh><t>x</t></rPh></si></sst>`,
};

test("reads what the writer of this house wrote", async () => {
  const bytes = await toXlsx({
    name: "表",
    columns: ["名", "value"],
    rows: [
      ["=1+1", 12.5],
      [null, -3],
    ],
  });
  const [sheet] = readWorkbook(bytes);
  expect(sheet?.name).toBe("表");
  expect(sheet?.rows.map((row) => row.map((cell) => cell?.value))).toEqual([
    ["名", "value"],
    ["=1+1", 12.5],
    [undefined, -3],
  ]);
});

test("knows texts, dates, formulas, errors and gaps", () => {
  const rows = `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" s="1"><v>44196</v></c><c r="D2" s="2"><v>44197</v></c>
    <c r="E2"><f>SUM(A1)</f><v>3</v></c><c r="F2" t="e"><v>#REF!</v></c><c r="G2" t="inlineStr"><is><t> </t></is></c></row>`;
  const [sheet] = readWorkbook(pack({ ...frame, "xl/worksheets/sheet1.xml": sheetXml(rows) }));
  expect(sheet?.rows[0]).toEqual([]);
  expect(sheet?.rows[1]).toEqual([
    { kind: "text", value: "江湖" },
    undefined,
    { kind: "date", value: "2020-12-31" },
    { kind: "date", value: "2021-01-01" },
    { kind: "formula", value: "SUM(A1)" },
    { kind: "error", value: "#REF!" },
  ]);
  expect(cellName(1, 5)).toBe("F2");
  expect(cellName(0, 26)).toBe("AA1");
  expect(cellName(9, 701)).toBe("ZZ10");
});

const refused = (bytes: Uint8Array<ArrayBuffer>) => {
  try {
    readWorkbook(bytes);
  } catch (error) {
    return String(error instanceof Error ? error.message : error);
  }
  return "was read";
};

test("refuses what is none, damaged, protected, or holds macros or entities", () => {
  expect(refused(new TextEncoder().encode("id,value"))).toContain("no .xlsx");
  expect(refused(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]))).toContain("password");
  const good = pack({ ...frame, "xl/worksheets/sheet1.xml": sheetXml("") });
  expect(refused(good)).toBe("was read");
  expect(refused(good.slice(0, 300))).toMatch(/cannot be read/);
  expect(refused(pack({ "word/document.xml": "<a/>" }))).toContain("no workbook");
  expect(refused(pack({ ...frame, "xl/vbaProject.bin": "x" }))).toContain("macros");
  const entity = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>`;
  expect(refused(pack({ ...frame, "xl/sharedStrings.xml": entity }))).toContain("document type");
});

test("a bomb is found out while unpacking", () => {
  const zeros = new Uint8Array(80 << 20);
  const bomb = new Uint8Array(zipSync({ "xl/workbook.xml": [zeros, { level: 1 }] }));
  expect(bomb.byteLength).toBeLessThan(1 << 20);
  expect(refused(bomb)).toContain("larger than 64 MB");
});
