import type { Times } from "@midreach/reach";
import { m, say } from "@midreach/ui";
import { Link } from "react-router";
import { CityFigures } from "./city-figures.tsx";
import { dataSetTitle } from "./data-set-notes.tsx";
import { JourneysBehind } from "./journeys-behind.tsx";
import { type DataSetQuery, mapAddress, pairAddress, plannerAddress } from "./reach-api.ts";
import { originWord } from "./reach-words.ts";

interface CityPanelProps {
  readonly from: string;
  readonly to: string;
  /** One answer for each data set that is shown. */
  readonly times: readonly Times[];
  readonly queries: readonly DataSetQuery[];
}

/** The city that was clicked: its figures in each data set, and the journeys behind them. */
export function CityPanel({ from, to, times, queries }: CityPanelProps) {
  const found = times.flatMap((answer, index) => {
    const city = answer.cities.find(({ place }) => place.code === to);
    return city ? [{ answer, city, query: queries[index] ?? {} }] : [];
  });
  const first = found[0];
  if (!first) return null;
  const title = m.reach_pair({ from: originWord(first.answer.origin), to: say(first.city.place.name) });
  return (
    <section className="mr-panel mr-stack" aria-labelledby="city-heading">
      <div className="mr-reach-head">
        <h2 id="city-heading">{title}</h2>
        {first.city.state === "same" ? null : (
          <span className="mr-small">
            <Link to={mapAddress(to, first.query)}>{m.reach_make_origin()}</Link>
          </span>
        )}
      </div>
      {found.map(({ answer, city, query }) => (
        <div key={dataSetTitle(answer.dataSet)} className="mr-stack">
          {found.length > 1 ? <h3>{dataSetTitle(answer.dataSet)}</h3> : null}
          <CityFigures figures={city} dataSet={answer.dataSet} />
          {city.state === "reached" ? (
            <>
              <JourneysBehind from={from} to={to} query={query} limit={found.length > 1 ? 1 : 3} />
              <p className="mr-small">
                <Link to={pairAddress(from, to, query)}>{m.reach_every_departure()}</Link> ·{" "}
                <Link to={plannerAddress(from, to, query)}>{m.reach_plan_journey()}</Link>
              </p>
            </>
          ) : null}
        </div>
      ))}
    </section>
  );
}
