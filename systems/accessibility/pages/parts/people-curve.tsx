import type { Curve } from "@midreach/reach";
import { CurveChart, formatMinutes, formatNumber, m, SourceView, say } from "@midreach/ui";
import { useMemo } from "react";
import { dataSetTitle } from "./data-set-notes.tsx";

interface PeopleCurveProps {
  readonly curves: readonly Curve[];
  readonly threshold: number;
}

const tenThousand = 1e4;
const lastMinute = 240;

/** People in the unit in which they are counted: ten thousands in Chinese, millions in English. */
export function formatPeople(people: number): string {
  return m.reach_people({
    wan: formatNumber(Math.round(people / tenThousand)),
    millions: formatNumber(Math.round(people / 1e4) / 100),
  });
}

const peopleWithin = (curve: Curve, minutes: number): number =>
  curve.steps.findLast((step) => step.minutes <= minutes)?.people ?? 0;

/** People of the plan's cities within reach, minute by minute; with what it rests on. */
export function PeopleCurve({ curves, threshold }: PeopleCurveProps) {
  const drawn = useMemo(
    () =>
      curves.map((curve) => ({
        name: dataSetTitle(curve.dataSet),
        points: curve.steps.map((step) => [step.minutes, step.people] as const),
      })),
    [curves],
  );
  const marks = useMemo(() => [{ x: threshold, name: formatMinutes(threshold) }], [threshold]);
  return (
    <section className="mr-panel" aria-labelledby="people-heading">
      <h2 id="people-heading">{m.reach_people_heading()}</h2>
      <CurveChart
        label={m.reach_people_heading()}
        curves={drawn}
        xName={m.reach_legend_minutes()}
        xMax={lastMinute}
        xStep={30}
        formatX={formatMinutes}
        formatY={formatPeople}
        marks={marks}
      />
      {curves.map((curve) => (
        <CurveWords
          key={`${curve.dataSet.feed} ${curve.dataSet.scenario?.name ?? ""}`}
          curve={curve}
          threshold={threshold}
        />
      ))}
    </section>
  );
}

function CurveWords({ curve, threshold }: { readonly curve: Curve; readonly threshold: number }) {
  const without = curve.citiesWithoutData;
  return (
    <div className="mr-small">
      <p>
        {m.reach_people_within({
          dataSet: dataSetTitle(curve.dataSet),
          minutes: formatMinutes(threshold),
          people: formatPeople(peopleWithin(curve, threshold)),
          all: formatPeople(curve.peopleWithData),
          cities: curve.citiesWithData,
        })}
      </p>
      {without.length > 0 ? (
        <p className="mr-soft">
          {m.reach_people_without({
            count: without.length,
            cities: without.map((place) => say(place.name)).join(m.list_separator()),
          })}
        </p>
      ) : null}
      <details>
        <summary>{m.history_table()}</summary>
        <table className="mr-table mr-small">
          <thead>
            <tr>
              <th scope="col">{m.reach_legend_minutes()}</th>
              <th scope="col" className="mr-end">
                {m.reach_people_column()}
              </th>
            </tr>
          </thead>
          <tbody>
            {curve.steps
              .filter((step) => step.minutes % 30 === 0)
              .map((step) => (
                <tr key={step.minutes}>
                  <th scope="row">{step.minutes}</th>
                  <td className="mr-end mr-number">{formatPeople(step.people)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
      {curve.population ? (
        <p className="mr-soft">
          {m.reach_population_of({ period: curve.population.period })} <SourceView source={curve.population.source} />
        </p>
      ) : null}
    </div>
  );
}
