import type { Schedule, Station, Trip } from "@midreach/reach";

/** How large a generated feed is. */
export interface FeedSize {
  readonly stations: number;
  readonly lines: number;
  /** In each direction of each line. */
  readonly trainsEachWay: number;
  /** Stations of a line; a train passes some of them. */
  readonly stopsEach: number;
  readonly callsEach: number;
}

/** 3,000 stations, 10,000 trains, 120,000 stop times. */
export const largeFeed: FeedSize = { stations: 3000, lines: 500, trainsEachWay: 10, stopsEach: 16, callsEach: 12 };
/** Ten times that. */
export const tenfoldFeed: FeedSize = { stations: 30_000, lines: 5000, trainsEachWay: 10, stopsEach: 16, callsEach: 12 };

/** Kilometres between neighbours on the lattice, and km/h of trains. */
const spacing = 20;
const speed = 180;

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A synthetic network: stations on a shaken lattice, lines that keep their heading and prefer the stations of a coarser
 * lattice, so that lines meet; trains of a line at equal distances from 05:30, none of them after midnight. Each passes
 * some of the line's stations, as in the feed of 2016, where 3,300 of 4,458 trains call at a sequence of their own.
 */
export function generateSchedule(size: FeedSize, seed = 1): Schedule {
  const random = makeRandom(seed);
  const columns = Math.ceil(Math.sqrt(size.stations * 1.2));
  const stations = Array.from({ length: size.stations }, (_, index): Station => {
    const x = (index % columns) + random() * 0.6;
    const y = Math.floor(index / columns) + random() * 0.6;
    const name = { zh: `S${index}`, en: `S${index}` };
    return { id: `S${index}`, name, lon: 100 + x * 0.2, lat: 20 + y * 0.18, place: null };
  });
  const rows = Math.floor(size.stations / columns);
  const trips: Trip[] = [];
  for (let line = 0; line < size.lines; line += 1) {
    const stops = drawLine({ columns, rows, stopsEach: size.stopsEach }, random);
    for (const way of [stops, [...stops].reverse()])
      trips.push(...makeTrains(way, `L${line}`, size, trips.length, random));
  }
  return { ...frame, stations, trips };
}

interface Lattice {
  readonly columns: number;
  readonly rows: number;
  readonly stopsEach: number;
}

function drawLine({ columns, rows, stopsEach }: Lattice, random: () => number): number[] {
  for (;;) {
    let x = random() * columns;
    let y = random() * rows;
    let heading = random() * 2 * Math.PI;
    const stops: number[] = [];
    while (stops.length < stopsEach) {
      heading += (random() - 0.5) * 0.8;
      const step = 1.5 + random() * 2;
      x += Math.cos(heading) * step;
      y += Math.sin(heading) * step;
      if (x < 0 || y < 0 || x >= columns || y >= rows) break;
      // Two of three calls are at the coarse lattice's stations, where lines meet.
      const isHub = random() < 0.66;
      const column = isHub ? Math.min(columns - 1, Math.round(x / 3) * 3) : Math.floor(x);
      const row = isHub ? Math.min(rows - 1, Math.round(y / 3) * 3) : Math.floor(y);
      const station = row * columns + column;
      if (!stops.includes(station)) stops.push(station);
    }
    if (stops.length === stopsEach) return stops;
  }
}

function makeTrains(
  stops: readonly number[],
  line: string,
  size: FeedSize,
  first: number,
  random: () => number,
): Trip[] {
  const offset = Math.floor(random() * 60) * 60;
  const rides = stops.map(() => Math.round(((2 + random()) * spacing * 3600) / speed / 60) * 60);
  const total = rides.reduce((sum, ride) => sum + ride + 120, 0);
  const headway = Math.floor((86_000 - 19_800 - 3600 - total) / size.trainsEachWay / 60) * 60;
  return Array.from({ length: size.trainsEachWay }, (_, index) => {
    const passed = new Set<number>();
    while (passed.size < stops.length - size.callsEach) passed.add(1 + Math.floor(random() * (stops.length - 2)));
    let now = 19_800 + offset + index * headway;
    const calls = stops.flatMap((station, position) => {
      const arrivalSeconds = now;
      const departureSeconds = now + (passed.has(position) ? 0 : 120);
      now = departureSeconds + (rides[position] as number);
      return passed.has(position) ? [] : [{ station: `S${station}`, arrivalSeconds, departureSeconds }];
    });
    const id = `T${first + index}`;
    return { id, name: id, class: line, calendar: "daily", calls };
  });
}

const frame = {
  id: "generated",
  title: { zh: "合成", en: "synthetic" },
  timeZone: "Asia/Shanghai",
  coverage: {
    classes: [],
    places: [],
    start: "2016-01-01",
    end: "2016-12-31",
    measureOn: "2016-03-15",
    publishedAt: "2016-01-01",
    publishedBasis: "assumed",
  },
  calendars: [
    {
      id: "daily",
      weekdays: [true, true, true, true, true, true, true],
      start: "2016-01-01",
      end: "2016-12-31",
      added: [],
      removed: [],
    },
  ],
  transfers: [],
} satisfies Omit<Schedule, "stations" | "trips">;
