import type { Journeys, ReachStation } from "@midreach/reach";
import { AntdFrame, formatMinutes, Labelled, m, say } from "@midreach/ui";
import { Select } from "antd";
import { type FormEvent, useState } from "react";
import { isSameCancellation, readCancelled, sectionOf, writeCancelled } from "./planner-state.ts";

interface DisruptionProps {
  readonly stations: readonly ReachStation[];
  /** As the address has it. */
  readonly cancelled: string | undefined;
  readonly answer: Journeys | undefined;
  readonly onChange: (cancelled: string | undefined) => void;
}

/** What is supposed not to run, and what remains without it. */
export function Disruption({ stations, cancelled, answer, onChange }: DisruptionProps) {
  const all = readCancelled(cancelled);
  const without = (asked: string) => onChange(writeCancelled(all.filter((other) => other !== asked)));
  const tripsOf = (asked: string) => answer?.disruption?.cancelled.find((view) => view.asked === asked)?.trips;
  return (
    <section className="mr-panel" aria-labelledby="disruption-heading">
      <details open={all.length > 0}>
        <summary>
          <h2 id="disruption-heading" className="mr-ticket-inline">
            {m.ticket_disruption()}
          </h2>{" "}
          <span className="mr-small mr-soft">{m.ticket_disruption_lead()}</span>
        </summary>
        <div className="mr-stack mr-ticket-below">
          {all.length > 0 ? (
            <div className="mr-chips">
              {all.map((asked) => {
                const what = cancellationWords(asked, stations);
                const trips = tripsOf(asked);
                return (
                  <button
                    key={asked}
                    type="button"
                    className="mr-chip mr-ticket-cancelled"
                    aria-label={m.ticket_restore({ what })}
                    title={m.ticket_restore({ what })}
                    onClick={() => without(asked)}
                  >
                    {what}
                    {trips === undefined ? null : (
                      <span className="mr-soft"> · {m.ticket_trips_hit({ count: trips })}</span>
                    )}
                    <span aria-hidden="true"> ×</span>
                  </button>
                );
              })}
              {all.length > 1 ? (
                <button type="button" className="mr-chip" onClick={() => onChange(undefined)}>
                  {m.ticket_restore_all()}
                </button>
              ) : null}
            </div>
          ) : null}
          {answer?.disruption ? <Remaining disruption={answer.disruption} /> : null}
          <CancelForms
            stations={stations}
            cancelled={all}
            onCancel={(asked) => onChange(writeCancelled([...all, asked]))}
          />
        </div>
      </details>
    </section>
  );
}

function cancellationWords(asked: string, stations: readonly ReachStation[]): string {
  const ends = asked.split("~");
  if (ends.length !== 2) return m.ticket_what_train({ train: asked });
  const [from = "", to = ""] = ends.map((end) => {
    const id = end.replace(/^station:/u, "");
    const found = stations.find((station) => station.id === id);
    return found ? say(found.name) : id;
  });
  return m.ticket_what_section({ from, to });
}

/** Before and after, side by side, and what it costs the traveller. */
function Remaining({ disruption }: { readonly disruption: NonNullable<Journeys["disruption"]> }) {
  const { undisturbed, remaining } = disruption;
  const line = ({ journeys, fastestMinutes }: typeof remaining) =>
    fastestMinutes === null
      ? m.ticket_disruption_none()
      : m.ticket_disruption_line({ count: journeys, fastest: formatMinutes(fastestMinutes) });
  return (
    <div role="status">
      <dl className="mr-facts">
        <dt>{m.ticket_before()}</dt>
        <dd>{line(undisturbed)}</dd>
        <dt>{m.ticket_remaining()}</dt>
        <dd>
          <strong>{line(remaining)}</strong>
        </dd>
      </dl>
      <p className="mr-ticket-cost">{costOf(undisturbed.fastestMinutes, remaining.fastestMinutes)}</p>
    </div>
  );
}

function costOf(before: number | null, after: number | null): string {
  if (before === null) return "";
  if (after === null) return m.ticket_cut();
  const longer = Math.round(after - before);
  return longer > 0 ? m.ticket_slower({ minutes: formatMinutes(longer) }) : m.ticket_as_fast();
}

interface CancelFormsProps {
  readonly stations: readonly ReachStation[];
  readonly cancelled: readonly string[];
  readonly onCancel: (asked: string) => void;
}

/** A train by its name, or a section by its two stations. */
function CancelForms({ stations, cancelled, onCancel }: CancelFormsProps) {
  const [train, setTrain] = useState("");
  const [ends, setEnds] = useState<readonly [string | null, string | null]>([null, null]);
  const [fault, setFault] = useState<string>();
  const cancel = (asked: string, done: () => void) => {
    if (cancelled.some((other) => isSameCancellation(other, asked))) return setFault(m.ticket_already());
    setFault(undefined);
    done();
    onCancel(asked);
  };
  const onTrain = (event: FormEvent) => {
    event.preventDefault();
    const name = train.trim();
    if (name !== "") cancel(name, () => setTrain(""));
  };
  const onSection = (event: FormEvent) => {
    event.preventDefault();
    const [from, to] = ends;
    if (from === null || to === null || from === to) return setFault(m.ticket_section_same());
    cancel(sectionOf(from, to), () => setEnds([null, null]));
  };
  return (
    <AntdFrame>
      <div className="mr-ticket-forms">
        <form onSubmit={onTrain}>
          <Labelled label={m.ticket_train()}>
            <input
              className="mr-field-plain"
              aria-label={m.ticket_train()}
              placeholder={m.ticket_train_hint()}
              maxLength={60}
              value={train}
              onChange={({ target }) => setTrain(target.value)}
            />
          </Labelled>
          <button type="submit" className="mr-button">
            {m.ticket_add()}
          </button>
        </form>
        <form onSubmit={onSection}>
          <StationChoice
            label={m.ticket_section_from()}
            stations={stations}
            value={ends[0]}
            onChange={(from) => setEnds([from, ends[1]])}
          />
          <StationChoice
            label={m.ticket_section_to()}
            stations={stations}
            value={ends[1]}
            onChange={(to) => setEnds([ends[0], to])}
          />
          <button type="submit" className="mr-button">
            {m.ticket_add()}
          </button>
        </form>
      </div>
      {fault ? (
        <p className="mr-note" role="alert">
          {fault}
        </p>
      ) : null}
    </AntdFrame>
  );
}

interface StationChoiceProps {
  readonly label: string;
  readonly stations: readonly ReachStation[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
}

function StationChoice({ label, stations, value, onChange }: StationChoiceProps) {
  const options = stations
    .map(({ id, name }) => ({ value: id, label: say(name), search: `${name.zh} ${name.en}`.toLowerCase() }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <Labelled label={label}>
      <Select
        aria-label={label}
        className="mr-ticket-station"
        value={value}
        options={options}
        onChange={onChange}
        showSearch={{ filterOption: (typed, option) => option?.search.includes(typed.trim().toLowerCase()) ?? false }}
        popupMatchSelectWidth={false}
      />
    </Labelled>
  );
}
