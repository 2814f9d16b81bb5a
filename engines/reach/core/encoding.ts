import type { Timetable } from "./timetable.ts";

/** First four bytes of an encoded timetable ("MRTT"), and the version of the layout. */
const magic = 0x5454524d;
const version = 1;
const alignment = 8;

const arrayTypes = { Int32Array, Uint8Array, Float64Array } as const;
type NumberArray = Int32Array | Uint8Array | Float64Array;

/** Where an array lies, in the header. */
interface ArrayEntry {
  readonly type: keyof typeof arrayTypes;
  readonly offset: number;
  readonly length: number;
}

interface Header {
  /** The timetable with `{ $array: number }` in place of arrays of numbers. */
  readonly timetable: unknown;
  readonly arrays: readonly ArrayEntry[];
}

/**
 * A timetable as one block of bytes: three numbers, a JSON header with the names, then the arrays as they lie in memory
 * (little-endian), each at a multiple of eight. The block is shared memory, so that worker threads read the same one.
 */
export function encodeTimetable(timetable: Timetable): SharedArrayBuffer {
  const arrays: NumberArray[] = [];
  const entries: ArrayEntry[] = [];
  let size = 0;
  const skeleton = mapNumbers(timetable, (array) => {
    entries.push({ type: array.constructor.name as ArrayEntry["type"], offset: size, length: array.length });
    arrays.push(array);
    size = align(size + array.byteLength);
    return { $array: arrays.length - 1 };
  });
  const header = new TextEncoder().encode(JSON.stringify({ timetable: skeleton, arrays: entries } satisfies Header));
  const start = align(12 + header.length);
  const buffer = new SharedArrayBuffer(start + size);
  new Uint32Array(buffer, 0, 3).set([magic, version, header.length]);
  new Uint8Array(buffer, 12, header.length).set(header);
  arrays.forEach((array, index) => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    new Uint8Array(buffer, start + (entries[index] as ArrayEntry).offset, array.byteLength).set(bytes);
  });
  return buffer;
}

/**
 * The timetable in a block of bytes; its arrays look into the block, nothing is copied (unless a view begins at an
 * address that is no multiple of eight).
 * @throws Error when the bytes are no timetable, of another version, or cut off
 */
export function decodeTimetable(source: ArrayBufferLike | Uint8Array): Timetable {
  const { buffer, start } = locate(source);
  if (buffer.byteLength - start < 12) throw new Error("These bytes are no timetable: they are too few.");
  const [mark, found, headerLength = 0] = new Uint32Array(buffer, start, 3);
  if (mark !== magic) throw new Error("These bytes are no timetable.");
  if (found !== version) throw new Error(`This timetable has layout ${found}, not ${version}; build it again.`);
  // Text decoders take no shared memory everywhere; the header is small.
  const text = new TextDecoder().decode(new Uint8Array(buffer, start + 12, headerLength).slice());
  const { timetable, arrays } = JSON.parse(text) as Header;
  const base = start + align(12 + headerLength);
  const last = arrays[arrays.length - 1];
  if (last !== undefined) {
    const end = base + last.offset + last.length * arrayTypes[last.type].BYTES_PER_ELEMENT;
    if (end > buffer.byteLength) throw new Error("This timetable is cut off; build it again.");
  }
  return fillNumbers(timetable, (index) => {
    const { type, offset, length } = arrays[index] as ArrayEntry;
    return new arrayTypes[type](buffer as ArrayBuffer, base + offset, length);
  }) as Timetable;
}

function locate(source: ArrayBufferLike | Uint8Array): { buffer: ArrayBufferLike; start: number } {
  if (!(source instanceof Uint8Array)) return { buffer: source, start: 0 };
  if (source.byteOffset % alignment === 0) return { buffer: source.buffer, start: source.byteOffset };
  return { buffer: source.slice().buffer, start: 0 };
}

function align(size: number): number {
  return Math.ceil(size / alignment) * alignment;
}

function isNumbers(value: unknown): value is NumberArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function mapNumbers(value: unknown, replace: (array: NumberArray) => unknown): unknown {
  if (isNumbers(value)) return replace(value);
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapNumbers(inner, replace)]));
}

function fillNumbers(value: unknown, find: (index: number) => NumberArray): unknown {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  if ("$array" in value) return find(value.$array as number);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillNumbers(inner, find)]));
}
