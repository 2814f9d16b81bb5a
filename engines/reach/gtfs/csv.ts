type Cell = string | number | boolean | null | undefined;

/** Rows as CSV (RFC 4180, lines end in LF; true is 1); nothing at all without rows, as a feed need not have every file. */
export function toCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return "";
  const lines = rows.map((row) => row.map(toCell).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}

function toCell(value: Cell): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  const text = String(value);
  return /[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
