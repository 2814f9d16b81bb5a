import type { CitySummary } from "@midreach/plan";
import { choiceField, numberField, textField } from "@midreach/ui";
import { type DataSetState, dataSetFields } from "./reach-state.ts";
import { type MeasureName, measureNames } from "./reach-words.ts";

/** A list can also be ordered by its ends. */
export const sortNames = ["from", "to", ...measureNames] as const;
/** What a list is ordered by. */
export type SortName = (typeof sortNames)[number];

/** What the page of the matrix keeps in its address. */
export const matrixFields = {
  ...dataSetFields,
  measure: choiceField(measureNames),
  view: choiceField(["matrix", "list"]),
  of: textField,
  to: textField,
  sort: choiceField(sortNames),
  order: choiceField(["asc", "desc"]),
  page: numberField(1),
} as const;

/** The values of those fields. */
export interface MatrixState extends DataSetState {
  readonly measure: MeasureName | undefined;
  readonly view: "matrix" | "list" | undefined;
  /** Province or city on the side of departure. */
  readonly of: string | undefined;
  readonly to: string | undefined;
  readonly sort: SortName | undefined;
  readonly order: "asc" | "desc" | undefined;
  readonly page: number;
}

/** Codes of the cities that a filter means: those of a province, one city, or undefined for all. */
export function pickCities(cities: readonly CitySummary[], filter: string | undefined): string[] | undefined {
  if (filter === undefined) return undefined;
  const found = cities.filter((city) => city.code === filter || city.province?.id === filter);
  return found.length === 0 ? undefined : found.map((city) => city.code);
}
