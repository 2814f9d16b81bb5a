import { choiceField, textField } from "@midreach/ui";
import type { DataSetQuery } from "./reach-api.ts";
import { type DataSetState, dataSetFields, queryOf } from "./reach-state.ts";
import { type MeasureName, measureNames } from "./reach-words.ts";

/** How two data sets are shown. */
export const views = ["side", "difference"] as const;

/** What the page of the map keeps in its address. */
export const mapFields = {
  ...dataSetFields,
  from: textField,
  to: textField,
  measure: choiceField(measureNames),
  areas: textField,
  otherFeed: textField,
  otherScenario: textField,
  view: choiceField(views),
} as const;

/** The values of those fields. */
export interface MapState extends DataSetState {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly measure: MeasureName | undefined;
  readonly areas: string | undefined;
  readonly otherFeed: string | undefined;
  readonly otherScenario: string | undefined;
  readonly view: (typeof views)[number] | undefined;
}

/** Whether a second data set was chosen. */
export const isComparing = ({ otherFeed, otherScenario }: MapState): boolean =>
  otherFeed !== undefined || otherScenario !== undefined;

/**
 * The second data set: the same window and threshold. Its day is the same only where the feed is: the days of two
 * timetables rarely overlap, so that each is otherwise asked on its own day for measures.
 */
export function otherQueryOf(state: MapState): DataSetQuery {
  const { feed, otherFeed, otherScenario, date } = state;
  return {
    ...queryOf(state),
    feed: otherFeed,
    scenario: otherScenario,
    date: otherFeed !== undefined && otherFeed === feed ? date : undefined,
  };
}
