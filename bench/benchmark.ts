/** One cell of a table; numbers are shown with three significant digits. */
type Cell = string | number;

/** What a benchmark found. */
export interface Report {
  /** Sentence above the table: what was measured, on what, how often. */
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Lines below the table: what was checked first, what a ratio means. */
  readonly notes: readonly string[];
}

/** What every benchmark is given. */
export interface BenchmarkContext {
  /** The clone's root folder. */
  readonly root: string;
  /** Empty folder for data, on the disk whose durability counts; removed afterwards. */
  readonly folder: string;
  /** Length of one round of load. */
  readonly roundSeconds: number;
  /** Rounds of which the median is shown. */
  readonly rounds: number;
  /** Tells what takes long. */
  say(text: string): void;
}

/** A benchmark in a file of its own. */
export interface Benchmark {
  readonly name: string;
  readonly summary: string;
  /** @throws NotHere when the machine lacks what it needs; Error when answers do not agree */
  run(context: BenchmarkContext): Promise<Report>;
}

/** The machine lacks something that a benchmark needs; it is skipped, loudly. */
export class NotHere extends Error {}

/** The middle value; of an even number of values the mean of the two in the middle. @throws Error without values */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new Error("There is no median of no values");
  return (lower + upper) / 2;
}

/** A number as people read it: three significant digits, thousands apart. */
export function formatNumber(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return Math.abs(rounded) >= 1000 ? Math.round(value).toLocaleString("en-US") : String(rounded);
}

/** `1.7x`: how many times more than the peer. */
export function formatRatio(ours: number, peer: number): string {
  return peer === 0 ? "-" : `${formatNumber(ours / peer)}x`;
}

/** The report as a Markdown table, so that it can be pasted into a document as it is. */
export function formatReport({ about, columns, rows, notes }: Report): string {
  const text = rows.map((row) => row.map((cell) => (typeof cell === "number" ? formatNumber(cell) : cell)));
  const widths = columns.map((column, index) => Math.max(column.length, ...text.map((row) => row[index]?.length ?? 0)));
  const isNumeric = columns.map((_, index) =>
    rows.every((row) => typeof row[index] === "number" || row[index] === "-"),
  );
  const pad = (cell: string, index: number) =>
    isNumeric[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0);
  const line = (cells: readonly string[]) => `| ${cells.map(pad).join(" | ")} |`;
  const rule = widths.map((width, index) => (isNumeric[index] ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [
    about,
    "",
    line(columns),
    `| ${rule.join(" | ")} |`,
    ...text.map(line),
    "",
    ...notes.map((note) => `- ${note}`),
  ].join("\n");
}
