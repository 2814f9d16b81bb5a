import { type Source, type Text, textSchema } from "@midreach/kernel/contracts";
import { type Fault, Problem } from "@midreach/kernel/problems";
import { type RegionPack, readResource } from "@midreach/kernel/region";
import { z } from "zod";
import type { Schedule, Transfer } from "./core/schedule.ts";
import { type FeedDescription, feedSchema, readFeed } from "./pack-feed.ts";
import { type ReachSettings, reachSettingsSchema } from "./schemas.ts";

/** A timetable of the region pack with where it comes from. */
export interface ReachFeed {
  readonly schedule: Schedule;
  readonly source: Source;
  /** Why it counts as known from its day of publication. */
  readonly publishedNote: Text | null;
}

/** How long the way between two stations of one city takes; both ways alike. */
export interface UrbanTransfer {
  readonly feed: string;
  readonly place: string;
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
  readonly basis: Text;
}

/** A city that counts as surrounding a capital, for a time. */
export interface PackSurrounding {
  readonly capital: string;
  readonly city: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly basis: Text;
}

/** A network and the classes of trains that make it. */
export interface Network {
  readonly id: string;
  readonly title: Text;
  readonly basis: Text;
  /** Feeds that show it. No classes: all of the feed. Not `complete`: a city without a stop may have one all the same. */
  readonly feeds: readonly { readonly feed: string; readonly classes: readonly string[]; readonly complete: boolean }[];
}

/** The settings that a region proposes, each with its basis. */
export interface ProposedSettings {
  readonly values: ReachSettings;
  readonly basis: Text;
  readonly bases: Readonly<Record<string, Text>>;
}

/** Everything of a region pack that the reach engine knows, checked. */
export interface ReachPack {
  readonly feeds: readonly ReachFeed[];
  /** The schedules of `feeds`; their transfers hold the urban ones. */
  readonly schedules: readonly Schedule[];
  readonly urbanTransfers: readonly UrbanTransfer[];
  readonly surroundings: readonly PackSurrounding[];
  readonly networks: readonly Network[];
  readonly settings: ProposedSettings;
}

const urbanRow = z.object({
  feed: z.string(),
  place: z.string(),
  from: z.string(),
  to: z.string(),
  minutes: z.number().positive(),
  basis: z.string(),
});
const surroundingRow = z.object({
  capital: z.string(),
  city: z.string(),
  valid_from: z.iso.date(),
  valid_to: z.iso.date().nullable(),
  basis: z.string(),
});
const networkSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/u),
  title: textSchema,
  basis: textSchema,
  feeds: z.array(z.strictObject({ feed: z.string(), classes: z.array(z.string()), complete: z.boolean() })),
});
const settingsSchema = z.strictObject({
  id: z.string(),
  basis: textSchema,
  values: reachSettingsSchema,
  bases: z.record(z.string(), textSchema),
  rules: z.array(z.looseObject({ id: z.string(), basis: textSchema })).default([]),
});

/** What holds where a region proposes nothing. */
const ownSettings: ProposedSettings = {
  values: {
    criterion: "fastest",
    requiredSharePercent: 50,
    detourFactor: 1.4,
    accessKmh: 30,
    accessMinutes: 60,
    changeMinutes: 15,
    freshnessMonths: 24,
  },
  basis: {
    zh: "软件的缺省值,本区域数据包没有给出设置。",
    en: "Defaults of the program; the region pack proposes none.",
  },
  bases: {},
};

type Reader = <Schema extends z.ZodType>(
  name: string,
  schema: Schema,
) => { readonly rows: readonly z.output<Schema>[]; readonly where: readonly string[] };

/**
 * Reads the timetables of a region pack and the tables beside them, and checks them against each other. A region without
 * any gives an empty pack.
 * @throws Problem `region.invalid` that names every bad row
 */
export function readReachPack(pack: RegionPack): ReachPack {
  const faults: Fault[] = [];
  const read = createReader(pack, faults);
  const proposed = read("reach-settings", settingsSchema).rows[0];
  const basisOf = createBases(proposed?.rules ?? []);
  const descriptions = read("reach-feeds", feedSchema);
  const feeds = descriptions.rows.map((row, index) => readOneFeed(pack, row, descriptions.where[index], faults));
  const schedules = new Map(feeds.map(({ schedule }) => [schedule.id, schedule]));
  if (schedules.size < feeds.length) faults.push({ where: "reach-feeds", what: "two feeds have the same id" });
  const urbanTransfers = readUrbanTransfers(read, schedules, basisOf, faults);
  const networks = readNetworks(read, schedules, faults);
  const surroundings = readSurroundings(read, basisOf, faults);
  if (faults.length > 0) throw invalid(pack, faults);
  const joined = feeds.map((feed) => ({ ...feed, schedule: withTransfers(feed.schedule, urbanTransfers) }));
  return {
    feeds: joined,
    schedules: joined.map(({ schedule }) => schedule),
    urbanTransfers,
    surroundings,
    networks,
    settings: proposed ? { values: proposed.values, basis: proposed.basis, bases: proposed.bases } : ownSettings,
  };
}

