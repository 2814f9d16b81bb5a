import { createHash } from "node:crypto";
import type { Services } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import type { RegionPack } from "@midreach/kernel/region";
import { today } from "@midreach/kernel/time";
import { describeSchedule } from "./catalogue.ts";
import { supplySchedule } from "./compute/supplies.ts";
import { listCityShapes } from "./imports/city-shapes.ts";
import { readFeedFile } from "./imports/reading.ts";
import { nothingKept } from "./kept.ts";
import { createService, type ReachService } from "./service.ts";

/**
 * Opens a GTFS file beside a region pack, without server, database or import: its feed answers unless another is named,
 * by the settings that the region proposes.
 * @throws Problem `import.rejected` that lists the file's errors, `region.invalid`
 */
export function openFeedFile(
  region: RegionPack,
  file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> },
): ReachService {
  const clock = { now: () => new Date() };
  const options = {
    title: null,
    publishedAt: today(region.timeZone, clock),
    publishedBasis: "assumed",
    measureOn: null,
    judging: true,
  } as const;
  const reading = { bytes: file.bytes, fileName: file.name, id: file.name, options, cities: listCityShapes(region) };
  const { schedule, report } = readFeedFile(reading);
  if (!schedule) throw rejected(file.name, report.entries);
  const bare = openRegion(region);
  const hash = createHash("sha256").update(file.bytes).digest("hex");
  const source = { resource: `file:${file.name}`, title: file.name };
  const feed = { ...describeSchedule(bare, schedule), origin: "import", judging: true, source, hash } as const;
  const entry = { feed, supply: supplySchedule(`file:${hash}`, schedule) };
  const service: ReachService = {
    ...bare,
    opened: [entry],
    getSchedule: async (id) => (id === feed.id ? schedule : bare.getSchedule(id)),
  };
  return service;
}

/** The timetables of a region pack, without server or database, by the settings that it proposes. @throws Problem `region.invalid` */
export function openRegion(region: RegionPack): ReachService {
  // Of all services, questions about timetables need no others.
  const services = { region, clock: { now: () => new Date() } } as unknown as Services;
  return createService(services, { kept: nothingKept, opened: [] });
}

function rejected(name: string, entries: ReturnType<typeof readFeedFile>["report"]["entries"]): Problem {
  const errors = entries.filter(({ severity }) => severity === "error");
  const faults = errors.map(({ file, row, field, what, fix }) => ({
    where: [file, row === null ? "" : `row ${row}`, field ?? ""].filter(Boolean).join(", "),
    what,
    ...(fix ? { fix } : {}),
  }));
  const words = { zh: `“${name}”不是可用的GTFS文件。`, en: `"${name}" is no GTFS file that can be used.` };
  return new Problem("import.rejected", words, faults);
}
