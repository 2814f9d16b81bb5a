import type { Text } from "@midreach/kernel/contracts";
import { Problem } from "@midreach/kernel/problems";
import { Unzip, UnzipInflate } from "fflate";

/** How much an archive may hold once unpacked. What it declares is not believed: bytes are counted as they come. */
export interface ZipLimits {
  readonly maxEntries: number;
  /** Over all wanted entries, unpacked. */
  readonly maxBytes: number;
}

const oldOffice = [0xd0, 0xcf, 0x11, 0xe0];
const zipStart = [0x50, 0x4b];
const startsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, index) => bytes[index] === byte);

/**
 * Unpacks the wanted entries of a ZIP archive (.xlsx, .docx). A bomb is found out while unpacking and costs no more
 * than the limit.
 * @throws Problem `import.rejected` when it is no archive, damaged, encrypted, or larger than the limits
 */
export function readZip(
  bytes: Uint8Array<ArrayBuffer>,
  wanted: (name: string) => boolean,
  limits: ZipLimits,
): Map<string, Uint8Array> {
  if (startsWith(bytes, oldOffice)) {
    throw rejected({
      zh: "它是旧版Office格式,或者有密码保护。请去掉密码,另存为.xlsx",
      en: "It is in the old format of Office, or protected by a password. Save it without one as .xlsx",
    });
  }
  if (!startsWith(bytes, zipStart))
    throw rejected({
      zh: "它不是.xlsx文件。请另存为.xlsx,或选择正确的文件",
      en: "It is no .xlsx file. Save it as .xlsx, or give the right one",
    });
  const found = new Map<string, Uint8Array[]>();
  let entries = 0;
  let total = 0;
  const unzip = new Unzip((file) => {
    entries += 1;
    if (entries > limits.maxEntries)
      throw rejected({
        zh: `它的组成部分超过${limits.maxEntries}个`,
        en: `It holds more than ${limits.maxEntries} parts`,
      });
    if (!wanted(file.name)) return;
    const parts: Uint8Array[] = [];
    found.set(file.name, parts);
    file.ondata = (error, part) => {
      if (error) throw error;
      total += part.byteLength;
      if (total > limits.maxBytes)
        throw rejected({
          zh: `解压后超过${limits.maxBytes >> 20} MB`,
          en: `Unpacked it is larger than ${limits.maxBytes >> 20} MB`,
        });
      parts.push(part);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    // In pieces, so that what is unpacked is counted before the next piece is looked at.
    for (let start = 0; start < bytes.byteLength; start += pieceBytes) {
      const end = Math.min(bytes.byteLength, start + pieceBytes);
      unzip.push(bytes.subarray(start, end), end === bytes.byteLength);
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw rejected({
      zh: "它已损坏,无法解压。请重新保存",
      en: "It is damaged and cannot be unpacked. Save it again",
    });
  }
  return new Map([...found].map(([name, parts]) => [name, concat(parts)]));
}

const pieceBytes = 1 << 14;

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.byteLength;
  }
  return whole;
}

function rejected({ zh, en }: Text): Problem {
  return new Problem("import.rejected", {
    zh: `无法读取文件。${zh}。内容未改变。`,
    en: `The file cannot be read. ${en}. Nothing was changed.`,
  });
}
