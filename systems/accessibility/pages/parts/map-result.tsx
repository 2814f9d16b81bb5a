import type { CitySummary, PlanMap } from "@midreach/plan";
import type { Isochrones, Times } from "@midreach/reach";
import { addressOf, m, ProblemView, Queried, useApi } from "@midreach/ui";
import { type ReactNode, useDeferredValue, useMemo } from "react";
import { useSearchParams } from "react-router";
import { CityPanel } from "./city-panel.tsx";
import { CityTable } from "./city-table.tsx";
import { DataSetNotes, dataSetTitle } from "./data-set-notes.tsx";
import { isComparing, type MapState, otherQueryOf } from "./map-state.ts";
import { PeopleCurve } from "./people-curve.tsx";
import { reachApi } from "./reach-api.ts";
import { toDifferenceCities, toReachCities } from "./reach-cities.ts";
import { ReachLegend } from "./reach-legend.tsx";
import { ReachMap } from "./reach-map.tsx";
import { queryOf, readIsochrones, writePoint } from "./reach-state.ts";
import { originWord } from "./reach-words.ts";
import { markAsked, type ReachAnswers, useDrawnMeasure, useReach } from "./use-reach.ts";

interface MapResultProps {
  readonly ground: PlanMap;
  readonly cities: readonly CitySummary[];
  readonly state: MapState;
  readonly origin: string;
  readonly onChange: (change: Partial<MapState>) => void;
}

/** The answers to what the controls ask: one map, two side by side, or their difference; curve, cities, journeys. */
export function MapResult({ ground, cities, state, origin, onChange }: MapResultProps) {
  const comparing = isComparing(state);
  const areas = useMemo(() => readIsochrones(state.areas), [state.areas]);
  const query = useMemo(() => queryOf(state), [state]);
  const otherQuery = useMemo(() => otherQueryOf(state), [state]);
  const first = useReach(origin, query, areas);
  const second = useReach(origin, otherQuery, areas, comparing);
  const frame = { ground, cities, state, onChange };
  useDrawnMeasure(isFresh(first) && (!comparing || isFresh(second)), `${origin} ${JSON.stringify(query)}`);
  const answers = comparing ? [first, second] : [first];
  const curves = answers.flatMap(({ curve }) => (curve.data ? [curve.data] : []));
  const [firstTimes, secondTimes] = [first.times.data, comparing ? second.times.data : undefined];
  const times = useMemo(
    () => [firstTimes, secondTimes].filter((answer) => answer !== undefined),
    [firstTimes, secondTimes],
  );
  const queries = useMemo(() => [query, otherQuery], [query, otherQuery]);
  // The map is painted before the long table is brought up to date.
  const shown = useDeferredValue(times);
  const shownQueries = useDeferredValue(queries);
  const shownOrigin = useDeferredValue(origin);
  const people = curves.length > 0 ? <PeopleCurve curves={curves} threshold={state.minutes} /> : null;
  const chosen =
    state.to && times[0] ? (
      <CityPanel from={origin} to={state.to} times={times} queries={comparing ? [query, otherQuery] : [query]} />
    ) : (
      <p className="mr-note">{m.reach_click_hint()}</p>
    );
  return (
    <>
      {comparing && state.view !== "difference" ? (
        <>
          <div className="mr-reach-two">
            <TimesMap {...frame} answers={first} />
            <TimesMap {...frame} answers={second} />
          </div>
          {chosen}
          {people}
        </>
      ) : (
        <div className={`mr-reach-main ${state.to ? "mr-reach-main-chosen" : ""}`}>
          <div className="mr-reach-main-map">
            {comparing ? <DifferenceMap {...frame} origin={origin} /> : <TimesMap {...frame} answers={first} />}
          </div>
          <div className="mr-reach-main-side">{chosen}</div>
          <div className="mr-reach-main-people">{people}</div>
        </div>
      )}
      {shown.length > 0 ? <CityTable times={shown} from={shownOrigin} queries={shownQueries} /> : null}
      <section className="mr-panel mr-stack" aria-label={m.reach_what_it_rests_on()}>
        <h2>{m.reach_what_it_rests_on()}</h2>
        {times.map(({ dataSet }) => (
          <DataSetNotes key={dataSetTitle(dataSet)} dataSet={dataSet} />
        ))}
      </section>
    </>
  );
}

