import type { MatrixRow, ReachPlace } from "@midreach/reach";
import { formatMinutes, m, say, useApi } from "@midreach/ui";
import { Link } from "react-router";
import { DepartureStrip } from "./departure-strip.tsx";
import { type FeedStory, listDirections } from "./promise-facts.ts";
import { pairAddress, reachApi } from "./reach-api.ts";
import { formatShare, stateWord } from "./reach-words.ts";

interface PromiseCapitalsProps {
  readonly stories: readonly FeedStory[];
  readonly capitals: readonly ReachPlace[];
  readonly minutes: number;
}

/** Every pair of capitals in both directions: each train a stroke on a common scale, and the figures of each reading. */
export function PromiseCapitals({ stories, capitals, minutes }: PromiseCapitalsProps) {
  const names = new Map(capitals.map((place) => [place.code, say(place.name)]));
  const directions = listDirections(capitals.map((place) => place.code));
  const longest = Math.max(minutes, ...stories.flatMap(({ pairs }) => pairs.map((pair) => pair.worstMinutes ?? 0)));
  const scale = Math.ceil(longest / 60) * 60;
  return (
    <section className="mr-panel" aria-labelledby="capitals-heading">
      <h2 id="capitals-heading">{m.reach_capitals_heading()}</h2>
      <p className="mr-small mr-soft">{m.reach_strip_note({ minutes: formatMinutes(minutes) })}</p>
      <div className="mr-promise-pairs">
        {directions.map(([from, to]) => (
          <section
            key={`${from} ${to}`}
            aria-label={m.reach_pair({ from: names.get(from) ?? from, to: names.get(to) ?? to })}
          >
            <h3>{m.reach_pair({ from: names.get(from) ?? from, to: names.get(to) ?? to })}</h3>
            {stories.map((story) => {
              const pair = story.pairs.find((row) => row.from === from && row.to === to);
              return pair ? (
                <PairLine key={story.feed.id} story={story} pair={pair} minutes={minutes} scale={scale} />
              ) : null;
            })}
          </section>
        ))}
      </div>
    </section>
  );
}

interface PairLineProps {
  readonly story: FeedStory;
  readonly pair: MatrixRow;
  readonly minutes: number;
  readonly scale: number;
}

function PairLine({ story, pair, minutes, scale }: PairLineProps) {
  const { feed, matrix } = story;
  const query = { feed: feed.id, threshold: minutes };
  const departures = useApi(
    reachApi,
    "/api/reach/departures",
    { query: { feed: feed.id, from: pair.from, to: pair.to } },
    { enabled: pair.state === "reached" },
  );
  const year = m.reach_feed_year({ year: matrix.dataSet.date.slice(0, 4) });
  if (pair.state !== "reached") {
    return (
      <div className="mr-promise-line">
        <span className="mr-small mr-soft">{year}</span>
        <span className="mr-soft">
          {stateWord(pair.state)} {pair.reason ? say(pair.reason) : ""}
        </span>
      </div>
    );
  }
  return (
    <div className="mr-promise-line">
      <span className="mr-small mr-soft mr-nowrap" title={say(feed.title)}>
        {year}
      </span>
      <DepartureStrip
        minutes={departures.data?.departures.map((departure) => departure.minutes) ?? []}
        figures={pair}
        threshold={minutes}
        scale={scale}
      />
      <PairFigures pair={pair} minutes={minutes} to={pairAddress(pair.from, pair.to, query)} />
    </div>
  );
}

function PairFigures({
  pair,
  minutes,
  to,
}: {
  readonly pair: MatrixRow;
  readonly minutes: number;
  readonly to: string;
}) {
  const tone = (isWithin: boolean) => (isWithin ? "mr-reach-within" : "mr-reach-beyond");
  return (
    <dl className="mr-promise-numbers">
      <div>
        <dt>{m.reach_fastest()}</dt>
        <dd className={tone((pair.fastestMinutes ?? 1e9) <= minutes)}>
          <Link to={to}>{pair.fastestMinutes}</Link>
        </dd>
      </div>
      <div>
        <dt>{m.reach_median()}</dt>
        <dd className={tone((pair.medianMinutes ?? 1e9) <= minutes)}>
          <Link to={to}>{pair.medianMinutes === null ? m.evidence_none() : Math.round(pair.medianMinutes)}</Link>
        </dd>
      </div>
      <div>
        <dt>{m.reach_within_short()}</dt>
        <dd>
          <Link to={to}>{m.reach_of({ within: pair.departuresWithin, departures: pair.departures })}</Link>
        </dd>
      </div>
      <div>
        <dt>{m.reach_share_short()}</dt>
        <dd>
          <Link to={to}>{pair.sharePercent === null ? m.evidence_none() : formatShare(pair.sharePercent)}</Link>
        </dd>
      </div>
    </dl>
  );
}
