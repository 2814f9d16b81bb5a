import type { FeedList, SurroundingsAnswer } from "@midreach/reach";
import { EmptyNote, formatMinutes, m, Page, ProblemView, Queried, say, useAddress } from "@midreach/ui";
import { useQueries } from "@tanstack/react-query";
import { Link } from "react-router";
import { ChoiceChips } from "./parts/choice-chips.tsx";
import { DataSetNotes, dataSetTitle } from "./parts/data-set-notes.tsx";
import { PromiseCapitals } from "./parts/promise-capitals.tsx";
import { PromiseCommitments } from "./parts/promise-commitments.tsx";
import { PromiseCriteria } from "./parts/promise-criteria.tsx";
import { tellCapitals } from "./parts/promise-facts.ts";
import { PromiseNoData } from "./parts/promise-no-data.tsx";
import { PromiseSurroundings } from "./parts/promise-surroundings.tsx";
import { PromiseVerdict } from "./parts/promise-verdict.tsx";
import { reachApi } from "./parts/reach-api.ts";
import { dataSetFields } from "./parts/reach-state.ts";
import { useReachGround } from "./parts/use-reach.ts";
import "./parts/reach.css";
import "./parts/promise.css";

const fields = { minutes: dataSetFields.minutes } as const;
const thresholds = [60, 90, 120, 150, 180] as const;

/** The promise of so many hours between cities, told by every timetable of the region side by side. */
export default function PromisePage() {
  const { feeds, surroundings } = useReachGround();
  const [{ minutes }, change] = useAddress(fields);
  return (
    <Page
      title={m.reach_promise()}
      tabTitle={m.reach_promise()}
      crumbs={[{ title: m.reach_accessibility() }]}
      lead={m.reach_promise_lead()}
      actions={<PromiseLinks />}
    >
      <ChoiceChips
        label={m.reach_threshold()}
        options={thresholds.map((value) => ({ value, label: formatMinutes(value) }))}
        chosen={[minutes]}
        onToggle={(value) => change({ minutes: value })}
      />
      <Queried query={feeds} lines={20}>
        {(list) => (
          <Queried query={surroundings} lines={20}>
            {(around) => <PromiseStory feeds={list} surroundings={around} minutes={minutes} />}
          </Queried>
        )}
      </Queried>
    </Page>
  );
}

function PromiseLinks() {
  return (
    <nav className="mr-chips" aria-label={m.reach_accessibility()}>
      <Link className="mr-chip" to="/accessibility/map">
        {m.reach_map()}
      </Link>
      <Link className="mr-chip" to="/accessibility/matrix">
        {m.reach_matrix()}
      </Link>
      <Link className="mr-chip" to="/accessibility/scenarios">
        {m.reach_scenarios()}
      </Link>
      <Link className="mr-chip" to="/accessibility/feeds">
        {m.reach_timetables()}
      </Link>
      <Link className="mr-chip" to="/through-ticket">
        {m.reach_plan_journey()}
      </Link>
    </nav>
  );
}

interface PromiseProps {
  readonly feeds: FeedList;
  readonly surroundings: SurroundingsAnswer;
  readonly minutes: number;
}

/** The region's own timetables, the oldest first; what users brought is compared on the map and in the matrix. */
function PromiseStory({ feeds, surroundings, minutes }: PromiseProps) {
  const own = feeds.feeds
    .filter((feed) => feed.origin === "region")
    .sort((a, b) => a.coverage.start.localeCompare(b.coverage.start));
  const capitals = surroundings.current.map(({ capital }) => capital);
  const codes = capitals.map(({ code }) => code);
  const matrices = useMatrices(
    own.map((feed) => feed.id),
    codes,
    minutes,
  );
  if (own.length === 0 || capitals.length === 0) {
    return <EmptyNote>{feeds.note ? say(feeds.note) : m.reach_no_feeds()}</EmptyNote>;
  }
  const failed = matrices.find((query) => query.isError);
  if (failed) return <ProblemView error={failed.error} onRetry={() => void failed.refetch()} />;
  const stories = own.flatMap((feed, index) => {
    const matrix = matrices[index]?.data;
    return matrix ? [tellCapitals(feed, matrix, codes)] : [];
  });
  return (
    <>
      <PromiseVerdict stories={stories} expected={own.length} capitals={capitals} />
      {stories.length === own.length ? (
        <>
          <PromiseCapitals stories={stories} capitals={capitals} minutes={minutes} />
          <PromiseCriteria stories={stories} />
          <PromiseSurroundings stories={stories} surroundings={surroundings.current} minutes={minutes} />
          <div className="mr-columns mr-columns-even">
            <PromiseCommitments />
            <PromiseNoData stories={stories} />
          </div>
          <section className="mr-panel mr-stack" aria-label={m.reach_what_it_rests_on()}>
            <h2>{m.reach_what_it_rests_on()}</h2>
            {stories.map(({ matrix }) => (
              <DataSetNotes key={dataSetTitle(matrix.dataSet)} dataSet={matrix.dataSet} />
            ))}
          </section>
        </>
      ) : null}
    </>
  );
}

/** From every capital to every city, one matrix for each timetable. */
function useMatrices(feeds: readonly string[], capitals: readonly string[], threshold: number) {
  return useQueries({
    queries: feeds.map((feed) => ({
      queryKey: ["/api/reach/matrix", { feed, from: capitals, threshold }],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        reachApi.request("get", "/api/reach/matrix", { query: { feed, from: [...capitals], threshold }, signal }),
      enabled: capitals.length > 0,
    })),
  });
}
