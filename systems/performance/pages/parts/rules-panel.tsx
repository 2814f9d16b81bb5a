import type { Scorecards } from "@midreach/plan";
import { formatNumber, m, type StatusName, StatusTag, say, statusNames } from "@midreach/ui";
import { shareWord } from "./score-words.ts";

type Rules = NonNullable<Scorecards["rules"]>;

/** The rules in force: what they are, who adopted them, points, weights, the least coverage. */
export function RulesPanel({ rules }: { readonly rules: Rules }) {
  const weights = Object.entries(rules.weights).flatMap(([group, values]) =>
    Object.entries(values)
      .filter(([, value]) => value !== 1)
      .map(([name, value]) => `${group}.${name} × ${formatNumber(value)}`),
  );
  return (
    <details className="mr-panel">
      <summary>
        {say(rules.title)} {rules.basis === "proposal" ? <span className="mr-chip">{m.score_proposal()}</span> : null}
      </summary>
      <p>{say(rules.note)}</p>
      {rules.source?.url ? (
        <p>
          <a href={rules.source.url}>{rules.source.title}</a>
        </p>
      ) : (
        <p>{rules.source?.title}</p>
      )}
      <table className="mr-table">
        <caption className="mr-small">{m.score_points_of_status()}</caption>
        <tbody>
          {statusNames.map((status: StatusName) => (
            <tr key={status}>
              <th scope="row">
                <StatusTag status={status} />
              </th>
              <td className="mr-end mr-number">{rules.points[status] ?? m.score_left_out()}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mr-small">
        {weights.length > 0 ? m.score_weights({ weights: weights.join(", ") }) : m.score_equal_weights()}{" "}
        {m.score_minimum({
          coverage: shareWord(rules.minimum.coverage),
          commitments: rules.minimum.commitments,
        })}{" "}
        {rules.missedBindingCap === null ? "" : m.score_cap({ points: rules.missedBindingCap })}
      </p>
    </details>
  );
}
