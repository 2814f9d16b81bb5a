import type { Text } from "@midreach/kernel/contracts";

/**
 * A timetable as plain records: what a reader of files makes, what scenarios change, and what the flat arrays of the
 * searches are built from. It knows no file format. Times are whole seconds after midnight of the service day, local
 * time of the feed's zone; a train that runs past midnight counts on (25 h = 90000 s).
 */
export interface Schedule {
  readonly id: string;
  readonly title: Text;
  /** IANA zone of all times, e.g. `Asia/Shanghai`. */
  readonly timeZone: string;
  readonly coverage: Coverage;
  readonly stations: readonly Station[];
  readonly calendars: readonly ServiceCalendar[];
  readonly trips: readonly Trip[];
  readonly transfers: readonly Transfer[];
}

/** What a feed claims to hold. Outside of it an answer is "no data", never "not reached". */
export interface Coverage {
  /** Train classes that are complete in it: `C`, `D`, `G`; empty means all classes. */
  readonly classes: readonly string[];
  /** Place codes of cities that the feed speaks about. */
  readonly places: readonly string[];
  /** First and last day that it describes (ISO dates). */
  readonly start: string;
  readonly end: string;
  /** Day on which measures are taken unless somebody asks for another. */
  readonly measureOn: string;
  /** ISO date from which the feed counts as known. */
  readonly publishedAt: string;
  readonly publishedBasis: "stated" | "assumed";
  /** What a reader has to know beside every figure. */
  readonly note?: Text | undefined;
}

/** A place where one boards and alights. */
export interface Station {
  readonly id: string;
  readonly name: Text;
  /** WGS 84 degrees. */
  readonly lon: number;
  readonly lat: number;
  /** Code of the city that it serves; null outside the region. */
  readonly place: string | null;
  /** Shortest time between two trains here, seconds; the schedule's default where undefined. */
  readonly changeSeconds?: number | undefined;
}

/** On which days a service runs. `added` and `removed` win over the weekdays. */
export interface ServiceCalendar {
  readonly id: string;
  /** Monday first. */
  readonly weekdays: readonly [boolean, boolean, boolean, boolean, boolean, boolean, boolean];
  /** ISO dates, both included; start > end means that only `added` counts. */
  readonly start: string;
  readonly end: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** One vehicle journey, or a pattern repeated by `frequencies`. */
export interface Trip {
  readonly id: string;
  /** What travellers call it: `G1`. */
  readonly name: string;
  /** Class or route: `G`, `快速`. */
  readonly class: string;
  readonly headsign?: string | undefined;
  /** Id of its calendar. */
  readonly calendar: string;
  /** In order of travel; at least two. */
  readonly calls: readonly Call[];
  /** When given, the calls' times are a pattern that is repeated; `start` is the first call's departure. */
  readonly frequencies?: readonly Frequency[] | undefined;
}

/** One stop of a trip. */
export interface Call {
  /** Id of the station. */
  readonly station: string;
  readonly arrivalSeconds: number;
  readonly departureSeconds: number;
  /** False: nobody may board (alight) here. */
  readonly boarding?: boolean | undefined;
  readonly alighting?: boolean | undefined;
}

/** Departures every `headwaySeconds` from `startSeconds` until before `endSeconds`. */
export interface Frequency {
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly headwaySeconds: number;
}

/** A way on foot or by town transport between two stations, in this direction only. `from = to`: the change time there. */
export interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly seconds: number;
  readonly kind: "walk" | "urban";
}
