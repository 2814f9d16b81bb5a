import type { MatrixRow, ReachPlace } from "@midreach/reach";
import { formatDate, formatMinutes, Loading, m, say } from "@midreach/ui";
import { Link } from "react-router";
import type { FeedStory, Tally } from "./promise-facts.ts";
import { pairAddress } from "./reach-api.ts";
import { criterionWord } from "./reach-words.ts";

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
        <HardestPair story={story} capitals={capitals} />
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
        {governs ? (
          <>
            {" "}
            <span className="mr-chip">{m.reach_governs()}</span>
          </>
        ) : null}
      </span>
      <span className="mr-small mr-soft mr-number">
        {m.reach_pairs_within({ within: tally.within, withData: tally.withData })}
        {tally.withData < tally.all ? m.reach_pairs_without({ count: tally.all - tally.withData }) : ""}
      </span>
    </li>
  );
}

/** The pair on which the promise hangs, both ways, in large print; and in a sentence what that means. */
function HardestPair({ story, capitals }: { readonly story: FeedStory; readonly capitals: readonly ReachPlace[] }) {
  const { hardest, matrix, feed } = story;
  const { thresholdMinutes, date } = matrix.dataSet;
  const [first] = hardest;
  if (!first) return <p>{m.reach_state_no_data()}</p>;
  const nameOf = (code: string) => say(capitals.find((place) => place.code === code)?.name ?? code);
  const tone = (minutes: number | null) =>
    minutes !== null && minutes <= thresholdMinutes ? "mr-reach-within" : "mr-reach-beyond";
  return (
    <>
      <table className="mr-promise-hardest">
        <thead>
          <tr>
            <th scope="col">{m.reach_hardest()}</th>
            <th scope="col">{m.reach_fastest()}</th>
            <th scope="col">{m.reach_median()}</th>
            <th scope="col">{m.reach_departures_within({ minutes: formatMinutes(thresholdMinutes) })}</th>
          </tr>
        </thead>
        <tbody>
          {hardest.map((pair) => (
            <tr key={pair.from}>
              <th scope="row">
                <Link to={pairAddress(pair.from, pair.to, { feed: feed.id, date, threshold: thresholdMinutes })}>
                  {m.reach_pair({ from: nameOf(pair.from), to: nameOf(pair.to) })}
                </Link>
              </th>
              <td className={tone(pair.fastestMinutes)}>{pair.fastestMinutes ?? m.evidence_none()}</td>
              <td className={tone(pair.medianMinutes)}>
                {pair.medianMinutes === null ? m.evidence_none() : Math.round(pair.medianMinutes)}
              </td>
              <td className={pair.departuresWithin === 0 ? "mr-reach-beyond" : ""}>
                {m.reach_of({ within: pair.departuresWithin, departures: pair.departures })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{hardestSentence(first, nameOf, thresholdMinutes)}</p>
    </>
  );
}

function hardestSentence(pair: MatrixRow, nameOf: (code: string) => string, threshold: number): string {
  const { fastestMinutes, departures, departuresWithin: within } = pair;
  const named = { from: nameOf(pair.from), to: nameOf(pair.to), minutes: formatMinutes(threshold) };
  if (fastestMinutes === null) return m.reach_hardest_none(named);
  const fastest = formatMinutes(fastestMinutes);
  if (fastestMinutes > threshold) return m.reach_hardest_beyond({ ...named, fastest });
  return within * 2 < departures
    ? m.reach_hardest_few({ ...named, fastest, departures, within })
    : m.reach_hardest_most({ ...named, fastest, departures, within });
}
