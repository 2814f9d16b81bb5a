import { apiKey, m, ProblemView } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reportingApi } from "./plan-api.ts";

/** Opens a closed round again: a reason and a new due date are asked for. */
export function ReopenForm({ round }: { readonly round: string }) {
  const memory = useQueryClient();
  const [reason, setReason] = useState("");
  const [due, setDue] = useState("");
  const params = { round };
  const reopen = useMutation({
    mutationFn: () =>
      reportingApi.request("post", "/api/rounds/{round}/reopen", { params, body: { reason: reason.trim(), due } }),
    onSuccess: async (answer) => {
      memory.setQueryData(apiKey("/api/rounds/{round}", { params }), answer);
      await memory.invalidateQueries({ queryKey: apiKey("/api/rounds") });
    },
  });
  return (
    <details className="mr-panel">
      <summary>{m.round_reopen()}</summary>
      <form
        className="mr-form-stack"
        onSubmit={(event) => {
          event.preventDefault();
          reopen.mutate();
        }}
      >
        <label className="mr-field">
          <strong>{m.round_reopen_reason()}</strong>
          <textarea
            className="mr-input"
            required
            rows={2}
            maxLength={8000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <label className="mr-field">
          <strong>{m.round_reopen_due()}</strong>
          <input
            className="mr-input"
            type="date"
            required
            value={due}
            onChange={(event) => setDue(event.target.value)}
          />
        </label>
        <p className="mr-chips">
          <button
            type="submit"
            className="mr-button mr-button-primary"
            disabled={reopen.isPending || reason.trim() === "" || due === ""}
          >
            {m.round_reopen()}
          </button>
        </p>
        {reopen.error ? <ProblemView error={reopen.error} /> : null}
      </form>
    </details>
  );
}
