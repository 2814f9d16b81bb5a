import { createHash } from "node:crypto";
import type { Text } from "@midreach/kernel/contracts";
import { Problem } from "@midreach/kernel/problems";
import type { Supply } from "./compute/messages.ts";
import { supplyFile, supplySchedule } from "./compute/supplies.ts";
import type { Coverage, Schedule } from "./core/schedule.ts";
import { loadReading } from "./imports/load.ts";
import type { StoredFeed } from "./imports/store.ts";
import { listCities, toReachPlace } from "./places.ts";
import type { Feed, ReachPlace } from "./schemas.ts";
import type { ReachService } from "./service.ts";

/** A feed as answered, with what gives its schedule to those who compute. */
export interface CatalogueEntry {
  readonly feed: Feed;
  readonly supply: Supply;
}

const regionEntries = new WeakMap<ReachService, readonly CatalogueEntry[]>();

/** Every feed of the installation: those of the region, then imported ones. */
export async function listCatalogue(service: ReachService): Promise<CatalogueEntry[]> {
  let ofRegion = regionEntries.get(service);
  if (!ofRegion) {
    ofRegion = makeRegionEntries(service);
    regionEntries.set(service, ofRegion);
  }
  const imported = await service.kept.listFeeds();
  return [...service.opened, ...ofRegion, ...imported.map((row) => toImportedEntry(service, row))];
}

/** Key of a schedule that was read from a region pack. */
export const regionSupplyKey = (hash: string, feed: string): string => `region:${hash}:${feed}`;

function makeRegionEntries(service: ReachService): CatalogueEntry[] {
  const { region } = service.services;
  return service.pack.feeds.map(({ schedule, source }) => {
    const key = regionSupplyKey(region.hash, schedule.id);
    const hash = createHash("sha256").update(key).digest("hex");
    const feed: Feed = {
      ...describeSchedule(service, schedule),
      origin: "region",
      judging: true,
      source,
      hash,
    };
    return { feed, supply: supplySchedule(key, schedule) };
  });
}

function toImportedEntry(service: ReachService, row: StoredFeed): CatalogueEntry {
  const { region } = service.services;
  // The cities are assigned at reading, by the region's places.
  const key = `import:${row.sha256}:${region.hash}:${createHash("sha256").update(JSON.stringify(row.options)).digest("hex")}`;
  return { feed: row.body, supply: supplyFile(key, () => loadReading(service, row)) };
}

/** What an answer says about a schedule. */
export function describeSchedule(
  service: ReachService,
  schedule: Schedule,
): Pick<Feed, "id" | "title" | "timeZone" | "coverage" | "noData" | "stations" | "trips"> {
  const { coverage } = schedule;
  return {
    id: schedule.id,
    title: schedule.title,
    timeZone: schedule.timeZone,
    coverage: {
      classes: [...coverage.classes],
      places: coverage.places.map((code) => toReachPlace(service, code)),
      start: coverage.start,
      end: coverage.end,
      measureOn: coverage.measureOn,
      publishedAt: coverage.publishedAt,
      publishedBasis: coverage.publishedBasis,
      note: coverage.note ?? null,
    },
    noData: listUncovered(service, schedule.title, coverage),
    stations: schedule.stations.length,
    trips: schedule.trips.length,
  };
}

/** The plan's cities of which a timetable says nothing. */
export function listUncovered(
  service: ReachService,
  title: Text,
  coverage: Pick<Coverage, "places">,
): (ReachPlace & { readonly reason: Text })[] {
  return listCities(service)
    .filter(({ code }) => !coverage.places.includes(code))
    .map(({ code }) => ({ ...toReachPlace(service, code), reason: uncoveredReason(title) }));
}

/** Why there are no data for a city outside a timetable's coverage. */
export const uncoveredReason = (title: Text): Text => ({
  zh: `“${title.zh}”没有这个城市的车站`,
  en: `"${title.en}" has no station of this city`,
});

/** Words for a region without any timetable. */
export const noTimetable: Text = {
  zh: "还没有时刻表。可以导入GTFS文件,或在区域数据包中加入时刻表。",
  en: "There is no timetable. Import a GTFS file, or add one to the region pack.",
};

/** The feed that answers unless another is named: of those that the plan is judged by, the one whose period began last. */
export function findDefaultFeed(entries: readonly CatalogueEntry[]): CatalogueEntry | undefined {
  const judging = entries.filter(({ feed }) => feed.judging);
  const byStart = [...(judging.length > 0 ? judging : entries)].sort((a, b) => compareByPeriod(b.feed, a.feed));
  return byStart[0];
}

/** The one whose period began first, first; of two, the one that became known first. */
export function compareByPeriod(a: Feed, b: Feed): number {
  const key = ({ coverage }: Feed) => `${coverage.start} ${coverage.publishedAt}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

/**
 * A feed by its id, or the default one.
 * @throws Problem `resource.not-found`: there is no such feed, or none at all
 */
export async function getEntry(service: ReachService, id: string | undefined): Promise<CatalogueEntry> {
  const entries = await listCatalogue(service);
  const newest = service.opened[0] ?? findDefaultFeed(entries);
  const found = id === undefined ? newest : entries.find(({ feed }) => feed.id === id);
  if (found) return found;
  if (entries.length === 0) throw new Problem("resource.not-found", noTimetable);
  const ids = entries.map(({ feed }) => feed.id).join(", ");
  throw new Problem("resource.not-found", {
    zh: `没有时刻表“${id}”。现有:${ids}。`,
    en: `There is no timetable "${id}". There are: ${ids}.`,
  });
}