/** Whether what is shown answers what was asked last. */
const isFresh = ({ times, isochrones }: ReachAnswers): boolean =>
  times.isSuccess && isochrones.isSuccess && !times.isPlaceholderData && !isochrones.isPlaceholderData;

interface AnswerMapProps {
  readonly ground: PlanMap;
  readonly cities: readonly CitySummary[];
  readonly state: MapState;
  readonly onChange: (change: Partial<MapState>) => void;
}

/** Address of this very map with another city chosen. */
function useCityAddress(): (code: string) => string {
  const [search] = useSearchParams();
  return (code) => addressOf("/accessibility/map", { ...Object.fromEntries(search), to: code });
}

function useMapWork({ cities, state, onChange }: AnswerMapProps) {
  const hrefOf = useCityAddress();
  return {
    frameOf: (place: string | null) => ({ cities, selected: state.to, origin: place, hrefOf }),
    onPoint: (lon: number, lat: number) => {
      markAsked();
      onChange({ from: writePoint(lon, lat), to: undefined });
    },
  };
}

function TimesMap({ answers, ...props }: AnswerMapProps & { readonly answers: ReachAnswers }) {
  const { ground, state } = props;
  const { frameOf, onPoint } = useMapWork(props);
  const { times, isochrones } = answers;
  const measure = state.measure ?? "fastest";
  return (
    <Queried query={times} lines={16}>
      {(answer: Times) => (
        <MapPanel title={m.reach_from({ origin: originWord(answer.origin) })} beside={dataSetTitle(answer.dataSet)}>
          <div className={times.isPlaceholderData ? "mr-reach-stale" : ""} aria-busy={times.isPlaceholderData}>
            <ReachMap
              ground={ground}
              cities={toReachCities(frameOf(answer.origin.place), answer.cities, measure)}
              isochrones={featuresOf(isochrones.data)}
              label={m.reach_from({ origin: originWord(answer.origin) })}
              palette="time"
              origin={pointOf(answer.origin)}
              onPoint={onPoint}
              legend={<ReachLegend measure={measure} onMap />}
            />
          </div>
          {isochrones.isError ? <ProblemView error={isochrones.error} /> : null}
        </MapPanel>
      )}
    </Queried>
  );
}

function DifferenceMap({ origin, ...props }: AnswerMapProps & { readonly origin: string }) {
  const { ground, state } = props;
  const { frameOf, onPoint } = useMapWork(props);
  const { otherFeed, otherScenario } = state;
  const query = { ...queryOf(state), from: origin, otherFeed, otherScenario, otherDate: otherQueryOf(state).date };
  const differences = useApi(reachApi, "/api/reach/differences", { query }, { keepPrevious: true });
  return (
    <Queried query={differences} lines={16}>
      {(answer) => (
        <MapPanel
          title={m.reach_difference_from({ origin: originWord(answer.origin) })}
          beside={m.reach_difference_of({ second: dataSetTitle(answer.second), first: dataSetTitle(answer.first) })}
        >
          <ReachMap
            ground={ground}
            cities={toDifferenceCities(frameOf(answer.origin.place), answer.cities)}
            label={m.reach_difference_from({ origin: originWord(answer.origin) })}
            palette="difference"
            origin={pointOf(answer.origin)}
            onPoint={onPoint}
            legend={<ReachLegend measure="difference" onMap />}
          />
        </MapPanel>
      )}
    </Queried>
  );
}

interface MapPanelProps {
  readonly title: string;
  readonly beside: string;
  readonly children: ReactNode;
}

function MapPanel({ title, beside, children }: MapPanelProps) {
  return (
    <section className="mr-panel" aria-label={`${title} ${beside}`}>
      <div className="mr-panel-head">
        <h2>{title}</h2>
        <span className="mr-small mr-soft">{beside}</span>
      </div>
      {children}
    </section>
  );
}

const featuresOf = (isochrones: Isochrones | undefined) => isochrones?.isochrones.features ?? [];

function pointOf({ kind, lon, lat }: Times["origin"]) {
  return kind === "place" || lon === null || lat === null ? null : { lon, lat };
}
