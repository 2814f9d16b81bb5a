import type { JourneyAnswer, Journeys, Origin } from "@midreach/reach";
import { AntdFrame, ChoiceChips, EmptyNote, formatDate, JourneyView, m, say } from "@midreach/ui";
import { Assumptions } from "./assumptions.tsx";
import { journeyId, sortJourneys } from "./journey-list.ts";
import { type Order, orders, type PlannerState, readCancelled, sectionOf, writeCancelled } from "./planner-state.ts";
import { TimeLine } from "./time-line.tsx";

interface PlannerAnswerProps {
  readonly answer: Journeys;
  /** The answer to the question before; the new one is on its way. */
  readonly stale: boolean;
  readonly state: PlannerState;
  readonly onChange: (change: Partial<PlannerState>) => void;
}

/** The journeys that none other beats, as a time line and as a list, and what they rest on. */
export function PlannerAnswer({ answer, stale, state, onChange }: PlannerAnswerProps) {
  const order = state.order ?? "departure";
  const journeys = sortJourneys(answer.journeys, order);
  const longest = Math.max(...journeys.map(({ minutes }) => minutes));
  const cancel = (asked: string) =>
    onChange({ without: writeCancelled([...new Set([...readCancelled(state.without), asked])]) });
  const { dataSet } = answer;
  return (
    <div className={`mr-stack ${stale ? "mr-ticket-stale" : ""}`}>
      <section className="mr-panel mr-stack" aria-labelledby="journeys-heading">
        <div className="mr-panel-head">
          <h2 id="journeys-heading">{m.ticket_results({ from: endWord(answer.from), to: endWord(answer.to) })}</h2>
          <span className="mr-small mr-soft">
            {m.ticket_source_of({ title: say(dataSet.title), date: formatDate(dataSet.date) })}
          </span>
        </div>
        {journeys.length === 0 ? (
          <EmptyNote>{whyNone(answer)}</EmptyNote>
        ) : (
          <>
            <TimeLine journeys={journeys} />
            <div className="mr-ticket-head">
              <span>{m.ticket_count({ count: journeys.length })}</span>
              <AntdFrame>
                <ChoiceChips
                  label={m.ticket_sort()}
                  options={orders.map((value) => ({ value, label: orderWord(value) }))}
                  chosen={[order]}
                  onToggle={(value) => onChange({ order: value === "departure" ? undefined : value })}
                />
              </AntdFrame>
            </div>
            <ul className="mr-list mr-ticket-list">
              {journeys.map((journey) => (
                <li key={journeyId(journey)} id={journeyId(journey)} tabIndex={-1}>
                  <JourneyView journey={journey} scaleMinutes={longest} />
                  <WhatIf journey={journey} onCancel={cancel} />
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      <Assumptions answer={answer} />
    </div>
  );
}

function whyNone({ state, reason }: Journeys): string {
  if (state === "same") return m.ticket_same();
  if (state === "no-data") return `${reason ? `${say(reason)}${m.punctuation_stop()}` : ""}${m.ticket_no_data()}`;
  return m.ticket_none();
}

const endWord = (end: Origin): string => (end.kind === "point" ? m.choice_point({ point: end.id }) : say(end.name));

function orderWord(order: Order): string {
  const words = {
    departure: m.ticket_sort_departure,
    arrival: m.ticket_sort_arrival,
    minutes: m.ticket_sort_minutes,
    transfers: m.ticket_sort_transfers,
  } as const;
  return words[order]();
}

interface WhatIfProps {
  readonly journey: JourneyAnswer;
  readonly onCancel: (asked: string) => void;
}

/** Each train of a journey, and the line that it takes, may be supposed away. */
function WhatIf({ journey, onCancel }: WhatIfProps) {
  return (
    <div className="mr-chips mr-small mr-ticket-what-if">
      <span className="mr-soft">{m.ticket_cancel_what_if()}</span>
      {journey.legs.flatMap((leg) => {
        if (leg.kind !== "ride" || leg.from.id === null || leg.to.id === null) return [];
        const section = sectionOf(leg.from.id, leg.to.id);
        return [
          <button key={leg.trip} type="button" className="mr-chip" onClick={() => onCancel(leg.train)}>
            {m.ticket_cancel_train({ train: leg.train })}
          </button>,
          <button key={`${leg.trip} ${section}`} type="button" className="mr-chip" onClick={() => onCancel(section)}>
            {m.ticket_cancel_section({ from: say(leg.from.name), to: say(leg.to.name) })}
          </button>,
        ];
      })}
    </div>
  );
}
