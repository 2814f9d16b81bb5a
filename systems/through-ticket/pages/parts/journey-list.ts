import { minuteOf, type ShownJourney } from "@midreach/ui";
import type { Order } from "./planner-state.ts";

/** Journeys in the order asked for; equal ones by departure, arrival and changes. */
export function sortJourneys<Journey extends ShownJourney>(journeys: readonly Journey[], order: Order): Journey[] {
  const byTime = (a: Journey, b: Journey) =>
    minuteOf(a.departure) - minuteOf(b.departure) ||
    minuteOf(a.arrival) - minuteOf(b.arrival) ||
    a.transfers - b.transfers;
  const first = {
    departure: () => 0,
    arrival: (a: Journey, b: Journey) => minuteOf(a.arrival) - minuteOf(b.arrival),
    minutes: (a: Journey, b: Journey) => a.minutes - b.minutes,
    transfers: (a: Journey, b: Journey) => a.transfers - b.transfers || a.minutes - b.minutes,
  }[order];
  return [...journeys].sort((a, b) => first(a, b) || byTime(a, b));
}

/** Names a journey among those of one answer, for keys and anchors. */
export function journeyId(journey: ShownJourney): string {
  const { departure, arrival, transfers } = journey;
  const first = journey.legs.find((leg) => leg.kind === "ride");
  const parts = [minuteOf(departure), minuteOf(arrival), transfers, first?.kind === "ride" ? first.train : ""];
  return `journey-${parts.join("-")}`.replaceAll(/[^\w-]/gu, "_");
}

/** The hours to draw: whole hours around all journeys, with marks at whole hours, never more than there is room for. */
export function axisOf(
  journeys: readonly ShownJourney[],
  mostMarks: number,
): {
  readonly start: number;
  readonly end: number;
  readonly marks: readonly number[];
} {
  const start = Math.floor(Math.min(...journeys.map(({ departure }) => minuteOf(departure))) / 60) * 60;
  const end = Math.max(start + 60, Math.ceil(Math.max(...journeys.map(({ arrival }) => minuteOf(arrival))) / 60) * 60);
  const hours = (end - start) / 60;
  const step = [1, 2, 3, 4, 6, 12, 24].find((each) => hours / each <= mostMarks - 1) ?? 24;
  const first = Math.ceil(start / (step * 60)) * step * 60;
  const count = Math.floor((end - first) / (step * 60)) + 1;
  return { start, end, marks: Array.from({ length: count }, (_, index) => first + index * step * 60) };
}

/** Minutes of the day as people write them; days before and after are marked. */
export function clockOf(minute: number): { readonly time: string; readonly dayOffset: number } {
  const dayOffset = Math.floor(minute / 1440);
  const within = minute - dayOffset * 1440;
  const two = (value: number) => String(value).padStart(2, "0");
  return { time: `${two(Math.floor(within / 60))}:${two(Math.round(within % 60))}`, dayOffset };
}
