import type { CitySummary } from "@midreach/plan";
import type { FeedList } from "@midreach/reach";
import { DownloadLinks, EmptyNote, m, Page, Queried, say, useAddress, useApi, useLanguage } from "@midreach/ui";
import { DataSetNotes } from "./parts/data-set-notes.tsx";
import { MatrixControls } from "./parts/matrix-controls.tsx";
import { MatrixGrid } from "./parts/matrix-grid.tsx";
import { MatrixList } from "./parts/matrix-list.tsx";
import { type MatrixState, matrixFields, pickCities } from "./parts/matrix-state.ts";
import { reachApi } from "./parts/reach-api.ts";
import { ReachLegend } from "./parts/reach-legend.tsx";
import { queryOf } from "./parts/reach-state.ts";
import { useReachGround } from "./parts/use-reach.ts";
import "./parts/reach.css";

/** Travel times between all cities, as a coloured matrix and as a list. */
export default function MatrixPage() {
  const { feeds, cities } = useReachGround();
  const title = m.reach_matrix();
  return (
    <Page
      title={title}
      tabTitle={title}
      crumbs={[{ title: m.reach_accessibility(), to: "/accessibility" }, { title }]}
      lead={m.reach_matrix_lead()}
    >
      <Queried query={feeds} lines={16}>
        {(list) =>
          list.feeds.length === 0 ? (
            <EmptyNote>{list.note ? say(list.note) : m.reach_no_feeds()}</EmptyNote>
          ) : (
            <Queried query={cities} lines={16}>
              {(places) => <MatrixWork feeds={list} cities={places.cities} />}
            </Queried>
          )
        }
      </Queried>
    </Page>
  );
}

interface MatrixWorkProps {
  readonly feeds: FeedList;
  readonly cities: readonly CitySummary[];
}

function MatrixWork({ feeds, cities }: MatrixWorkProps) {
  const [state, change] = useAddress(matrixFields);
  const language = useLanguage();
  const query = { ...queryOf(state), from: pickCities(cities, state.of), to: pickCities(cities, state.to) };
  const matrix = useApi(reachApi, "/api/reach/matrix", { query }, { keepPrevious: true });
  return (
    <>
      <MatrixControls feeds={feeds} cities={cities} state={state} onChange={change} />
      <div className="mr-reach-head">
        <span className="mr-small mr-soft">
          {matrix.data ? <Counts state={state} pairs={matrix.data.pairs} /> : null}
        </span>
        <DownloadLinks
          path="/api/reach/matrix"
          query={query}
          language={language}
          endings={["csv", "xlsx", "geojson"]}
        />
      </div>
      <Queried query={matrix} lines={24}>
        {(answer) => (
          <div className={matrix.isPlaceholderData ? "mr-reach-stale" : ""} aria-busy={matrix.isPlaceholderData}>
            {state.view === "list" ? (
              <MatrixList matrix={answer} state={state} onChange={change} />
            ) : (
              <section className="mr-panel mr-stack" aria-label={m.reach_matrix()}>
                <ReachLegend measure={state.measure ?? "fastest"} />
                <MatrixGrid matrix={answer} measure={state.measure ?? "fastest"} query={queryOf(state)} />
              </section>
            )}
          </div>
        )}
      </Queried>
      {matrix.data ? (
        <section className="mr-panel" aria-label={m.reach_what_it_rests_on()}>
          <DataSetNotes dataSet={matrix.data.dataSet} />
        </section>
      ) : null}
    </>
  );
}

interface CountsProps {
  readonly state: MatrixState;
  readonly pairs: {
    readonly all: number;
    readonly withData: number;
    readonly withoutData: number;
    readonly within: number;
  };
}

/** On how many pairs the figures rest. */
function Counts({ state, pairs }: CountsProps) {
  return m.reach_matrix_counts({
    all: pairs.all,
    withData: pairs.withData,
    withoutData: pairs.withoutData,
    within: pairs.within,
    minutes: m.minutes_short({ minutes: state.minutes }),
  });
}
