import type { Cities, PlanMap } from "@midreach/plan";
import type { FeedList, SurroundingsAnswer } from "@midreach/reach";
import { EmptyNote, m, Page, Queried, say, useAddress } from "@midreach/ui";
import { MapControls } from "./parts/map-controls.tsx";
import { MapResult } from "./parts/map-result.tsx";
import { mapFields } from "./parts/map-state.ts";
import { useReachGround } from "./parts/use-reach.ts";

/** Reach from one origin: cities coloured, areas, people, and the journeys behind each figure. */
export default function MapPage() {
  const { feeds, surroundings, cities, ground } = useReachGround();
  return (
    <Page
      title={m.reach_map()}
      tabTitle={m.reach_map()}
      crumbs={[{ title: m.reach_accessibility(), to: "/accessibility" }, { title: m.reach_map() }]}
      lead={m.reach_map_lead()}
    >
      <Queried query={feeds} lines={16}>
        {(list) =>
          list.feeds.length === 0 ? (
            <EmptyNote>{list.note ? say(list.note) : m.reach_no_feeds()}</EmptyNote>
          ) : (
            <Queried query={ground} lines={16}>
              {(map) => (
                <Queried query={cities} lines={16}>
                  {(places) => (
                    <Queried query={surroundings} lines={16}>
                      {(around) => <MapWork feeds={list} ground={map} cities={places} surroundings={around} />}
                    </Queried>
                  )}
                </Queried>
              )}
            </Queried>
          )
        }
      </Queried>
    </Page>
  );
}

interface MapWorkProps {
  readonly feeds: FeedList;
  readonly ground: PlanMap;
  readonly cities: Cities;
  readonly surroundings: SurroundingsAnswer;
}

function MapWork({ feeds, ground, cities, surroundings }: MapWorkProps) {
  const [state, change] = useAddress(mapFields);
  // Without a choice one looks from the first capital.
  const origin = state.from ?? surroundings.current[0]?.capital.code ?? cities.cities[0]?.code;
  return (
    <>
      <MapControls feeds={feeds} cities={cities.cities} state={state} origin={origin} onChange={change} />
      {origin === undefined ? (
        <EmptyNote>{m.reach_choose_origin()}</EmptyNote>
      ) : (
        <MapResult ground={ground} cities={cities.cities} state={state} origin={origin} onChange={change} />
      )}
    </>
  );
}