function createReader(pack: RegionPack, faults: Fault[]): Reader {
  return (name, schema) => {
    const none = { rows: [], where: [] };
    if (!pack.raw.has(name)) return none;
    try {
      return readResource(pack, name, schema);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      faults.push(...error.faults);
      return none;
    }
  };
}

/** A basis is the name of a rule that the settings explain, or words of its own. */
function createBases(rules: readonly { readonly id: string; readonly basis: Text }[]): (basis: string) => Text {
  const known = new Map(rules.map(({ id, basis }) => [id, basis]));
  return (basis) => known.get(basis) ?? { zh: basis, en: basis };
}

function readOneFeed(pack: RegionPack, row: FeedDescription, where = "reach-feeds", faults: Fault[] = []): ReachFeed {
  const missing = ["stations", "calendars", "trips"].filter((part) => !pack.raw.has(`reach-${row.id}-${part}`));
  for (const part of missing) {
    faults.push({ where, what: `resource "reach-${row.id}-${part}" is missing`, fix: "add it to datapackage.json" });
  }
  const schedule = readFeed(pack, row, where, createReader(pack, faults), faults);
  const source = pack.raw.get(`reach-${row.id}-trips`)?.source ?? { resource: "reach-feeds", title: row.title.en };
  return {
    schedule,
    source: { ...source, publishedAt: row.publishedAt, publishedBasis: row.publishedBasis },
    publishedNote: row.publishedNote ?? null,
  };
}

function readUrbanTransfers(
  read: Reader,
  schedules: ReadonlyMap<string, Schedule>,
  basisOf: (basis: string) => Text,
  faults: Fault[],
): UrbanTransfer[] {
  const { rows, where } = read("reach-urban-transfers", urbanRow);
  const placeOf = new Map(
    [...schedules].map(([id, { stations }]) => [id, new Map(stations.map((station) => [station.id, station.place]))]),
  );
  return rows.map((row, index) => {
    const at = where[index] ?? "reach-urban-transfers";
    const places = placeOf.get(row.feed);
    if (!places) faults.push({ where: `${at}, feed`, what: `there is no feed "${row.feed}"`, fix: "see reach-feeds" });
    for (const end of places ? [row.from, row.to] : []) {
      if (places?.get(end) === row.place) continue;
      const fix = "transfers join two stations of one city; correct the name or the place";
      faults.push({ where: at, what: `"${end}" is no station of ${row.place} in feed ${row.feed}`, fix });
    }
    return { ...row, basis: basisOf(row.basis) };
  });
}

function readNetworks(read: Reader, schedules: ReadonlyMap<string, Schedule>, faults: Fault[]): Network[] {
  const { rows, where } = read("reach-networks", networkSchema);
  rows.forEach((network, index) => {
    for (const { feed, classes } of network.feeds) {
      const schedule = schedules.get(feed);
      const at = where[index] ?? "reach-networks";
      if (!schedule) faults.push({ where: at, what: `there is no feed "${feed}"`, fix: "see reach-feeds" });
      const known = new Set(schedule?.trips.map((trip) => trip.class));
      for (const name of schedule ? classes : []) {
        if (!known.has(name)) faults.push({ where: at, what: `no train of feed ${feed} is of class "${name}"` });
      }
    }
  });
  return [...rows];
}

function readSurroundings(read: Reader, basisOf: (basis: string) => Text, faults: Fault[]): PackSurrounding[] {
  const { rows, where } = read("reach-surroundings", surroundingRow);
  return rows.map((row, index) => {
    const at = where[index] ?? "reach-surroundings";
    if (row.capital === row.city) faults.push({ where: at, what: "a city does not surround itself" });
    if (row.valid_to !== null && row.valid_to < row.valid_from) {
      faults.push({ where: at, what: `it ends on ${row.valid_to}, before it begins`, fix: "check both dates" });
    }
    return {
      capital: row.capital,
      city: row.city,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      basis: basisOf(row.basis),
    };
  });
}

function withTransfers(schedule: Schedule, urban: readonly UrbanTransfer[]): Schedule {
  const own = urban.filter(({ feed }) => feed === schedule.id);
  const transfers = own.flatMap(({ from, to, minutes }): Transfer[] => [
    { from, to, seconds: minutes * 60, kind: "urban" },
    { from: to, to: from, seconds: minutes * 60, kind: "urban" },
  ]);
  return { ...schedule, transfers: [...schedule.transfers, ...transfers] };
}

function invalid(pack: RegionPack, faults: readonly Fault[]): Problem {
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  return new Problem(
    "region.invalid",
    `The timetables of region "${pack.id}" have ${count}; nothing was loaded. Correct what is listed and start again.`,
    faults,
  );
}
