#!/usr/bin/env node
// @ts-check
/**
 * Carries a GTFS file over into a region pack as the project's own tables:
 *   node scripts/feed-tables.mjs FEED.zip regions/NAME ID
 * writes reach/ID-stations.csv, ID-calendars.csv and ID-trips.csv. What the feed covers, when it became known, its source
 * and its licence are for a person to state in reach/feeds.json and datapackage.json.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { register } from "tsx/esm/api";

register();
const { readRegionPack } = await import("../kernel/region/index.ts");
const { importFeedTables } = await import("../engines/reach/feed-tables.ts");

const [file, region, id] = process.argv.slice(2);
if (!file || !region || !id) {
  process.stderr.write("node scripts/feed-tables.mjs FEED.zip regions/NAME ID\n");
  process.exit(2);
}
const { tables, report } = importFeedTables(readFileSync(file), id, await readRegionPack(region));
for (const { severity, file: name, row, what } of report.entries) {
  process.stderr.write(`${severity} ${name}${row ? ` line ${row}` : ""}: ${what.en}\n`);
}
if (!tables) process.exit(1);
for (const [name, text] of Object.entries(tables)) writeFileSync(join(region, "reach", `${id}-${name}.csv`), text);
