import { expect, test } from "vitest";
import { shareReading } from "./shared-reading.ts";

/** Readings that end when they are told to. */
function createReadings() {
  const open: { end: (value: number) => void; fail: (error: Error) => void }[] = [];
  const read = shareReading(() => new Promise<number>((end, fail) => open.push({ end, fail })));
  return { open, read };
}

test("one who asks alone gets a reading of his own, at once", async () => {
  const { open, read } = createReadings();
  const asked = read();
  expect(open).toHaveLength(1);
  open[0]?.end(1);
  expect(await asked).toBe(1);
  read();
  expect(open).toHaveLength(2);
});

test("those who ask during a reading share the next one, never the one under way", async () => {
  const { open, read } = createReadings();
  const first = read();
  const later = [read(), read(), read()];
  expect(open).toHaveLength(1);
  open[0]?.end(1);
  expect(await first).toBe(1);
  await Promise.resolve();
  expect(open).toHaveLength(2);
  // Whoever asks now comes after the start of the second reading.
  const last = read();
  open[1]?.end(2);
  expect(await Promise.all(later)).toEqual([2, 2, 2]);
  await Promise.resolve();
  expect(open).toHaveLength(3);
  open[2]?.end(3);
  expect(await last).toBe(3);
});

test("a reading that fails is told to those who share it, and the next one is made", async () => {
  const { open, read } = createReadings();
  const first = read();
  const second = read();
  open[0]?.fail(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  await Promise.resolve();
  open[1]?.end(2);
  expect(await second).toBe(2);
});
