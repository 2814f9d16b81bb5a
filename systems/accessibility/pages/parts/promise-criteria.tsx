import { formatDate, formatMinutes, m, say, useApi } from "@midreach/ui";
import { Link } from "react-router";
import { criteria } from "./criteria.ts";
import type { FeedStory } from "./promise-facts.ts";
import { reachApi } from "./reach-api.ts";
import { criterionSentence, criterionWord } from "./reach-words.ts";

/** The three readings of one promise, which of them governs, and by whose decision. */
export function PromiseCriteria({ stories }: { readonly stories: readonly FeedStory[] }) {
  const decided = useApi(reachApi, "/api/reach/settings").data?.current;
  const dataSet = stories[0]?.matrix.dataSet;
  if (!dataSet) return null;
  const { settings, thresholdMinutes } = dataSet;
  return (
    <section className="mr-panel" aria-labelledby="criteria-heading">
      <div className="mr-panel-head">
        <h2 id="criteria-heading">{m.reach_criteria_heading()}</h2>
        <Link to="/accessibility/settings">{m.reach_change_criterion()}</Link>
      </div>
      <dl className="mr-promise-criteria">
        {criteria.map((criterion) => (
          <div key={criterion} className={criterion === settings.criterion ? "mr-promise-governs" : ""}>
            <dt>
              {criterionWord(criterion)}{" "}
              {criterion === settings.criterion ? <span className="mr-chip">{m.reach_governs()}</span> : null}
            </dt>
            <dd>{criterionSentence(criterion, thresholdMinutes, settings.requiredSharePercent)}</dd>
          </div>
        ))}
      </dl>
      {decided ? (
        <p className="mr-small mr-soft">
          {decided.decidedBy
            ? m.reach_decided_by({
                who: decided.decidedBy,
                from: decided.validFrom ? formatDate(decided.validFrom) : "",
              })
            : m.reach_decided_by_pack()}{" "}
          {say(decided.basis)}
        </p>
      ) : null}
      <p className="mr-small mr-soft">{m.reach_departure_note({ minutes: formatMinutes(thresholdMinutes) })}</p>
    </section>
  );
}
