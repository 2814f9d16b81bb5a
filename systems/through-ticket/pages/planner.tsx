import type { FeedList } from "@midreach/reach";
import { EmptyNote, m, Page, Queried, say, useAddress, useApi } from "@midreach/ui";
import { Disruption } from "./parts/disruption.tsx";
import { PlannerAnswer } from "./parts/planner-answer.tsx";
import { PlannerControls } from "./parts/planner-controls.tsx";
import { type PlannerState, plannerFields, questionOf } from "./parts/planner-state.ts";
import { planApi, reachApi } from "./parts/ticket-api.ts";
import "./parts/planner.css";

/** Plans a journey; everything that is chosen stands in the address. */
export default function PlannerPage() {
  const [state, change] = useAddress(plannerFields);
  const feeds = useApi(reachApi, "/api/reach/feeds");
  return (
    <Page
      title={m.ticket_planner()}
      tabTitle={m.ticket_planner()}
      crumbs={[{ title: m.ticket_planner() }]}
      lead={m.ticket_lead()}
    >
      <p className="mr-note">{m.ticket_not_yet()}</p>
      <Queried query={feeds} lines={8}>
        {(list) =>
          list.default === null ? (
            <EmptyNote>{list.note ? say(list.note) : m.ticket_no_timetable()}</EmptyNote>
          ) : (
            <Planner feeds={list} usual={list.default} state={state} onChange={change} />
          )
        }
      </Queried>
    </Page>
  );
}

interface PlannerProps {
  readonly feeds: FeedList;
  readonly usual: string;
  readonly state: PlannerState;
  readonly onChange: (change: Partial<PlannerState>) => void;
}

function Planner({ feeds, usual, state, onChange }: PlannerProps) {
  const feed = state.feed ?? usual;
  const cities = useApi(planApi, "/api/cities");
  const stations = useApi(reachApi, "/api/reach/feeds/{feed}/stations", { params: { feed } }).data?.stations ?? [];
  const question = questionOf(state);
  const journeys = useApi(
    reachApi,
    "/api/reach/journeys",
    { query: question ?? { from: "", to: "" } },
    { enabled: question !== undefined, keepPrevious: true },
  );
  return (
    <>
      <Queried query={cities} lines={4}>
        {({ cities: places }) => (
          <PlannerControls feeds={feeds} places={places} stations={stations} state={state} onChange={onChange} />
        )}
      </Queried>
      {question === undefined ? (
        <EmptyNote>{m.ticket_choose_ends()}</EmptyNote>
      ) : (
        <>
          <Disruption
            stations={stations}
            cancelled={state.without}
            answer={journeys.isPlaceholderData ? undefined : journeys.data}
            onChange={(without) => onChange({ without })}
          />
          <div aria-busy={journeys.isFetching}>
            {/* What failed must not hide behind the answer to another question. */}
            <Queried query={journeys} lines={12}>
              {(answer) => (
                <PlannerAnswer answer={answer} stale={journeys.isPlaceholderData} state={state} onChange={onChange} />
              )}
            </Queried>
          </div>
        </>
      )}
    </>
  );
}
