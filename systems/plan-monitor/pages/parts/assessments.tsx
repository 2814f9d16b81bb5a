import type { CommitmentDetail } from "@midreach/plan";
import { apiKey, EmptyNote, formatDate, m, say, useSession } from "@midreach/ui";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { OwnerLink } from "./names.tsx";

const AssessmentForm = lazy(() =>
  import("./assessment-form.tsx").then((module) => ({ default: module.AssessmentForm })),
);

/** Judgements by people, with their evidence; who may judge finds the form here. */
export function AssessmentSection({ detail }: { readonly detail: CommitmentDetail }) {
  const { session } = useSession();
  const memory = useQueryClient();
  const judgedByPeople = detail.assessmentQuestion !== null || detail.qualitative !== null;
  if (!judgedByPeople && detail.assessments.length === 0) return null;
  const mayTry = session?.roles.some((role) => role === "office" || role === "unit") ?? false;
  return (
    <section className="mr-panel" aria-labelledby="assessments-heading">
      <h2 id="assessments-heading">{m.assessments()}</h2>
      {detail.assessmentQuestion ? <p>{say(detail.assessmentQuestion)}</p> : null}
      {detail.assessments.length === 0 ? (
        <EmptyNote>{m.assessments_none()}</EmptyNote>
      ) : (
        <ul className="mr-list">
          {detail.assessments.map((assessment) => (
            <li key={assessment.id}>
              <strong>
                {assessment.valuePercent === null ? null : m.percent({ value: assessment.valuePercent })}{" "}
                {assessment.judgement}
              </strong>
              <div className="mr-small mr-soft">
                {assessment.organisation ? <OwnerLink owner={assessment.organisation} /> : null} {assessment.madeBy} ·{" "}
                {m.as_of_date({ date: formatDate(assessment.asOf) })} · {m.assessment_evidence()}{" "}
                {assessment.evidenceUrl ? (
                  <a href={assessment.evidenceUrl} target="_blank" rel="noreferrer">
                    {assessment.evidenceTitle}
                  </a>
                ) : (
                  assessment.evidenceTitle
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {mayTry ? (
        <details>
          <summary>{m.assessment_new()}</summary>
          <Suspense>
            <AssessmentForm
              id={detail.id}
              withValue={detail.assessmentQuestion !== null}
              onDone={() => void memory.invalidateQueries({ queryKey: apiKey("/api/commitments/{id}") })}
            />
          </Suspense>
        </details>
      ) : null}
    </section>
  );
}
