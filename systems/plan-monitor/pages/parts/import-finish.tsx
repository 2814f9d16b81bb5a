import type { ImportDetail } from "@midreach/plan";
import { apiKey, m, ProblemView, say } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { AdoptSection } from "./adopt-form.tsx";
import { importApi } from "./plan-api.ts";

/** What still keeps the decisions from being a register; the end of the review; the register as files. */
export function ImportFinish({ detail }: { readonly detail: ImportDetail }) {
  const memory = useQueryClient();
  const { id, state } = detail.import;
  const check = useMutation({
    mutationFn: () => importApi.request("get", "/api/imports/{id}/check", { params: { id } }),
  });
  const complete = useMutation({
    mutationFn: () => importApi.request("post", "/api/imports/{id}/complete", { params: { id } }),
    onSuccess: () => memory.invalidateQueries({ queryKey: apiKey("/api/imports/{id}") }),
  });
  if (state === "complete") {
    return (
      <section className="mr-panel mr-form-stack">
        <h2>{m.import_complete()}</h2>
        <p>{m.import_complete_lead({ by: detail.import.completedBy ?? "" })}</p>
        <p>
          <a href={`/api/imports/${encodeURIComponent(id)}/register.zip`} download="">
            {m.import_download()}
          </a>
        </p>
        <AdoptSection detail={detail} />
      </section>
    );
  }
  return (
    <section className="mr-panel mr-form-stack">
      <h2>{m.import_finish()}</h2>
      <p className="mr-soft">{m.import_finish_lead()}</p>
      <div className="mr-chips">
        <button type="button" className="mr-button" onClick={() => check.mutate()} disabled={check.isPending}>
          {m.import_check()}
        </button>
        {detail.mayReview ? (
          <button
            type="button"
            className="mr-button mr-button-primary"
            onClick={() => complete.mutate()}
            disabled={complete.isPending}
          >
            {m.import_finish()}
          </button>
        ) : null}
      </div>
      {complete.isError ? <ProblemView error={complete.error} /> : null}
      {check.isError ? <ProblemView error={check.error} /> : null}
      {check.data ? (
        <div role="status">
          <p>{m.import_check_result({ undecided: check.data.undecided, faults: check.data.faults.length })}</p>
          <ul className="mr-list">
            {check.data.faults.map((fault) => (
              <li key={`${fault.where} ${say(fault.what)}`}>
                <strong>{fault.where}</strong> {say(fault.what)} {fault.fix ? say(fault.fix) : ""}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  );
}
