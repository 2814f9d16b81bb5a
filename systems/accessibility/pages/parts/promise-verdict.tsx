import type { ReachPlace } from "@midreach/reach";
import { formatDate, formatMinutes, Loading, m, say } from "@midreach/ui";
import { Link } from "react-router";
import type { FeedStory, Tally } from "./promise-facts.ts";
import { pairAddress } from "./reach-api.ts";
import { criterionWord, keepsWithin } from "./reach-words.ts";

interface PromiseVerdictProps {
  readonly stories: readonly FeedStory[];
  /** How many there will be. */
  readonly expected: number;
  readonly capitals: readonly ReachPlace[];
}

/** One card for each timetable: whether the promise was kept, by which reading, and the pair on which it hangs. */
export function PromiseVerdict({ stories, expected, capitals }: PromiseVerdictProps) {
  return (
    <div className="mr-reach-two">
      {stories.map((story) => (
        <VerdictCard key={story.feed.id} story={story} capitals={capitals} />
      ))}
      {stories.length < expected ? (
        <section className="mr-panel">
          <Loading lines={6} />
        </section>
      ) : null}
    </div>
  );
}

function VerdictCard({ story, capitals }: { readonly story: FeedStory; readonly capitals: readonly ReachPlace[] }) {
  const { feed, matrix, tallies } = story;
  const { settings, date } = matrix.dataSet;
  return (
    <section className="mr-panel mr-stack" aria-label={say(feed.title)}>
      <div>
        <div className="mr-panel-head">
          <h2>{say(feed.title)}</h2>
          <span className="mr-small mr-soft">{formatDate(date)}</span>
        </div>
        <SlowestPair story={story} capitals={capitals} />
      </div>
      <ul className="mr-promise-tallies">
        {tallies.map((tally) => (
          <TallyLine key={tally.criterion} tally={tally} governs={tally.criterion === settings.criterion} />
        ))}
      </ul>
    </section>
  );
}

function TallyLine({ tally, governs }: { readonly tally: Tally; readonly governs: boolean }) {
  const kept = tally.withData > 0 && tally.within === tally.withData;
  const word = tally.withData === 0 ? m.reach_state_no_data() : kept ? m.reach_kept() : m.reach_not_kept();
  const state = tally.withData === 0 ? "no-data" : kept ? "met" : "missed";
  return (
    <li className={governs ? "mr-promise-governs" : ""}>
      <span className={`mr-promise-word mr-promise-${state}`}>{word}</span>
      <span>
        {criterionWord(tally.criterion)}
        {governs ? <span className="mr-chip"> {m.reach_governs()}</span> : null}
      </span>
      <span className="mr-small mr-soft mr-number">
        {m.reach_pairs_within({ within: tally.within, withData: tally.withData })}
        {tally.withData < tally.all ? m.reach_pairs_without({ count: tally.all - tally.withData }) : ""}
      </span>
    </li>
  );
}

/** The one figure on which the promise hangs, in large print, and what is behind it in a sentence. */
function SlowestPair({ story, capitals }: { readonly story: FeedStory; readonly capitals: readonly ReachPlace[] }) {
  const { slowest, back, matrix, feed } = story;
  const { thresholdMinutes, settings, date } = matrix.dataSet;
  if (!slowest || slowest.fastestMinutes === null) return <p>{m.reach_state_no_data()}</p>;
  const nameOf = (code: string) => say(capitals.find((place) => place.code === code)?.name ?? code);
  const kept = keepsWithin(slowest, "fastest", thresholdMinutes, settings);
  const minutes = formatMinutes(thresholdMinutes);
  return (
    <>
      <p className="mr-promise-pair">
        <Link to={pairAddress(slowest.from, slowest.to, { feed: feed.id, date, threshold: thresholdMinutes })}>
          {m.reach_pair({ from: nameOf(slowest.from), to: nameOf(slowest.to) })}
        </Link>
      </p>
      <p className="mr-promise-figures">
        <span className={kept ? "mr-reach-within" : "mr-reach-beyond"}>
          <strong className="mr-number">{formatMinutes(slowest.fastestMinutes)}</strong>
          <span>{m.reach_fastest()}</span>
        </span>
        {slowest.medianMinutes === null ? null : (
          <span className={slowest.medianMinutes <= thresholdMinutes ? "mr-reach-within" : "mr-reach-beyond"}>
            <strong className="mr-number">{formatMinutes(slowest.medianMinutes)}</strong>
            <span>{m.reach_median()}</span>
          </span>
        )}
        <span className={slowest.departuresWithin === 0 ? "mr-reach-beyond" : ""}>
          <strong className="mr-number">
            {m.reach_of({ within: slowest.departuresWithin, departures: slowest.departures })}
          </strong>
          <span>{m.reach_departures_within({ minutes })}</span>
        </span>
      </p>
      <p>
        {kept
          ? m.reach_slowest_within({
              minutes,
              departures: slowest.departures,
              within: slowest.departuresWithin,
            })
          : m.reach_slowest_beyond({ minutes })}
        {back?.fastestMinutes ? m.reach_way_back({ minutes: formatMinutes(back.fastestMinutes) }) : ""}
      </p>
    </>
  );
}
