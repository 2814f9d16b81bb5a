import { parse } from "csv-parse/sync";
import type { Fault } from "../problems/index.ts";
import type { Field, TableSchema } from "./descriptor.ts";
import type { LocatedRow } from "./types.ts";

type Cell = string | number | boolean | string[] | null;

/**
 * Reads one CSV file by its Table Schema. Every bad cell becomes a fault; rows with faults are still returned so that
 * later checks can report theirs in the same pass.
 * @param file name used in messages
 */
export function readTable(file: string, text: string, schema: TableSchema, faults: Fault[]): LocatedRow[] {
  let records: CsvRecord[];
  try {
    records = parseRecords(text);
  } catch (error) {
    faults.push({
      where: file,
      what: `not a CSV file: ${(error as Error).message}`,
      fix: "check quotes and separators",
    });
    return [];
  }
  const header = records.shift()?.record ?? [];
  if (!checkHeader(file, header, schema, faults)) return [];
  const places = schema.fields.map((field) => header.indexOf(field.name));
  const rows = records.map(({ record, line }) => {
    const where = `${file} line ${line}`;
    if (record.length !== header.length) {
      faults.push({ where, what: `${record.length} cells where the header has ${header.length}`, fix: "check commas" });
    }
    const value = Object.fromEntries(
      schema.fields.map((field, index) => [
        field.name,
        readCell(record[places[index] ?? -1] ?? "", field, where, faults),
      ]),
    );
    return { where, value };
  });
  checkUnique(rows, schema, faults);
  return rows;
}

interface CsvRecord {
  readonly record: string[];
  readonly line: number;
}

/** A table of ten thousand rows is read at every start; without a quote in it a line is its cells between commas. */
function parseRecords(text: string): CsvRecord[] {
  if (!text.includes('"')) {
    const lines = text.replace(/^\uFEFF/u, "").split(/\r?\n/u);
    return lines.flatMap((line, index) => (line === "" ? [] : [{ record: line.split(","), line: index + 1 }]));
  }
  const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true };
  const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
  return records.map(({ record, info }) => ({ record, line: info.lines }));
}

function checkHeader(file: string, header: string[], schema: TableSchema, faults: Fault[]): boolean {
  const names = schema.fields.map((field) => field.name);
  const missing = names.filter((name) => !header.includes(name));
  const unknown = header.filter((name) => !names.includes(name));
  if (missing.length > 0) faults.push({ where: `${file} line 1`, what: `columns missing: ${missing.join(", ")}` });
  if (unknown.length > 0) {
    faults.push({ where: `${file} line 1`, what: `columns not in the schema: ${unknown.join(", ")}` });
  }
  return missing.length === 0;
}

function readCell(raw: string, field: Field, where: string, faults: Fault[]): Cell {
  const at = `${where}, ${field.name}`;
  const text = raw.trim();
  if (text === "") {
    if (field.constraints?.required) faults.push({ where: at, what: "is empty", fix: "fill it in" });
    return field.type === "list" ? [] : null;
  }
  const value = convert(text, field);
  if (value === undefined) {
    faults.push({ where: at, what: `"${text}" is not a ${field.type}`, fix: exampleOf[field.type] });
    return null;
  }
  checkConstraints(value, text, field, at, faults);
  return value;
}

const exampleOf: Record<Field["type"], string> = {
  string: "text",
  integer: "digits only, e.g. 12",
  number: "a number with a point, e.g. 12.5",
  boolean: "true or false",
  date: "year-month-day, e.g. 2020-12-31",
  list: "items with the separator between them",
};

function convert(text: string, field: Field): Cell | undefined {
  switch (field.type) {
    case "string":
      return text;
    case "integer":
      return /^-?\d+$/.test(text) ? Number(text) : undefined;
    case "number":
      return /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text) ? Number(text) : undefined;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "date":
      return isDate(text) ? text : undefined;
    case "list":
      return text
        .split(field.delimiter ?? ",")
        .map((item) => item.trim())
        .filter((item) => item !== "");
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function checkConstraints(value: Cell, text: string, field: Field, at: string, faults: Fault[]): void {
  const { enum: allowed, pattern, minimum, maximum } = field.constraints ?? {};
  const items = Array.isArray(value) ? value : [text];
  for (const item of items) {
    if (allowed && !allowed.includes(item)) {
      faults.push({ where: at, what: `"${item}" is not allowed`, fix: `one of: ${allowed.join(", ")}` });
    }
    if (pattern && !new RegExp(`^(?:${pattern})$`, "u").test(item)) {
      faults.push({ where: at, what: `"${item}" does not match ${pattern}` });
    }
  }
  if (minimum !== undefined && value !== null && value < minimum) {
    faults.push({ where: at, what: `${text} is below ${minimum}` });
  }
  if (maximum !== undefined && value !== null && value > maximum) {
    faults.push({ where: at, what: `${text} is above ${maximum}` });
  }
}

function checkUnique(rows: readonly LocatedRow[], schema: TableSchema, faults: Fault[]): void {
  const unique = schema.fields.filter((field) => field.constraints?.unique).map((field) => field.name);
  const primary = [schema.primaryKey ?? []].flat();
  const keys = unique.map((name) => [name]);
  if (primary.length > 1 || (primary[0] !== undefined && !unique.includes(primary[0]))) keys.push(primary);
  for (const key of keys) {
    const seen = new Map<string, string>();
    for (const row of rows) {
      const values = key.map((name) => String((row.value as Record<string, Cell>)[name] ?? ""));
      const text = values.join("\u0000");
      const first = seen.get(text);
      if (first)
        faults.push({
          where: `${row.where}, ${key.join("+")}`,
          what: `"${values.join(", ")}" stands already in ${first}`,
        });
      else seen.set(text, row.where);
    }
  }
}
