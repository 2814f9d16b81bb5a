import type { Journeys } from "@midreach/reach";
import { formatMinutes, m, SourceView, say } from "@midreach/ui";

/** What the journeys rest on: coverage, access, changes, transfers in cities, and the source. */
export function Assumptions({ answer: { dataSet, journeys } }: { readonly answer: Journeys }) {
  const { settings } = dataSet;
  const urban = new Set(
    journeys.flatMap(({ legs }) =>
      legs.flatMap((leg) =>
        leg.kind === "urban"
          ? [
              m.ticket_urban_item({
                from: say(leg.from.name),
                to: say(leg.to.name),
                minutes: formatMinutes(leg.minutes),
              }),
            ]
          : [],
      ),
    ),
  );
  return (
    <section className="mr-panel mr-small" aria-labelledby="assumptions-heading">
      <h2 id="assumptions-heading">{m.ticket_assumptions()}</h2>
      <ul className="mr-ticket-assumptions">
        {dataSet.notes.map((note) => (
          <li key={note.en}>{say(note)}</li>
        ))}
        <li>
          {m.ticket_assumed_access({
            detour: settings.detourFactor,
            speed: settings.accessKmh,
            access: formatMinutes(settings.accessMinutes),
          })}
        </li>
        <li>{m.ticket_assumed_change({ change: formatMinutes(settings.changeMinutes) })}</li>
        <li>
          {urban.size > 0
            ? m.ticket_assumed_urban({ list: [...urban].join(m.list_separator()) })
            : m.ticket_assumed_urban_none()}
        </li>
      </ul>
      <p>
        <SourceView source={dataSet.source} />
      </p>
    </section>
  );
}
