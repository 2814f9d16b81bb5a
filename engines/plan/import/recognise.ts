import type { Text } from "@midreach/kernel/contracts";

/** What a file is instead of a plan's text, and what to do about it. */
export interface Foreign {
  readonly what: Text;
  readonly fix: Text;
}

const saveAs: Text = {
  zh: "请用办公软件打开,另存为 .docx 或纯文本。",
  en: "Open it in an office program and save it as .docx or as text.",
};
const notScan: Text = { zh: "请导入文字,不要导入扫描件。", en: "Import text, not a scan." };
const image: Foreign = { what: { zh: "这是一张图片", en: "this is an image" }, fix: notScan };
const locked: Foreign = {
  what: { zh: "文件有密码保护", en: "the file is protected by a password" },
  fix: {
    zh: "请用办公软件打开,去掉密码后保存,再导入。",
    en: "Open it in an office program, take the password off, save it.",
  },
};

const formats: readonly (Foreign & { readonly magic: readonly number[] })[] = [
  {
    magic: [0x25, 0x50, 0x44, 0x46],
    what: { zh: "这是 PDF 文件", en: "this is a PDF" },
    fix: { zh: "请把文字复制或导出为 .txt 或 .docx。", en: "Copy or export its text to .txt or .docx." },
  },
  {
    magic: [0x7b, 0x5c, 0x72, 0x74, 0x66],
    what: { zh: "这是 RTF 文件", en: "this is a rich text file" },
    fix: saveAs,
  },
  { magic: [0x89, 0x50, 0x4e, 0x47], ...image },
  { magic: [0xff, 0xd8, 0xff], ...image },
];

const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, [0x50, 0x4b]);
const oldOffice = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * What the bytes show a file to be when it cannot hold a plan's text: a PDF, an image, an old or locked office file, a
 * workbook renamed to .docx. Undefined for what may be read.
 */
export function recogniseForeign(bytes: Uint8Array): Foreign | undefined {
  if (isZip(bytes)) return recogniseZip(bytes);
  if (startsWith(bytes, oldOffice)) return recogniseOldOffice(bytes);
  return formats.find(({ magic }) => startsWith(bytes, magic));
}

/** Office programs put a document with a password, whatever its format, into the container of the old formats. */
function recogniseOldOffice(bytes: Uint8Array): Foreign {
  const name = Buffer.from("EncryptedPackage", "utf16le");
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name)) return locked;
  return { what: { zh: "这是旧版 Word 或 Excel 文件", en: "this is an old Word or Excel file" }, fix: saveAs };
}

function recogniseZip(bytes: Uint8Array): Foreign | undefined {
  const entries = listEntries(bytes);
  if (entries.some(({ isEncrypted }) => isEncrypted)) return locked;
  const names = new Set(entries.map(({ name }) => name));
  if (names.has("word/document.xml")) return undefined;
  const holds = (folder: string) => entries.some(({ name }) => name.startsWith(folder));
  if (holds("xl/")) {
    const what = { zh: "这是 Excel 工作簿", en: "this is an Excel workbook" };
    return {
      what,
      fix: { zh: "请导入规划的正文(.docx、.txt、.html)。", en: "Import the plan's text (.docx, .txt, .html)." },
    };
  }
  if (holds("ppt/")) return { what: { zh: "这是演示文稿", en: "this is a presentation" }, fix: saveAs };
  if (names.has("mimetype") && names.has("content.xml"))
    return { what: { zh: "这是 OpenDocument 文件", en: "this is an OpenDocument file" }, fix: saveAs };
  return undefined;
}

const mostEntries = 5_000;

/** Names in the directory at a zip's end (PKWARE APPNOTE 4.3.12, 4.3.16); none when there is no directory to read. */
function listEntries(bytes: Uint8Array): { readonly name: string; readonly isEncrypted: boolean }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const is = (offset: number, signature: number) =>
    offset >= 0 && offset + 22 <= bytes.length && view.getUint32(offset, true) === signature;
  let end = bytes.length - 22;
  // A comment of at most 64 kB may follow the end of the directory.
  const first = Math.max(0, end - 0xffff);
  while (end >= first && !is(end, 0x06054b50)) end -= 1;
  if (end < first) return [];
  const entries = [];
  let offset = view.getUint32(end + 16, true);
  while (entries.length < mostEntries && is(offset, 0x02014b50) && offset + 46 <= bytes.length) {
    const length = view.getUint16(offset + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(offset + 46, offset + 46 + length));
    entries.push({ name, isEncrypted: (view.getUint16(offset + 8, true) & 1) === 1 });
    offset += 46 + length + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true);
  }
  return entries;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
