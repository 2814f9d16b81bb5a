import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/**
 * The known facts, straight from the region's tables: no engine, no reader of ours, only lines, commas and clocks. What the
 * engine answers has to agree with them.
 */

const [wuhan, changsha, nanchang] = ["420100", "430100", "360100"];
const region = new URL("../../regions/middle-yangtze/", import.meta.url);

/** Rows of a table; only its last columns may hold quotes, which none of those used here does. */
function listRows(file: string): string[][] {
  const text = readFileSync(fileURLToPath(new URL(`reach/${file}.csv`, region)), "utf8");
  const lines = text.trimEnd().split("\n").slice(1);
  return lines.map((line) => line.split(","));
}

interface Stop {
  readonly station: string;
  readonly arrival: number;
  readonly departure: number;
  readonly flag: string;
}

function readCall(text: string): Stop {
  const [station = "", clock = "", flag = ""] = text.split(" ");
  const [time = "", dwell = "0"] = clock.split("+");
  const [hours, minutes] = time.split(":").map(Number);
  const arrival = (hours ?? 0) * 60 + (minutes ?? 0);
  return { station, arrival, departure: arrival + Number(dwell), flag };
}

function listDays(cell: string): Set<string> {
  const days = new Set<string>();
  for (const item of cell.split(";").filter(Boolean)) {
    const [first = "", last = first] = item.split("..");
    for (let at = Date.parse(first); at <= Date.parse(last); at += 86_400_000) {
      days.add(new Date(at).toISOString().slice(0, 10));
    }
  }
  return days;
}

function listTrains(feed: string, date: string): Stop[][] {
  const weekday = String(((new Date(date).getUTCDay() + 6) % 7) + 1);
  const running = listRows(`${feed}-calendars`).filter(
    ([, weekdays = "", start = "", end = "", added = "", removed = ""]) => {
      if (listDays(removed).has(date)) return false;
      return listDays(added).has(date) || (weekdays.includes(weekday) && start <= date && date <= end);
    },
  );
  const calendars = new Set(running.map(([id]) => id));
  const trains = listRows(`${feed}-trips`).filter((row) => calendars.has(row[4]));
  return trains.map((row) => (row[5] ?? "").split(";").map(readCall));
}

/** Minutes of every train without change, from its last call in one city to the first call after it in the other. */
function listMinutes(feed: string, date: string, from?: string, to?: string): number[] {
  const placeOf = new Map(listRows(`${feed}-stations`).map((row) => [row[0], row[5]]));
  const found: number[] = [];
  for (const stops of listTrains(feed, date)) {
    const isEnd = ({ station, flag }: Stop, place: string | undefined, without: string) =>
      placeOf.get(station) === place && !["x", without].includes(flag);
    const boards = (stop: Stop) => isEnd(stop, from, "a");
    const last = stops.findIndex((stop, at) => isEnd(stop, to, "b") && stops.slice(0, at).some(boards));
    if (last < 0) continue;
    const first = stops.slice(0, last).findLast(boards) as Stop;
    found.push((stops[last] as Stop).arrival - first.departure);
  }
  return found.sort((a, b) => a - b);
}

const median = (values: readonly number[]): number => {
  const middle = values.length / 2;
  return ((values[Math.ceil(middle) - 1] ?? Number.NaN) + (values[Math.floor(middle)] ?? Number.NaN)) / 2;
};

describe("15 March 2016", () => {
  const minutes = (from?: string, to?: string) => listMinutes("2016", "2016-03-15", from, to);

  test("3,703 trains run", () => expect(listTrains("2016", "2016-03-15")).toHaveLength(3703));

  test("Wuhan to Nanchang takes 165 minutes at best, 143 back", () => {
    expect(minutes(wuhan, nanchang)[0]).toBe(165);
    expect(minutes(nanchang, wuhan)[0]).toBe(143);
    expect(minutes(wuhan, nanchang).filter((value) => value <= 120)).toEqual([]);
  });

  test("Wuhan to Changsha takes 78, Changsha to Nanchang 79", () => {
    expect(minutes(wuhan, changsha)[0]).toBe(78);
    expect(minutes(changsha, nanchang)[0]).toBe(79);
  });
});

describe("about 2021", () => {
  const minutes = (from?: string, to?: string) => listMinutes("2021", "2021-06-15", from, to);

  test("of 39 trains from Wuhan to Nanchang one takes two hours or less; the median is 190", () => {
    const found = minutes(wuhan, nanchang);
    expect(found).toHaveLength(39);
    expect(found[0]).toBe(113);
    expect(found.filter((value) => value <= 120)).toEqual([113]);
    expect(median(found)).toBe(190);
  });

  test("Wuhan to Changsha takes 78, Changsha to Nanchang 78, back 79", () => {
    expect(minutes(wuhan, changsha)[0]).toBe(78);
    expect(minutes(changsha, nanchang)[0]).toBe(78);
    expect(minutes(nanchang, changsha)[0]).toBe(79);
  });
});

describe("what the tables cover", () => {
  const cities = readFileSync(fileURLToPath(new URL("places.csv", region)), "utf8")
    .trimEnd()
    .split("\n")
    .filter((line) => line.endsWith(",true"))
    .map((line) => line.split(","));
  const absent = (feed: string) => {
    const served = new Set(listRows(`${feed}-stations`).map((row) => row[5]));
    return cities.filter(([code]) => !served.has(code)).map((row) => row[2]);
  };

  test("the one of 2016 lacks five of 31 cities", () => {
    expect(cities).toHaveLength(31);
    expect(absent("2016")).toEqual(["荆门", "益阳", "常德", "景德镇", "吉安"]);
  });

  test("the one of 2021 lacks sixteen", () => expect(absent("2021")).toHaveLength(16));

  test("the feeds say so", () => {
    const feeds: { id: string; coverage: { places: string[] } }[] = JSON.parse(
      readFileSync(fileURLToPath(new URL("reach/feeds.json", region)), "utf8"),
    );
    for (const { id, coverage } of feeds) {
      const listed = cities.filter(([code = ""]) => !coverage.places.includes(code)).map((row) => row[2]);
      expect(listed, id).toEqual(absent(id));
    }
  });
});
