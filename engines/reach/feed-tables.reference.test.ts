import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readRegionPack } from "@midreach/kernel/region";
import { describe, expect, test } from "vitest";
import { importFeedTables } from "./feed-tables.ts";
import { readGtfs, writeGtfs } from "./gtfs/index.ts";
import { readReachPack } from "./pack.ts";

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const region = await readRegionPack(folder("../../regions/middle-yangtze"));
const rail = (file: string) => readFileSync(folder(`../../../shared/data/rail/${file}.gtfs.zip`));
const feeds = [
  ["2016", "cn-high-speed-2016-03", 672, 4458, 34_647],
  ["2021", "cn-rail-cities-2021", 183, 6779, 30_827],
] as const;

describe.each(feeds)("the timetable of %s", (id, file, stations, trips, calls) => {
  test("as the region has it is what comes of importing its source", () => {
    const { tables, report } = importFeedTables(rail(file), id, region);
    expect(report.errors).toBe(0);
    for (const [name, text] of Object.entries(tables ?? {})) {
      const shipped = readFileSync(folder(`../../regions/middle-yangtze/reach/${id}-${name}.csv`), "utf8");
      expect(text === shipped, `reach/${id}-${name}.csv`).toBe(true);
    }
    expect(Object.keys(tables ?? {})).toEqual(["stations", "calendars", "trips"]);
  });

  test("holds every station, train and call of its source", () => {
    const { schedule: source } = readGtfs(rail(file), { id });
    const shipped = readReachPack(region).schedules.find((schedule) => schedule.id === id);
    expect(shipped?.stations).toHaveLength(stations);
    expect(shipped?.trips).toHaveLength(trips);
    expect(shipped?.trips.reduce((total, trip) => total + trip.calls.length, 0)).toBe(calls);
    expect(shipped?.trips).toEqual(source?.trips);
    expect(shipped?.calendars).toEqual(source?.calendars);
  });

  test("comes back from its own export unchanged", () => {
    const shipped = readReachPack(region).schedules.find((schedule) => schedule.id === id);
    if (!shipped) throw new Error(`the region has no feed ${id}`);
    const { schedule, report } = readGtfs(writeGtfs(shipped), { id });
    expect(report.errors).toBe(0);
    const places = (list: readonly string[]) => [...list].sort();
    expect(schedule).toEqual({
      ...shipped,
      coverage: { ...shipped.coverage, places: places(shipped.coverage.places) },
    });
  });
});

test("stations that cannot lie where the source has them are named, and no others", () => {
  const misplaced = feeds.map(([id, file]) => [...readGtfs(rail(file), { id }).misplaced].sort());
  expect(misplaced).toEqual([
    ["北井子", "福山镇", "银滩", "青堆"],
    ["华山", "宣城", "新乡"],
  ]);
});
