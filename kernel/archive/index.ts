import { Unzip, UnzipInflate } from "fflate";
import type { Words } from "../contracts/index.ts";
import { Problem } from "../problems/index.ts";

/** How much a zip may unpack to. */
export interface ArchiveLimits {
  /** Largest single part, bytes. */
  readonly partBytes: number;
  /** All wanted parts together, bytes. */
  readonly totalBytes: number;
  readonly entries: number;
  /** Beyond `ratioFloorBytes` no zip may unpack to more than this many times its size. */
  readonly ratio: number;
  readonly ratioFloorBytes: number;
}

/** Enough for documents of text: text compresses twenty to one; a thousand to one is made to fill the memory. */
export const documentLimits: ArchiveLimits = {
  partBytes: 64 << 20,
  totalBytes: 256 << 20,
  entries: 5_000,
  ratio: 400,
  ratioFloorBytes: 8 << 20,
};

export interface Unzipped {
  /** Names of all entries. */
  readonly names: readonly string[];
  /** The parts that were asked for. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
}

/** Which parts to unpack, for whom. */
export interface UnzipOptions {
  /** Name of the zip as its owner knows it. */
  readonly fileName: string;
  readonly wanted: (name: string) => boolean;
  readonly limits?: ArchiveLimits;
  /** What to do about a zip that unpacks to too much. */
  readonly fix: Words;
}

const chunkBytes = 64 * 1024;

/**
 * Unpacks the wanted parts of a zip. The bytes that really come out are counted, not those that the zip declares, and
 * the first part beyond the limits ends it.
 * @throws Problem `import.rejected` for a bomb and for a damaged file
 */
export function unzipParts(bytes: Uint8Array, options: UnzipOptions): Unzipped {
  const { fileName, wanted, limits = documentLimits } = options;
  const names: string[] = [];
  const parts = new Map<string, Uint8Array>();
  let unpacked = 0;
  let failure: Error | undefined;
  const unzip = new Unzip((file) => {
    names.push(file.name);
    if (names.length > limits.entries) throw bomb(options, tooManyEntries(limits.entries));
    if (!wanted(file.name) || parts.has(file.name)) return;
    const chunks: Uint8Array[] = [];
    let size = 0;
    file.ondata = (error, chunk, final) => {
      if (error) {
        failure = error;
        return;
      }
      size += chunk.length;
      unpacked += chunk.length;
      if (isTooMuch(size, unpacked, bytes.length, limits)) {
        file.terminate?.();
        throw bomb(options, tooLarge(file.name));
      }
      chunks.push(chunk);
      if (final) parts.set(file.name, concat(chunks, size));
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let offset = 0; offset < bytes.length; offset += chunkBytes) {
      const end = Math.min(offset + chunkBytes, bytes.length);
      unzip.push(bytes.subarray(offset, end), end === bytes.length);
      if (failure) throw failure;
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw damaged(fileName, error);
  }
  return { names, parts };
}

function isTooMuch(part: number, total: number, packed: number, limits: ArchiveLimits): boolean {
  if (part > limits.partBytes || total > limits.totalBytes) return true;
  return total > limits.ratioFloorBytes && total > packed * limits.ratio;
}

function concat(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

const tooManyEntries = (count: number): { zh: string; en: string } => ({
  zh: `其中的文件超过${count}个`,
  en: `it holds more than ${count} parts`,
});

const tooLarge = (part: string): { zh: string; en: string } => ({
  zh: `${part}解压后远远超出所需的大小`,
  en: `${part} unpacks to far more than any text needs`,
});

function bomb({ fileName, fix }: UnzipOptions, what: { zh: string; en: string }): Problem {
  const words = typeof fix === "string" ? { zh: fix, en: fix } : fix;
  const detail = { zh: `${fileName}:${what.zh}。${words.zh}`, en: `${fileName}: ${what.en}. ${words.en}` };
  return new Problem("import.rejected", detail, [{ where: fileName, what, fix }]);
}

function damaged(fileName: string, cause: unknown): Problem {
  const what = { zh: "文件已损坏,无法解压", en: "the file is damaged: it cannot be unpacked" };
  const fix = { zh: "请重新下载或保存。", en: "Download or save it again." };
  const detail = { zh: `${fileName}:${what.zh}。${fix.zh}`, en: `${fileName}: ${what.en}. ${fix.en}` };
  return new Problem("import.rejected", detail, [{ where: fileName, what, fix }], { cause });
}
