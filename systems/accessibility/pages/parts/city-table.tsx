import type { CityTimes, Times } from "@midreach/reach";
import { DataTable, formatMinutes, m, say } from "@midreach/ui";
import { memo } from "react";
import { Link } from "react-router";
import { dataSetTitle } from "./data-set-notes.tsx";
import { NoDataGroups } from "./no-data-groups.tsx";
import { type DataSetQuery, matrixAddress, pairAddress } from "./reach-api.ts";
import {
  figureOf,
  longValue,
  type MeasureName,
  measureNames,
  measureWord,
  shortValue,
  stateWord,
} from "./reach-words.ts";

interface CityTableProps {
  readonly times: readonly Times[];
  readonly from: string;
  readonly queries: readonly DataSetQuery[];
}

interface Row {
  readonly place: CityTimes["place"];
  /** One for each data set. */
  readonly figures: readonly (CityTimes | undefined)[];
}

/** Every city with all its figures, nearest first; each figure leads to the departures behind it. */
export const CityTable = memo(function CityTable({ times, from, queries }: CityTableProps) {
  const cities = (times[0]?.cities ?? []).filter((city) => city.state !== "same");
  const unknown = (code: string) =>
    times.every((answer) => answer.cities.find((city) => city.place.code === code)?.state === "no-data");
  const rows = cities
    .filter((city) => !unknown(city.place.code))
    .map(
      ({ place }): Row => ({
        place,
        figures: times.map((answer) => answer.cities.find((city) => city.place.code === place.code)),
      }),
    )
    .sort((a, b) => sortValue(a, "fastest") - sortValue(b, "fastest"));
  const columns = times.flatMap((_answer, index) =>
    shownMeasures(times.length).map((measure) => ({
      title: times.length > 1 ? `${measureWord(measure)} ${index === 0 ? "①" : "②"}` : measureWord(measure),
      key: `${measure}-${index}`,
      align: "right" as const,
      sorter: (a: Row, b: Row) => sortValue(a, measure, index) - sortValue(b, measure, index),
      render: (_: unknown, row: Row) => (
        <Figure
          city={row.figures[index]}
          measure={measure}
          to={pairAddress(from, row.place.code, queries[index] ?? {})}
        />
      ),
    })),
  );
  return (
    <section className="mr-panel" aria-labelledby="cities-heading">
      <div className="mr-panel-head">
        <h2 id="cities-heading">{m.reach_every_city()}</h2>
        <Link to={matrixAddress(queries[0] ?? {})}>{m.reach_matrix()}</Link>
      </div>
      {times.length > 1 ? (
        <p className="mr-small mr-soft">
          {times.map((answer, index) => `${index === 0 ? "①" : "②"} ${dataSetTitle(answer.dataSet)}`).join("  ")}
        </p>
      ) : null}
      <DataTable<Row>
        label={m.reach_every_city()}
        rows={rows}
        rowKey={(row) => row.place.code}
        empty={m.reach_state_no_data()}
        card={(row) => <CityCard row={row} times={times} from={from} queries={queries} />}
        columns={[
          {
            title: m.reach_city(),
            render: (_, row) => <Link to={`/cities/${row.place.code}`}>{say(row.place.name)}</Link>,
          },
          ...columns,
        ]}
      />
      <NoDataGroups
        places={cities.filter((city) => unknown(city.place.code)).map(({ place, reason }) => ({ ...place, reason }))}
      />
    </section>
  );
});

/** Two data sets side by side leave room for fewer figures. */
const shownMeasures = (dataSets: number): readonly MeasureName[] =>
  dataSets > 1 ? ["fastest", "median", "departures"] : measureNames;

/** Cities without a figure come last. */
function sortValue(row: Row, measure: MeasureName, index = 0): number {
  const figures = row.figures[index];
  const value = figures ? figureOf(measure, figures) : null;
  if (value !== null) return value;
  return figures?.state === "no-data" ? 1e9 : 1e8;
}

interface FigureProps {
  readonly city: CityTimes | undefined;
  readonly measure: MeasureName;
  readonly to: string;
}

function Figure({ city, measure, to }: FigureProps) {
  const value = city ? figureOf(measure, city) : null;
  if (!city || value === null) {
    return measure === "fastest" && city ? (
      <span className="mr-small mr-soft" title={city.reason ? say(city.reason) : undefined}>
        {stateWord(city.state)}
      </span>
    ) : (
      <span className="mr-soft">{m.evidence_none()}</span>
    );
  }
  return (
    <Link to={to} className="mr-number" title={longValue(measure, value)}>
      {shortValue(measure, value)}
    </Link>
  );
}

function CityCard({ row, times, from, queries }: CityTableProps & { readonly row: Row }) {
  return (
    <>
      <strong>{say(row.place.name)}</strong>
      {row.figures.map((city, index) => (
        <div key={dataSetTitle((times[index] as Times).dataSet)} className="mr-small">
          {times.length > 1 ? `${index === 0 ? "①" : "②"} ` : ""}
          {city?.state === "reached" ? (
            <Link to={pairAddress(from, row.place.code, queries[index] ?? {})}>
              {m.reach_city_line({
                fastest: formatMinutes(city.fastestMinutes ?? 0),
                median: city.medianMinutes === null ? m.evidence_none() : formatMinutes(city.medianMinutes),
                departures: city.departures,
              })}
            </Link>
          ) : (
            <span className="mr-soft">
              {city ? stateWord(city.state) : ""} {city?.reason ? say(city.reason) : ""}
            </span>
          )}
        </div>
      ))}
    </>
  );
}
