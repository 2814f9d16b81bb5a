import type { Departures, FeedList } from "@midreach/reach";
import { EmptyNote, m, Page, Queried, textField, useAddress, useApi } from "@midreach/ui";
import { Link } from "react-router";
import { CityFigures } from "./parts/city-figures.tsx";
import { Controls, DataSetChoice, DayAndWindow, feedOf } from "./parts/data-set-choice.tsx";
import { DataSetNotes, dataSetTitle } from "./parts/data-set-notes.tsx";
import { DepartureTable } from "./parts/departure-table.tsx";
import { DeparturesOfDay } from "./parts/departures-of-day.tsx";
import { JourneysBehind } from "./parts/journeys-behind.tsx";
import { type DataSetQuery, mapAddress, pairAddress, plannerAddress, reachApi } from "./parts/reach-api.ts";
import { type DataSetState, dataSetFields, queryOf } from "./parts/reach-state.ts";
import { originWord } from "./parts/reach-words.ts";
import "./parts/reach.css";

const fields = { ...dataSetFields, from: textField, to: textField } as const;
const crumbsTo = (title: string) => [{ title: m.reach_accessibility(), to: "/accessibility" }, { title }];

/** What is behind the figures of two ends: every departure of the window, and the journeys that none other beats. */
export default function PairPage() {
  const [state, change] = useAddress(fields);
  const { from, to } = state;
  if (from !== undefined && to !== undefined) return <Pair from={from} to={to} state={state} onChange={change} />;
  const title = m.reach_departures_page();
  return (
    <Page title={title} tabTitle={title} crumbs={crumbsTo(title)}>
      <EmptyNote>{m.reach_pair_missing()}</EmptyNote>
    </Page>
  );
}

interface PairProps {
  readonly from: string;
  readonly to: string;
  readonly state: DataSetState;
  readonly onChange: (change: Partial<DataSetState>) => void;
}

function Pair({ from, to, state, onChange }: PairProps) {
  const feeds = useApi(reachApi, "/api/reach/feeds");
  const query = queryOf(state);
  const departures = useApi(
    reachApi,
    "/api/reach/departures",
    { query: { ...query, from, to } },
    { keepPrevious: true },
  );
  return (
    <Queried query={departures} whole lines={20}>
      {(answer) => {
        const title = m.reach_pair({ from: originWord(answer.from), to: originWord(answer.to) });
        return (
          <Page
            title={title}
            tabTitle={title}
            crumbs={crumbsTo(title)}
            actions={<PairLinks from={from} to={to} query={query} />}
          >
            <Queried query={feeds} lines={2}>
              {(list) => <PairControls feeds={list} state={state} onChange={onChange} />}
            </Queried>
            <PairAnswer answer={answer} />
            {answer.figures.state === "reached" ? (
              <section className="mr-panel" aria-labelledby="journeys-heading">
                <h2 id="journeys-heading">{m.reach_best_journeys()}</h2>
                <JourneysBehind from={from} to={to} query={query} limit={5} />
              </section>
            ) : null}
            <section className="mr-panel" aria-label={m.reach_what_it_rests_on()}>
              <DataSetNotes dataSet={answer.dataSet} />
            </section>
          </Page>
        );
      }}
    </Queried>
  );
}

interface PairLinksProps {
  readonly from: string;
  readonly to: string;
  readonly query: DataSetQuery;
}

function PairLinks({ from, to, query }: PairLinksProps) {
  return (
    <span className="mr-chips">
      <Link className="mr-chip" to={pairAddress(to, from, query)}>
        {m.reach_the_way_back()}
      </Link>
      <Link className="mr-chip" to={mapAddress(from, query)}>
        {m.reach_map()}
      </Link>
      <Link className="mr-chip" to={plannerAddress(from, to, query)}>
        {m.reach_plan_journey()}
      </Link>
    </span>
  );
}

interface PairControlsProps {
  readonly feeds: FeedList;
  readonly state: DataSetState;
  readonly onChange: (change: Partial<DataSetState>) => void;
}

function PairControls({ feeds, state, onChange }: PairControlsProps) {
  return (
    <Controls label={m.reach_data_set()}>
      <DataSetChoice
        feeds={feeds}
        feed={state.feed}
        scenario={state.scenario}
        label={m.reach_data_set()}
        onChange={(chosen) => onChange({ ...chosen, date: undefined })}
      />
      <DayAndWindow state={state} feed={feedOf(feeds, state.feed)} onChange={onChange} />
    </Controls>
  );
}

function PairAnswer({ answer }: { readonly answer: Departures }) {
  const { figures, dataSet, departures } = answer;
  return (
    <section className="mr-panel mr-stack" aria-labelledby="departures-heading">
      <div className="mr-panel-head">
        <h2 id="departures-heading">{m.reach_departures_page()}</h2>
        <span className="mr-small mr-soft">{dataSetTitle(dataSet)}</span>
      </div>
      <CityFigures figures={figures} dataSet={dataSet} />
      {departures.length > 0 ? (
        <>
          <DeparturesOfDay departures={departures} figures={figures} dataSet={dataSet} />
          <details>
            <summary>{m.history_table()}</summary>
            <DepartureTable departures={departures} threshold={dataSet.thresholdMinutes} />
          </details>
        </>
      ) : null}
    </section>
  );
}
