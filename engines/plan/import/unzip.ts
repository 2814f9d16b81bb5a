import { Problem } from "@midreach/kernel/problems";
import { Unzip, UnzipInflate } from "fflate";

/** Parts larger than this are no text of a plan but a bomb. */
const largestPartBytes = 64 * 1024 * 1024;
const mostEntries = 5_000;
/** Text compresses twenty to one; a thousand to one is made to fill the memory. */
const highestRatio = 400;
const ratioFloorBytes = 8 * 1024 * 1024;
const chunkBytes = 64 * 1024;

export interface Unzipped {
  /** Names of all entries. */
  readonly names: readonly string[];
  /** The parts that were asked for. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
}

/**
 * Unpacks the wanted parts of a zip. The bytes that really come out are counted, not those that the zip declares: the
 * first part beyond the limits ends it with `import.rejected`.
 */
export function unzipParts(bytes: Uint8Array, wanted: (name: string) => boolean, fileName: string): Unzipped {
  const names: string[] = [];
  const parts = new Map<string, Uint8Array>();
  let unpacked = 0;
  let failure: Error | undefined;
  const unzip = new Unzip((file) => {
    names.push(file.name);
    if (names.length > mostEntries) throw bomb(fileName, `it holds more than ${mostEntries} parts`);
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
      if (size > largestPartBytes || (unpacked > ratioFloorBytes && unpacked > bytes.length * highestRatio)) {
        file.terminate?.();
        throw bomb(fileName, `${file.name} unpacks to far more than any text needs`);
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

function concat(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}

function bomb(fileName: string, what: string): Problem {
  const fix = "Save the document anew in an office program and import that.";
  return new Problem("import.rejected", `${fileName}: ${what}. ${fix}`, [{ where: fileName, what, fix }]);
}

function damaged(fileName: string, cause: unknown): Problem {
  const what = "the file is damaged: it cannot be unpacked";
  const fix = "Download or save it again.";
  return new Problem("import.rejected", `${fileName}: ${what}. ${fix}`, [{ where: fileName, what, fix }], { cause });
}
