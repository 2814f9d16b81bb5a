/** Slices of a list: PostgreSQL takes at most 65 535 values in one statement. */
export function* batches<Row>(rows: readonly Row[], size: number): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
