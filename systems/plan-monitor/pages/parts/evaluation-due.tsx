import type { ImportList } from "@midreach/plan";
import { m, ProblemView } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { planApi } from "./plan-api.ts";

interface EvaluationDueProps {
  readonly due: NonNullable<ImportList["due"]>;
  readonly mayEvaluate: boolean;
}

/** Something came in (imports, accepted reports, judgements) that no evaluation has used; the office computes a draft with one click. */
export function EvaluationDue({ due, mayEvaluate }: EvaluationDueProps) {
  const memory = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: () => planApi.request("post", "/api/evaluations", { body: { asOf: due.today, knownBy: due.today } }),
    onSuccess: async (answer) => {
      await memory.invalidateQueries();
      navigate(`/evaluations/${answer.evaluation.id}`);
    },
  });
  return (
    <section className="mr-note">
      <p>
        {m.evaluation_due({
          figures: due.figures,
          milestones: due.milestones,
          assessments: due.assessments,
        })}
      </p>
      {mayEvaluate ? (
        <p>
          <button type="button" className="mr-button" disabled={create.isPending} onClick={() => create.mutate()}>
            {m.figures_due_make({ date: due.today })}
          </button>
        </p>
      ) : null}
      {create.isError ? <ProblemView error={create.error} /> : null}
    </section>
  );
}
