import type { MatrixRow, SurroundingsAnswer } from "@midreach/reach";
import { formatMinutes, m, say } from "@midreach/ui";
import { Fragment } from "react";
import { Link } from "react-router";
import { type FeedStory, listSurroundingPairs, tallyPairs } from "./promise-facts.ts";
import { mapAddress, pairAddress } from "./reach-api.ts";
import { ReachLegend } from "./reach-legend.tsx";
import {
  binOf,
  criterionWord,
  figureOf,
  longValue,
  type MeasureName,
  measureNames,
  measureWord,
  shortValue,
  stateWord,
} from "./reach-words.ts";

type Surrounding = SurroundingsAnswer["current"][number];

interface PromiseSurroundingsProps {
  readonly stories: readonly FeedStory[];
  readonly surroundings: readonly Surrounding[];
  readonly minutes: number;
}

/** Each capital and the cities around it, by every timetable side by side. */
export function PromiseSurroundings({ stories, surroundings, minutes }: PromiseSurroundingsProps) {
  return (
    <section className="mr-panel mr-stack" aria-labelledby="surroundings-heading">
      <div>
        <div className="mr-panel-head">
          <h2 id="surroundings-heading">{m.reach_surroundings_heading()}</h2>
          <Link to="/accessibility/settings">{m.reach_change_surroundings()}</Link>
        </div>
        <p className="mr-small mr-soft">{m.reach_surroundings_note({ minutes: formatMinutes(minutes) })}</p>
      </div>
      <ReachLegend measure="fastest" />
      <div className="mr-promise-around">
        {surroundings.map((around) => (
          <Around key={around.capital.code} around={around} stories={stories} minutes={minutes} />
        ))}
      </div>
    </section>
  );
}

interface AroundProps {
  readonly around: Surrounding;
  readonly stories: readonly FeedStory[];
  readonly minutes: number;
}

function Around({ around, stories, minutes }: AroundProps) {
  const { capital, cities } = around;
  const columns = stories.map((story) => ({
    story,
    pairs: listSurroundingPairs(story.matrix, [around])[0]?.pairs ?? [],
  }));
  return (
    <section aria-label={say(capital.name)}>
      <h3>
        <Link to={mapAddress(capital.code, { threshold: minutes })}>{say(capital.name)}</Link>
      </h3>
      {columns.map(({ story, pairs }) => (
        <Tallies key={story.feed.id} story={story} pairs={pairs} />
      ))}
      <p className="mr-small mr-soft">{say(around.basis)}</p>
      <table className="mr-table mr-small mr-promise-table">
        <thead>
          <tr>
            <th scope="col">{m.reach_city()}</th>
            {columns.map(({ story }) => (
              <th key={story.feed.id} scope="col">
                {m.reach_feed_year({ year: story.matrix.dataSet.date.slice(0, 4) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cities.map((city) => (
            <tr key={city.code}>
              <th scope="row">{say(city.name)}</th>
              {columns.map(({ story, pairs }) => (
                <td key={story.feed.id}>
                  <AroundCell pair={pairs.find((row) => row.to === city.code)} story={story} minutes={minutes} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** How many keep within the limit by each reading, of how many with data; the one that governs in bold. */
function Tallies({ story, pairs }: { readonly story: FeedStory; readonly pairs: readonly MatrixRow[] }) {
  const { settings, date } = story.matrix.dataSet;
  const tallies = tallyPairs(pairs, story.matrix);
  const without = (tallies[0]?.all ?? 0) - (tallies[0]?.withData ?? 0);
  return (
    <p className="mr-small">
      {m.reach_feed_year({ year: date.slice(0, 4) })}
      {m.reach_because()}
      {tallies.map((tally, index) => {
        const words = `${criterionWord(tally.criterion)} ${m.reach_of({ within: tally.within, departures: tally.withData })}`;
        return (
          <Fragment key={tally.criterion}>
            {index > 0 ? " · " : ""}
            {tally.criterion === settings.criterion ? <strong>{words}</strong> : words}
          </Fragment>
        );
      })}
      {without > 0 ? m.reach_pairs_without({ count: without }) : ""}
    </p>
  );
}

interface AroundCellProps {
  readonly pair: MatrixRow | undefined;
  readonly story: FeedStory;
  readonly minutes: number;
}

/** Fastest, median and how many trains, on the colour of the fastest. */
function AroundCell({ pair, story, minutes }: AroundCellProps) {
  if (!pair) return <span className="mr-soft">{m.evidence_none()}</span>;
  if (pair.state !== "reached" || pair.fastestMinutes === null) {
    return (
      <span
        className={`mr-promise-cell mr-promise-cell-${pair.state}`}
        title={pair.reason ? say(pair.reason) : undefined}
      >
        {stateWord(pair.state)}
      </span>
    );
  }
  return (
    <Link
      className={`mr-promise-cell mr-reach-scale mr-reach-bin-${binOf("fastest", pair.fastestMinutes)}`}
      to={pairAddress(pair.from, pair.to, { feed: story.feed.id, threshold: minutes })}
      title={measureNames.map((measure) => wordsOf(measure, pair)).join(m.list_separator())}
    >
      <strong>{shortValue("fastest", pair.fastestMinutes)}</strong>
      <span>
        {m.reach_cell_detail({
          median: pair.medianMinutes === null ? m.evidence_none() : shortValue("median", pair.medianMinutes),
          within: pair.departuresWithin,
          departures: pair.departures,
        })}
      </span>
    </Link>
  );
}

/** A figure with its name, for those who point at a cell. */
function wordsOf(measure: MeasureName, pair: MatrixRow): string {
  const value = figureOf(measure, pair);
  return `${measureWord(measure)} ${value === null ? m.evidence_none() : longValue(measure, value)}`;
}
