import { EmptyNote, EvidencePanel, formatDate, formatQuantity, formatTarget, m, StatusTag, say } from "@midreach/ui";
import { Link } from "react-router";
import type { CommitmentEffect, Effects, Standing } from "../../schemas.ts";
import { commitmentAddress } from "./reach-api.ts";

/** Every commitment that timetables measure, before and under the scenario; those that flip first. */
export function EffectsCommitments({ plan }: { readonly plan: Effects["plan"] }) {
  return (
    <section className="mr-panel" aria-labelledby="effects-commitments">
      <div className="mr-panel-head">
        <h2 id="effects-commitments">{m.effects_commitments()}</h2>
        <span className="mr-small mr-soft">{m.effects_judged_at({ asOf: formatDate(plan.asOf) })}</span>
      </div>
      {plan.commitments.length === 0 ? <EmptyNote>{m.reach_commitments_none()}</EmptyNote> : null}
      <ul className="mr-list">
        {plan.commitments.map((effect) => (
          <li key={effect.commitment} className={effect.flips ? "mr-effects-flip" : ""}>
            <CommitmentLine effect={effect} />
          </li>
        ))}
      </ul>
      {plan.notes.map((note) => (
        <p key={note.en} className="mr-small mr-soft">
          {say(note)}
        </p>
      ))}
    </section>
  );
}

function CommitmentLine({ effect }: { readonly effect: CommitmentEffect }) {
  const { commitment, text, target, unit, before, after, flips } = effect;
  return (
    <>
      <div>
        <span className="mr-small mr-soft">{commitment}</span>{" "}
        <Link to={commitmentAddress(commitment)}>{say(text)}</Link>
      </div>
      <div className="mr-effects-standings">
        <StatusTag status={before.status} /> <span className="mr-number">{valueWord(before, unit)}</span>
        <span aria-hidden="true">→</span>
        <StatusTag status={after.status} /> <span className="mr-number">{valueWord(after, unit)}</span>
        <span className="mr-small mr-soft">{m.effects_target({ target: formatTarget(target) })}</span>
        {flips ? <strong>{m.effects_flipped()}</strong> : null}
      </div>
      <p className="mr-small mr-soft">{say(after.summary)}</p>
      <details>
        <summary className="mr-small">{m.effects_evidence()}</summary>
        <EvidencePanel evidence={after.evidence} />
      </details>
    </>
  );
}

function valueWord({ value, lowerBound }: Standing, unit: string): string {
  if (value === null) return m.reach_state_no_data();
  return `${lowerBound ? "≥ " : ""}${formatQuantity(value, unit)}`;
}
