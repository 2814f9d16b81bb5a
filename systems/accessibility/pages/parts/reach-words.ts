import type { CityDifference, Criterion, Feed, Origin, ReachFigures, ReachSettings } from "@midreach/reach";
import { formatMinutes, formatNumber, m, say } from "@midreach/ui";
import { binOfDepartures, binOfMinutes, binOfShare, binOfTransfers } from "./reach-bins.ts";

/** The figures that maps and matrices can show. */
export const measureNames = ["fastest", "median", "worst", "departures", "transfers", "share"] as const;
/** One of them. */
export type MeasureName = (typeof measureNames)[number];

/** The word for a figure. */
export function measureWord(measure: MeasureName): string {
  const words = {
    fastest: m.reach_fastest,
    median: m.reach_median,
    worst: m.reach_worst,
    departures: m.reach_departures,
    transfers: m.reach_transfers,
    share: m.reach_share,
  } as const;
  return words[measure]();
}

/** The figure itself; null where there is none. Minutes, numbers, or percent. */
export function figureOf(measure: MeasureName, figures: ReachFigures): number | null {
  if (figures.state !== "reached") return null;
  switch (measure) {
    case "fastest":
      return figures.fastestMinutes;
    case "median":
      return figures.medianMinutes;
    case "worst":
      return figures.worstMinutes;
    case "departures":
      return figures.departures;
    case "transfers":
      return figures.transfers;
    case "share":
      return figures.sharePercent;
  }
}

/** The colour of a figure, 0 to 6. */
export function binOf(measure: MeasureName, value: number): number {
  switch (measure) {
    case "share":
      return binOfShare(value);
    case "departures":
      return binOfDepartures(value);
    case "transfers":
      return binOfTransfers(value);
    default:
      return binOfMinutes(value);
  }
}

/** A figure without its unit, for cells. */
export function shortValue(measure: MeasureName, value: number): string {
  return measure === "share"
    ? m.reach_percent({ value: formatNumber(Math.round(value)) })
    : formatNumber(Math.round(value));
}

/** A figure with its unit, for sentences. */
export function longValue(measure: MeasureName, value: number): string {
  if (measure === "share") return formatShare(value);
  if (measure === "departures") return m.reach_trains({ count: value });
  if (measure === "transfers") return m.reach_changes({ count: value });
  return formatMinutes(value);
}

/** A share of the day in percent; a small one that is not nothing does not become 0. */
export function formatShare(percent: number): string {
  const rounded = percent > 0 && percent < 1 ? Math.round(percent * 10) / 10 : Math.round(percent);
  return m.reach_percent({ value: formatNumber(rounded) });
}

/** Why there is no figure, in a word or two. */
export function stateWord(state: ReachFigures["state"]): string {
  const words = {
    reached: m.reach_state_reached,
    "not-reached": m.reach_state_not_reached,
    "no-data": m.reach_state_no_data,
    same: m.reach_state_same,
  } as const;
  return words[state]();
}

/** The word for a criterion. */
export function criterionWord(criterion: Criterion): string {
  const words = { fastest: m.reach_fastest, median: m.reach_median, share: m.reach_share } as const;
  return words[criterion]();
}

/** What a criterion asks for, in a sentence. */
export function criterionSentence(criterion: Criterion, threshold: number, requiredShare: number): string {
  const minutes = formatMinutes(threshold);
  switch (criterion) {
    case "fastest":
      return m.reach_criterion_fastest({ minutes });
    case "median":
      return m.reach_criterion_median({ minutes });
    case "share":
      return m.reach_criterion_share({ minutes, share: formatShare(requiredShare) });
  }
}

/** Whether a pair keeps within the threshold by a criterion; null without data. */
export function keepsWithin(
  figures: ReachFigures,
  criterion: Criterion,
  threshold: number,
  settings: ReachSettings,
): boolean | null {
  if (figures.state === "no-data" || figures.state === "same") return null;
  if (figures.state === "not-reached") return false;
  if (criterion === "share") return (figures.sharePercent ?? 0) >= settings.requiredSharePercent;
  const minutes = criterion === "fastest" ? figures.fastestMinutes : figures.medianMinutes;
  return minutes !== null && minutes <= threshold;
}

/** What a feed covers, in a line. */
export function coverageLine(feed: Feed): string {
  const { classes, places } = feed.coverage;
  return m.reach_coverage_line({
    classes: classes.length === 0 ? m.reach_all_classes() : classes.join(m.list_separator()),
    places: places.length,
    none: feed.noData.length,
  });
}

/** An origin in words; a point by its degrees. */
export function originWord(origin: Origin): string {
  return origin.kind === "point" ? m.reach_point({ point: origin.id }) : say(origin.name);
}

/** What a difference is, in a word. */
export function changeWord(change: CityDifference["change"]): string {
  const words = {
    faster: m.reach_faster,
    slower: m.reach_slower,
    equal: m.reach_equal,
    gained: m.reach_gained,
    lost: m.reach_lost,
    "not-reached": m.reach_state_not_reached,
    "no-data": m.reach_state_no_data,
    same: m.reach_state_same,
  } as const;
  return words[change]();
}

/** Minutes with their sign: `−52 min`. */
export function formatDifference(minutes: number): string {
  const rounded = Math.round(minutes);
  if (rounded === 0) return formatMinutes(0);
  return `${rounded < 0 ? "−" : "+"}${formatMinutes(Math.abs(rounded))}`;
}
