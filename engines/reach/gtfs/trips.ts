import type { ServiceCalendar } from "../core/schedule.ts";
import type { Findings } from "./report.ts";
import { readTable, reportMissingFile } from "./table.ts";

/** A row of trips.txt before its calls are known. */
export interface TripHead {
  readonly id: string;
  readonly name: string;
  readonly class: string;
  readonly headsign: string;
  readonly calendar: string;
  readonly row: number;
}

const file = "trips.txt";

/** Reads routes.txt and trips.txt. The class of a trip is its route's short name, else the long one, else the id. */
export function readTrips(
  files: ReadonlyMap<string, Uint8Array>,
  calendars: ReadonlyMap<string, ServiceCalendar>,
  findings: Findings,
): Map<string, TripHead> {
  const routes = readRoutes(files, findings);
  const trips = new Map<string, TripHead>();
  const shape = {
    file,
    required: ["route_id", "service_id", "trip_id"],
    optional: ["trip_short_name", "trip_headsign"],
  };
  const read = readTable(
    files,
    shape,
    findings,
    ([route = "", calendar = "", id = "", name = "", headsign = ""], row) => {
      const error = (code: string, field: string, zh: string, en: string, fixZh: string, fixEn: string) =>
        findings.add({ severity: "error", code, file, row, field, what: { zh, en }, fix: { zh: fixZh, en: fixEn } });
      const first = trips.get(id);
      if (id === "")
        return error("id-missing", "trip_id", "缺少trip_id", "trip_id is empty", "请补上编号。", "Give it an id.");
      if (first) {
        const en = `trip "${id}" stands already in line ${first.row}`;
        return error(
          "id-twice",
          "trip_id",
          `车次“${id}”在第${first.row}行已出现`,
          en,
          "编号须唯一。",
          "Ids have to be unique.",
        );
      }
      if (!routes.has(route)) {
        const fixEn = "Correct it, or add the route to routes.txt.";
        error(
          "unknown-route",
          "route_id",
          `没有线路“${route}”`,
          `there is no route "${route}"`,
          "请更正,或在routes.txt中补上。",
          fixEn,
        );
      }
      if (!calendars.has(calendar)) {
        const fixEn = "Correct it, or add the service to calendar.txt or calendar_dates.txt.";
        const fixZh = "请更正,或在calendar.txt、calendar_dates.txt中补上。";
        error(
          "unknown-service",
          "service_id",
          `没有日历“${calendar}”`,
          `there is no service "${calendar}"`,
          fixZh,
          fixEn,
        );
      }
      trips.set(id, { id, name: name || id, class: routes.get(route) ?? route, headsign, calendar, row });
    },
  );
  if (!read && !files.has(file)) reportMissingFile(findings, file);
  return trips;
}

function readRoutes(files: ReadonlyMap<string, Uint8Array>, findings: Findings): Map<string, string> {
  const routes = new Map<string, string>();
  const shape = { file: "routes.txt", required: ["route_id"], optional: ["route_short_name", "route_long_name"] };
  const read = readTable(files, shape, findings, ([id = "", short = "", long = ""], row) => {
    if (id !== "" && !routes.has(id)) {
      routes.set(id, short || long || id);
      return;
    }
    findings.add({
      severity: "error",
      code: id === "" ? "id-missing" : "id-twice",
      file: "routes.txt",
      row,
      field: "route_id",
      what:
        id === ""
          ? { zh: "缺少route_id", en: "route_id is empty" }
          : { zh: `线路“${id}”重复`, en: `route "${id}" is there twice` },
      fix: { zh: "编号须唯一。", en: "Ids have to be unique." },
    });
  });
  if (!read && !files.has("routes.txt")) reportMissingFile(findings, "routes.txt");
  return routes;
}
