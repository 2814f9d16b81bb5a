import type { CommitmentDetail } from "@midreach/plan";
import { addressOf, formatDate, formatNumber, formatQuantity, formatTarget, m, say } from "@midreach/ui";
import { Link } from "react-router";
import { deadlineBasisWord } from "./commitment-words.ts";
import { OwnerLinks, PlaceLinks } from "./names.tsx";
import { usePlanScope } from "./plan-scope.ts";

/** Who owes it, where, by when, and how it is measured. */
export function CommitmentFacts({ detail }: { readonly detail: CommitmentDetail }) {
  const { within } = usePlanScope();
  return (
    <section className="mr-panel" aria-labelledby="facts-heading">
      <h2 id="facts-heading">{m.facts()}</h2>
      <dl className="mr-facts">
        <dt>{m.lead()}</dt>
        <dd>
          <OwnerLinks owners={detail.lead} />
          <span className="mr-small mr-soft">
            {" "}
            {detail.ownerBasis === "named" ? m.owner_named() : m.owner_proposed()}
          </span>
        </dd>
        {detail.support.length > 0 ? (
          <>
            <dt>{m.support()}</dt>
            <dd>
              <OwnerLinks owners={detail.support} />
            </dd>
          </>
        ) : null}
        <dt>{m.places()}</dt>
        <dd>
          <PlaceLinks places={detail.places} />
        </dd>
        <dt>{m.deadline()}</dt>
        <dd>
          {formatDate(detail.deadline)}{" "}
          <span className="mr-small mr-soft">{deadlineBasisWord(detail.deadlineBasis)}</span>
        </dd>
        <dt>{m.topic()}</dt>
        <dd>
          <Link to={addressOf(within("/commitments"), { topic: detail.topic.id })}>{say(detail.topic.name)}</Link>
        </dd>
        {detail.system ? (
          <>
            <dt>{m.joint_system()}</dt>
            <dd>
              <Link to={`/systems#${detail.system.id}`}>{say(detail.system.name)}</Link>
            </dd>
          </>
        ) : null}
        <MeasureFacts detail={detail} />
      </dl>
    </section>
  );
}

function MeasureFacts({ detail }: { readonly detail: CommitmentDetail }) {
  const { measure, qualitative } = detail;
  if (!measure) {
    return qualitative ? (
      <>
        <dt>{m.measure()}</dt>
        <dd>
          {m.measure_qualitative()}
          <p className="mr-small mr-soft">{say(qualitative.text)}</p>
        </dd>
      </>
    ) : null;
  }
  return (
    <>
      <dt>{m.measure()}</dt>
      <dd>
        {say(measure.description)}
        <p className="mr-small mr-soft">{say(measure.title)}</p>
      </dd>
      {measure.baseline ? (
        <>
          <dt>{m.baseline()}</dt>
          <dd>
            {formatQuantity(measure.baseline.value, measure.target.unit)}{" "}
            <span className="mr-small mr-soft">{formatDate(measure.baseline.date)}</span>
          </dd>
        </>
      ) : null}
      <dt>{m.target()}</dt>
      <dd>
        {formatTarget(measure.target)} <span className="mr-small mr-soft">{formatDate(measure.target.date)}</span>
        <p className="mr-small mr-soft">
          {measure.direction === "maintain" ? m.direction_maintain() : m.direction_reach()}
          {measure.baseline && measure.direction === "reach"
            ? ` ${m.on_track_rule({ percent: formatNumber(measure.tolerance * 100) })}`
            : ""}
        </p>
      </dd>
    </>
  );
}
