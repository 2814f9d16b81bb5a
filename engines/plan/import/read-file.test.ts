import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { largestFileBytes, readPlanFile } from "./read-file.ts";

const types =
  '<?xml version="1.0"?><Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const namespace =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';

function docx(body: string, more: Readonly<Record<string, string>> = {}, prolog = ""): Uint8Array {
  const parts: Record<string, Uint8Array> = {
    "[Content_Types].xml": strToU8(types),
    "word/document.xml": strToU8(
      `<?xml version="1.0"?>${prolog}<w:document ${namespace}><w:body>${body}</w:body></w:document>`,
    ),
  };
  for (const [name, content] of Object.entries(more)) parts[name] = strToU8(content);
  return zipSync(parts);
}

function paragraph(text: string, properties = ""): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
}

async function textsOf(bytes: Uint8Array, name: string): Promise<string[]> {
  return (await readPlanFile(bytes, name)).map(({ text }) => text);
}

describe("text files", () => {
  // 规划 in GB18030, as a Windows office saved it; encoders of this runtime only write UTF-8.
  const gb = new Uint8Array([0xb9, 0xe6, 0xbb, 0xae, 0xa1, 0xa3, 0x0d, 0x0a, 0xb9, 0xe6, 0xbb, 0xae]);

  it("are read in UTF-8 with or without a mark, UTF-16 and GB18030", async () => {
    expect(await textsOf(strToU8("规划。\r\n规划"), "plan.txt")).toEqual(["规划。", "规划"]);
    expect(await textsOf(strToU8("\uFEFF规划。\n规划"), "plan.txt")).toEqual(["规划。", "规划"]);
    expect(
      await textsOf(
        new Uint8Array([
          0xff,
          0xfe,
          ...new Uint8Array(Uint16Array.from("规划。\n规划", (c) => c.charCodeAt(0)).buffer),
        ]),
        "plan.txt",
      ),
    ).toEqual(["规划。", "规划"]);
    expect(await textsOf(gb, "plan.txt")).toEqual(["规划。", "规划"]);
  });

  it("that are none are refused with what they are", async () => {
    const refuse = (bytes: Uint8Array) => expect(readPlanFile(bytes, "plan.txt")).rejects;
    await refuse(strToU8("%PDF-1.7")).toThrow(/a PDF/u);
    await refuse(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0])).toThrow(/old Word/u);
    await refuse(Uint8Array.from({ length: 4_000 }, (_, index) => (index * 7919) % 251)).toThrow(/no text/u);
    await refuse(new Uint8Array()).toThrow(/empty/u);
    await refuse(new Uint8Array(largestFileBytes + 1)).toThrow(/MB/u);
  });
});

describe("web pages", () => {
  it("give their paragraphs and headings, without scripts, menus and footers", async () => {
    const html = `<!doctype html><html><head><title>首页</title><style>p{}</style></head><body><nav>首页 | 政务公开</nav>
      <h1>某县规划</h1><h2>第一章&nbsp;总则</h2><p>　　建设<b>甲桥</b>。<br>治理乙河。</p><script>alert(1)</script>
      <table><tr><td>森林覆盖率</td><td>64%</td></tr><tr><td><p>专栏1 工程</p><p>丙桥。</p></td></tr></table><footer>版权</footer></body></html>`;
    const lines = await readPlanFile(strToU8(html), "plan.html");
    expect(lines.map(({ text }) => text)).toEqual([
      "某县规划",
      "第一章 总则",
      "建设甲桥。",
      "治理乙河。",
      "森林覆盖率 64%",
      "专栏1 工程",
      "丙桥。",
    ]);
    expect(lines.map(({ headingLevel }) => headingLevel).slice(0, 3)).toEqual([1, 2, undefined]);
    expect(lines[4]?.tableRow).toBe(true);
  });

  it("of tables within tables are read in no more than a moment", async () => {
    const html = `<html><body>${"<table><tr><td>甲<td>".repeat(5_000)}建设甲桥。`;
    expect((await textsOf(strToU8(html), "plan.html")).at(-1)).toContain("建设甲桥。");
  });

  it("nested beyond reason are read all the same", async () => {
    const html = `<html><body>${"<div>".repeat(5_000)}建设甲桥。${"</div>".repeat(5_000)}</body></html>`;
    expect(await textsOf(strToU8(html), "plan.html")).toEqual(["建设甲桥。"]);
  });
});

