export { type GtfsReading, type ReadGtfsOptions, readGtfs } from "./read.ts";
export { writeGtfs } from "./write.ts";
