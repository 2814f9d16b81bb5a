import { basename } from "node:path";
import type { Actor } from "@midreach/kernel/http";
import { today } from "@midreach/kernel/time";
import { describeSchedule, listCatalogue } from "../catalogue.ts";
import { carryOutOrder } from "../compute/pool.ts";
import type { Schedule } from "../core/schedule.ts";
import type { Feed, FeedImport, FeedImportAnswer, ImportReport } from "../schemas.ts";
import type { ReachService } from "../service.ts";
import type { FeedOptions } from "../tables.ts";
import { listCityShapes } from "./city-shapes.ts";
import { hashOf } from "./hash.ts";
import type { FeedReading } from "./reading.ts";
import { findStoredFeeds, getStoredFeed, insertFeed, retireFeed, type StoredFeed, takenId } from "./store.ts";

/** A file that somebody brings, and what is said about it. */
export interface BroughtFeed {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly trial: boolean;
  readonly judging: boolean;
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly publishedAt?: string | undefined;
  readonly measureOn?: string | undefined;
}

/** What a computing thread tells of a file. */
interface ToldFeed {
  readonly report: ImportReport;
  readonly schedule: (Omit<Schedule, "trips"> & { readonly tripCount: number }) | undefined;
}

/**
 * Reads a GTFS file and keeps it when it has no errors, or only says what is in it. The report is the answer either way.
 * @throws Problem `resource.conflict` when the id is taken
 */
export async function importFeed(
  service: ReachService,
  actor: Actor,
  given: BroughtFeed,
  signal?: AbortSignal | undefined,
): Promise<FeedImportAnswer> {
  const { database, clock, region } = service.services;
  const fileName = basename(given.name.replaceAll("\\", "/")).slice(-200) || "feed.zip";
  const sha256 = await hashOf(given.bytes);
  const id = given.id ?? idOf(fileName, sha256);
  const day = today(region.timeZone, clock);
  const options: FeedOptions = {
    title: given.title ?? null,
    publishedAt: given.publishedAt ?? day,
    publishedBasis: given.publishedAt === undefined ? "assumed" : "stated",
    measureOn: given.measureOn ?? null,
    judging: given.judging,
  };
  const reading: FeedReading = { bytes: given.bytes, fileName, id, options, cities: listCityShapes(region) };
  const { report, schedule } = await carryOutOrder<ToldFeed>({ kind: "read", reading }, { signal });
  const feed = schedule ? toFeed(service, { schedule, options, fileName, sha256 }) : null;
  if (feed && (await listCatalogue(service)).some((entry) => entry.feed.id === id)) throw takenId(id);
  const keeps = feed !== null && !given.trial;
  const kept = keeps
    ? await insertFeed(database, {
        feed,
        fileName,
        sha256,
        bytes: given.bytes,
        options,
        report,
        actor,
        now: clock.now(),
      })
    : null;
  return { fileName, import: kept, trial: given.trial, feed, report };
}

/** `Metro Lines (2024).zip` becomes `metro-lines-2024`; a name without such letters, the beginning of the hash. */
function idOf(fileName: string, sha256: string): string {
  const plain = fileName
    .replace(/\.[a-z0-9]+$/iu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^-+|-+$/gu, "")
    .slice(0, 60);
  return plain || `feed-${sha256.slice(0, 8)}`;
}

function toFeed(
  service: ReachService,
  given: {
    readonly schedule: NonNullable<ToldFeed["schedule"]>;
    readonly options: FeedOptions;
    readonly fileName: string;
    readonly sha256: string;
  },
): Feed {
  const { schedule, options, fileName, sha256 } = given;
  const { tripCount, ...rest } = schedule;
  const { publishedAt, publishedBasis } = options;
  return {
    ...describeSchedule(service, { ...rest, trips: [] }),
    trips: tripCount,
    origin: "import",
    judging: options.judging,
    source: { resource: `import:${schedule.id}`, title: fileName, publishedAt, publishedBasis },
    hash: sha256,
  };
}

/** Imported feeds in use. */
export async function listImports({ services }: ReachService): Promise<FeedImport[]> {
  return (await findStoredFeeds(services.database)).map(toImport);
}

/** One of them. @throws Problem `resource.not-found` */
export async function getImport({ services }: ReachService, id: string): Promise<FeedImport> {
  return toImport(await getStoredFeed(services.database, id));
}

const toImport = (row: StoredFeed): FeedImport => ({
  id: row.id,
  fileName: row.file_name,
  sizeBytes: row.size_bytes,
  sha256: row.sha256,
  importedAt: row.imported_at.toISOString(),
  importedBy: row.imported_by,
  feed: row.body,
  report: row.report,
});

/** Takes an imported feed out of use. @throws Problem `resource.not-found` */
export async function removeImport({ services }: ReachService, actor: Actor, id: string): Promise<void> {
  await retireFeed(services.database, id, actor, services.clock.now());
}
