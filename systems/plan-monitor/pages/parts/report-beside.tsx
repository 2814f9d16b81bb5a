import type { ItemDetail } from "@midreach/plan";
import { formatQuantity, m, StatusTag, say } from "@midreach/ui";
import { Link } from "react-router";
import { commitmentAddress } from "./plan-api.ts";
import { milestoneEventWord, reportedStatusWord } from "./reporting-words.ts";
import { StateMark } from "./work-nav.tsx";

/** What the unit says and what is computed, side by side; where they differ, it is said. */
export function Beside({ detail }: { readonly detail: ItemDetail }) {
  const { item, computedSummary, computedValue, figures } = detail;
  return (
    <section className="mr-panel" aria-labelledby="beside-heading">
      <h2 id="beside-heading">{m.beside()}</h2>
      <dl className="mr-facts">
        <dt>{m.beside_reported()}</dt>
        <dd>{item.status ? reportedStatusWord(item.status) : m.nothing_written()}</dd>
        <dt>{m.computed()}</dt>
        <dd>
          {item.computed ? <StatusTag status={item.computed} /> : m.not_evaluated()}{" "}
          {computedValue ? formatQuantity(computedValue.value, computedValue.unit) : null}
          {computedSummary ? <p className="mr-small mr-soft">{say(computedSummary)}</p> : null}
          <Link className="mr-small" to={commitmentAddress(item.commitment.id)}>
            {m.beside_why()}
          </Link>
        </dd>
      </dl>
      <Agreement agreement={item.agreement} />
      {figures.length > 0 ? (
        <ul className="mr-list">
          {figures.map((figure) => (
            <li key={`${figure.indicator.id} ${figure.place.id} ${figure.period}`}>
              {say(figure.place.name)}: {say(figure.indicator.name)} {figure.period}
              <div>
                {m.beside_reported()} {formatQuantity(figure.reported, figure.unit)} · {m.beside_known()}{" "}
                {figure.known ? formatQuantity(figure.known.value, figure.unit) : m.figure_unknown()}{" "}
                {figure.agreement === "disagrees" ? <StateMark state="returned">{m.differs()}</StateMark> : null}
              </div>
              {figure.known ? <div className="mr-small mr-soft">{figure.known.source}</div> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <RecordsBeside detail={detail} />
    </section>
  );
}

/** Reported events and the judgement beside what is known. */
function RecordsBeside({ detail }: { readonly detail: ItemDetail }) {
  const { milestones, assessment } = detail;
  const { reported, known } = assessment;
  const percent = (value: number | null) => (value === null ? "" : `${m.percent({ value })} `);
  return (
    <>
      {milestones.length > 0 ? (
        <ul className="mr-list">
          {milestones.map((one) => (
            <li key={`${one.project.id} ${one.event} ${one.date}`}>
              {say(one.project.name)}
              <div>
                {m.beside_reported()} {milestoneEventWord(one.event)} {one.date} · {m.beside_known()}{" "}
                {one.known ? `${milestoneEventWord(one.known.event)} ${one.known.date}` : m.milestone_unknown()}{" "}
                {one.agreement === "disagrees" ? <StateMark state="returned">{m.differs()}</StateMark> : null}
              </div>
              {one.known ? <div className="mr-small mr-soft">{one.known.source}</div> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {reported ? (
        <div>
          {m.report_assessment()}: {m.beside_reported()} {percent(reported.valuePercent)}
          {reported.judgement} · {m.beside_known()}{" "}
          {known
            ? `${percent(known.valuePercent)}${known.judgement} (${known.madeBy}, ${known.asOf})`
            : m.assessments_none()}{" "}
          {assessment.agreement === "disagrees" ? <StateMark state="returned">{m.differs()}</StateMark> : null}
        </div>
      ) : null}
    </>
  );
}

function Agreement({ agreement }: { readonly agreement: ItemDetail["item"]["agreement"] }) {
  if (agreement === "disagrees") return <p className="mr-warn mr-alarm">{m.beside_disagrees()}</p>;
  return <p className="mr-small mr-soft">{agreement === "agrees" ? m.beside_agrees() : m.beside_open()}</p>;
}
