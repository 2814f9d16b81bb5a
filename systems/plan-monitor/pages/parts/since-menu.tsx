import { formatDate, m, say, textField, useAddress, useApi } from "@midreach/ui";
import { useId } from "react";
import { planApi } from "./plan-api.ts";
import { usePlanScope } from "./plan-scope.ts";
import "./reporting.css";

const fields = { since: textField } as const;

/** Chooses the evaluation to compare with; the choice stands in the address. */
export function SinceMenu({ id }: { readonly id: string }) {
  const [{ since }, change] = useAddress(fields);
  const field = useId();
  const scope = usePlanScope();
  const evaluations = useApi(planApi, "/api/evaluations", scope.query).data?.evaluations ?? [];
  const others = evaluations.filter((evaluation) => evaluation.id !== id);
  if (others.length === 0) return null;
  return (
    <div className="mr-field">
      <label htmlFor={field}>{m.changes_since()}</label>
      <select
        id={field}
        className="mr-input"
        value={since ?? ""}
        onChange={(event) => change({ since: event.target.value || undefined })}
      >
        <option value="">{m.changes_since_before()}</option>
        {others.map((evaluation) => (
          <option key={evaluation.id} value={evaluation.id}>
            {m.evaluation_option({ title: say(evaluation.title), date: formatDate(evaluation.knownBy) })}
          </option>
        ))}
      </select>
    </div>
  );
}
