import pg from "pg";

const oid = {
  int8: 20,
  bytea: 17,
  date: 1082,
  timestamp: 1114,
  interval: 1186,
  byteaArray: 1001,
  int8Array: 1016,
  timestampArray: 1115,
  dateArray: 1182,
  intervalArray: 1187,
  numericArray: 1231,
} as const;

type TextParser = (text: string) => unknown;

const textArrayOid = 1009;
const parseTextArray = pg.types.getTypeParser(textArrayOid as number) as (text: string) => unknown;

/** Applies `parse` to every element of an array of any depth; PostgreSQL's NULL stays null. */
function arrayOf(parse: TextParser): TextParser {
  const each = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(each) : value === null ? null : parse(value as string);
  return (text) => each(parseTextArray(text));
}

const asText: TextParser = (text) => text;
const asBytes: TextParser = (text) => Uint8Array.from(Buffer.from(text.slice(2), "hex"));
const asBigInt: TextParser = (text) => BigInt(text);

const parsers = new Map<number, TextParser>([
  [oid.int8, asBigInt],
  [oid.bytea, asBytes],
  [oid.date, asText],
  [oid.timestamp, asText],
  [oid.interval, asText],
  [oid.int8Array, arrayOf(asBigInt)],
  [oid.byteaArray, arrayOf(asBytes)],
  [oid.dateArray, arrayOf(asText)],
  [oid.timestampArray, arrayOf(asText)],
  [oid.intervalArray, arrayOf(asText)],
  [oid.numericArray, arrayOf(asText)],
]);

/** How columns become JavaScript values, on both backends; see `Database` for the list. */
export const columnTypes = {
  getTypeParser: (typeId: number, format?: string) =>
    (format === "binary" ? undefined : parsers.get(typeId)) ?? pg.types.getTypeParser(typeId, format as "text"),
};
