import type { Change, Changes } from "@midreach/plan";
import { EmptyNote, formatDate, formatQuantity, m, StatusTag, say } from "@midreach/ui";
import { Link } from "react-router";
import { commitmentAddress } from "./plan-api.ts";
import { usePlanScope } from "./plan-scope.ts";

/** What is different between two published evaluations, and why. */
export function ChangeList({ changes, limit = 999 }: { readonly changes: Changes | null; readonly limit?: number }) {
  if (!changes) return <EmptyNote>{m.changes_first()}</EmptyNote>;
  if (changes.items.length === 0) return <EmptyNote>{m.changes_none()}</EmptyNote>;
  return (
    <>
      <p className="mr-small mr-soft">
        {m.changes_between({
          from: say(changes.from.title),
          to: say(changes.to.title),
          toDate: formatDate(changes.to.asOf),
        })}
      </p>
      <ul className="mr-list">
        {changes.items.slice(0, limit).map((change) => (
          <li key={change.commitment.id}>
            <ChangeLine change={change} />
          </li>
        ))}
      </ul>
    </>
  );
}

function ChangeLine({ change }: { readonly change: Change }) {
  const { from, to, fromValue, toValue, unit } = change;
  const { within } = usePlanScope();
  return (
    <div className="mr-change">
      <Link to={within(commitmentAddress(change.commitment.id))}>
        {change.commitment.id} {say(change.commitment.text)}
      </Link>
      <div className="mr-change-states">
        {from ? <StatusTag status={from} /> : <span>{m.change_new()}</span>}
        <span aria-hidden="true">→</span>
        {to ? <StatusTag status={to} /> : <span>{m.change_gone()}</span>}
        {fromValue !== toValue ? (
          <span className="mr-small mr-number">
            {fromValue === null ? m.evidence_none() : formatQuantity(fromValue, unit)}
            {" → "}
            {toValue === null ? m.evidence_none() : formatQuantity(toValue, unit)}
          </span>
        ) : null}
        <span className="mr-small mr-soft">{say(change.reasonText)}</span>
      </div>
      <ChangedFigures change={change} />
    </div>
  );
}

/** Old and new value of each figure that differs, with its source. */
function ChangedFigures({ change }: { readonly change: Change }) {
  const { figures, figuresTotal } = change;
  if (figures.length === 0) return null;
  const value = (figure: Change["figures"][number], side: "before" | "after") => {
    const found = figure[side];
    return found === null ? m.evidence_none() : formatQuantity(found, figure.unit);
  };
  return (
    <details className="mr-small">
      <summary>
        {m.change_figures()} ({figuresTotal})
      </summary>
      <ul>
        {figures.map((figure) => (
          <li key={`${figure.label.en} ${figure.placeName?.en ?? ""} ${figure.period ?? ""} ${figure.sourceTitle}`}>
            {[figure.placeName ? say(figure.placeName) : "", say(figure.label), figure.period ?? ""]
              .filter(Boolean)
              .join(" ")}{" "}
            <span className="mr-number">
              {value(figure, "before")} → {value(figure, "after")}
            </span>{" "}
            <span className="mr-soft">
              {figure.sourceTitle} {figure.publishedAt ? formatDate(figure.publishedAt) : ""}
            </span>
          </li>
        ))}
      </ul>
      {figuresTotal > figures.length ? m.change_figures_more({ count: figuresTotal - figures.length }) : null}
    </details>
  );
}
