import { strToU8, zipSync } from "fflate";
import { readGtfs } from "./index.ts";

/** A small feed that is right; each test changes one thing of it. */
export const good: Readonly<Record<string, string>> = {
  "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\na,双屿铁路,https://example.org,Asia/Shanghai\n",
  "stops.txt":
    "stop_id,stop_name,stop_lat,stop_lon\nA,晨港,30.5,114.3\nB,礁石,30.5,115\nC,盐风,30.5,116\nD,暮港,30.4,117\n",
  "routes.txt": "route_id,route_short_name,route_type\nG,G,2\n",
  "trips.txt": "route_id,service_id,trip_id,trip_short_name,trip_headsign\nG,daily,T1,G1,盐风\nG,daily,T2,G2,\n",
  "stop_times.txt": `trip_id,arrival_time,departure_time,stop_id,stop_sequence
T1,08:00:00,08:00:00,A,1
T1,08:30:00,08:32:00,B,2
T1,09:10:00,09:10:00,C,3
T2,23:30:00,23:30:00,C,1
T2,24:30:00,24:35:00,D,2
`,
  "calendar.txt":
    "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\ndaily,1,1,1,1,1,1,1,20160310,20160331\n",
};

/** Contents by name of the file; null leaves a file out. */
type Change = Readonly<Record<string, string | Uint8Array | null>>;

/** The good feed with some files replaced, or left out where null, as a zip. */
export function zip(change: Change = {}, folder = ""): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  for (const [name, content] of Object.entries({ ...good, ...change })) {
    if (content !== null) files[`${folder}${name}`] = typeof content === "string" ? strToU8(content) : content;
  }
  return zipSync(files);
}

/** What comes of reading the good feed with some files replaced. */
export const read = (change: Change = {}, folder = "") =>
  readGtfs(zip(change, folder), { id: "x", fileName: "feed.zip" });

/** Changes text within one file of the good feed. */
export function edit(file: string, from: string, to: string): Change {
  if (!good[file]?.includes(from)) throw new Error(`${file} does not hold ${from}`);
  return { [file]: (good[file] ?? "").replace(from, to) };
}

/** `severity code file:row field` of everything that is said. */
export const said = ({ report }: ReturnType<typeof read>) =>
  report.entries.map(({ severity, code, file, row, field }) =>
    [severity, code, `${file}:${row ?? ""}`, field ?? ""].join(" ").trim(),
  );
