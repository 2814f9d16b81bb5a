import { EmptyNote, JourneyView, m, Queried, say, useApi } from "@midreach/ui";
import { useState } from "react";
import { type DataSetQuery, reachApi } from "./reach-api.ts";
import { stateWord } from "./reach-words.ts";

interface JourneysBehindProps {
  readonly from: string;
  readonly to: string;
  readonly query: DataSetQuery;
  /** How many are shown before one asks for all. */
  readonly limit?: number;
}

/** The journeys of the window that no other beats, the fastest first; each with its legs. */
export function JourneysBehind({ from, to, query, limit = 3 }: JourneysBehindProps) {
  const { threshold: _, ...dataSet } = query;
  const journeys = useApi(reachApi, "/api/reach/journeys", { query: { ...dataSet, from, to, mode: "window" } });
  const [all, setAll] = useState(false);
  return (
    <Queried query={journeys} lines={5}>
      {(answer) => {
        if (answer.journeys.length === 0) {
          return <EmptyNote>{answer.reason ? say(answer.reason) : stateWord(answer.state)}</EmptyNote>;
        }
        const sorted = [...answer.journeys].sort((a, b) => a.minutes - b.minutes || a.transfers - b.transfers);
        const shown = all ? sorted : sorted.slice(0, limit);
        const longest = Math.max(...shown.map((journey) => journey.minutes));
        return (
          <div className="mr-reach-journeys">
            <p className="mr-small mr-soft">{m.reach_pareto_note({ count: sorted.length })}</p>
            <ul className="mr-list">
              {shown.map((journey) => (
                <li
                  key={`${journey.departure.dayOffset} ${journey.departure.time} ${journey.minutes} ${journey.transfers}`}
                >
                  <JourneyView journey={journey} scaleMinutes={longest} />
                </li>
              ))}
            </ul>
            {sorted.length > shown.length ? (
              <button type="button" className="mr-button" onClick={() => setAll(true)}>
                {m.reach_show_all({ count: sorted.length })}
              </button>
            ) : null}
          </div>
        );
      }}
    </Queried>
  );
}