describe("Word documents", () => {
  it("give paragraphs, outline levels, the numbers that Word prints, and rows of tables", async () => {
    const numbering = `<w:numbering ${namespace}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1章"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>`;
    const styles = `<w:styles ${namespace}><w:style w:styleId="a"><w:name w:val="heading 1"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`;
    const numbered = (level: number): string => `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="3"/></w:numPr>`;
    const cell = (text: string): string => `<w:tc>${paragraph(text)}</w:tc>`;
    const body = [
      paragraph("总则", `<w:pStyle w:val="b"/>${numbered(0)}`),
      paragraph("建设甲桥。", numbered(1)),
      paragraph("治理乙河。", numbered(1)),
      paragraph("任务", `<w:pStyle w:val="b"/>${numbered(0)}`),
      `<w:p><w:r><w:t>保留</w:t></w:r><w:del><w:r><w:t>删去</w:t></w:r></w:del></w:p>`,
      `<w:tbl><w:tr>${cell("森林覆盖率")}${cell("64%")}</w:tr><w:tr>${cell("专栏1 工程")}</w:tr></w:tbl>`,
    ].join("");
    const lines = await readPlanFile(
      docx(body, { "word/numbering.xml": numbering, "word/styles.xml": styles }),
      "plan.docx",
    );
    expect(lines.map(({ text }) => text)).toEqual([
      "第一章 总则",
      "1.建设甲桥。",
      "2.治理乙河。",
      "第二章 任务",
      "保留",
      "森林覆盖率 64%",
      "专栏1 工程",
    ]);
    expect(lines.map(({ headingLevel }) => headingLevel)).toEqual([
      1,
      undefined,
      undefined,
      1,
      undefined,
      undefined,
      undefined,
    ]);
    expect(lines[5]?.tableRow).toBe(true);
  });

  it("with macros, entities or damage are refused with what to do", async () => {
    const refuse = (bytes: Uint8Array) => expect(readPlanFile(bytes, "plan.docx")).rejects;
    await refuse(docx(paragraph("甲"), { "word/vbaProject.bin": "x" })).toThrow(/macros/u);
    await refuse(docx(paragraph("&a;"), {}, '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')).toThrow(
      /entities/u,
    );
    await refuse(docx("<w:p><w:r>")).toThrow(/damaged/u);
    await refuse(zipSync({ "a.txt": strToU8("甲") })).toThrow(/no Word document/u);
    await refuse(docx(paragraph("甲")).slice(0, 200)).toThrow(/damaged|no Word document/u);
  });

  it("that are something else are called by their name", async () => {
    const refuse = (bytes: Uint8Array) => expect(readPlanFile(bytes, "plan.docx")).rejects;
    await refuse(zipSync({ "xl/workbook.xml": strToU8("<workbook/>") })).toThrow(/an Excel workbook/u);
    await refuse(zipSync({ "ppt/presentation.xml": strToU8("<p/>") })).toThrow(/a presentation/u);
    const openDocument = {
      mimetype: strToU8("application/vnd.oasis.opendocument.text"),
      "content.xml": strToU8("<x/>"),
    };
    await refuse(zipSync(openDocument)).toThrow(/OpenDocument/u);
  });

  it("with a password are refused as such, by Word's way and by a zip program's", async () => {
    const refuse = (bytes: Uint8Array) => expect(readPlanFile(bytes, "plan.docx")).rejects;
    const container = new Uint8Array(4_096);
    container.set([0xd0, 0xcf, 0x11, 0xe0]);
    container.set(Buffer.from("EncryptedPackage", "utf16le"), 1_024);
    await refuse(container).toThrow(/password/u);
    const zip = docx(paragraph("甲"));
    // The first bit of the flags, in the directory at the end.
    const entry = Buffer.from(zip).indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    zip[entry + 8] = (zip[entry + 8] ?? 0) | 1;
    await refuse(zip).toThrow(/password/u);
  });

  it("of some kilobytes that hold more sentences than any plan are refused before they are analysed", async () => {
    const bytes = docx(paragraph("建桥。".repeat(100)).repeat(2_000));
    expect(bytes.length).toBeLessThan(20_000);
    await expect(readPlanFile(bytes, "plan.docx")).rejects.toThrow(/more than 150000 sentences/u);
  });

  it("that unpack to far more than they are end at the limit", async () => {
    const bomb = zipSync({ "word/document.xml": new Uint8Array(80 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(200_000);
    await expect(readPlanFile(bomb, "bomb.docx")).rejects.toThrow(/unpacks to far more/u);
  });
});
