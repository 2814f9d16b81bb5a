import type { CommitmentRow } from "@midreach/plan";
import { EmptyNote, formatQuantity, formatTarget, m, Queried, StatusTag, say, useApi } from "@midreach/ui";
import { Link } from "react-router";
import { commitmentAddress, planApi } from "./reach-api.ts";

/** Id of this system, by which commitments say who answers them. */
const system = "accessibility";

/** What the plan promises that is judged by these figures, and where it stands. */
export function PromiseCommitments() {
  const commitments = useApi(planApi, "/api/commitments", { query: { system, pageSize: 100 } });
  return (
    <section className="mr-panel" aria-labelledby="commitments-heading">
      <h2 id="commitments-heading">{m.reach_commitments_heading()}</h2>
      <Queried query={commitments} lines={8}>
        {(answer) =>
          answer.rows.length === 0 ? (
            <EmptyNote>{m.reach_commitments_none()}</EmptyNote>
          ) : (
            <ul className="mr-list">
              {answer.rows.map((row) => (
                <li key={row.id}>
                  <CommitmentLine row={row} />
                </li>
              ))}
            </ul>
          )
        }
      </Queried>
    </section>
  );
}

/** The value against the target where there is one; else why there is none. */
function standing(result: NonNullable<CommitmentRow["result"]>): string {
  const { value, unit, target, lowerBound, missing } = result;
  if (value === null || !target) return say(result.summary);
  const shown = `${lowerBound ? "≥ " : ""}${formatQuantity(value, unit)}`;
  const words = m.reach_value_against({ value: shown, target: formatTarget(target) });
  return missing > 0 ? `${words}${m.reach_figures_missing({ count: missing })}` : words;
}

function CommitmentLine({ row }: { readonly row: CommitmentRow }) {
  return (
    <>
      <div>
        <span className="mr-small mr-soft">{row.id}</span> <Link to={commitmentAddress(row.id)}>{say(row.text)}</Link>
      </div>
      <div className="mr-promise-states">
        {row.planEnd ? <StatusTag status={row.planEnd} prefix={m.reach_at_plan_end()} /> : null}
        {row.latest ? <StatusTag status={row.latest} prefix={m.reach_latest()} /> : null}
        {row.result ? <span className="mr-small mr-soft">{standing(row.result)}</span> : null}
      </div>
    </>
  );
}
