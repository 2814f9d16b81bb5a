import type { Supervision } from "@midreach/plan";
import { apiKey, m, ProblemView } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reportingApi } from "./plan-api.ts";

/** Answering a notice, sending the answer back, lifting the notice. */
export function SupervisionSteps({ supervision }: { readonly supervision: Supervision }) {
  const memory = useQueryClient();
  const [words, setWords] = useState("");
  const params = { id: supervision.id };
  const step = useMutation({
    mutationFn: (act: "answer" | "return" | "lift") => {
      if (act === "answer")
        return reportingApi.request("post", "/api/supervisions/{id}/answer", { params, body: { words } });
      if (act === "return")
        return reportingApi.request("post", "/api/supervisions/{id}/return", { params, body: { words } });
      return reportingApi.request("post", "/api/supervisions/{id}/lift", { params, body: { words } });
    },
    onSuccess: () => {
      setWords("");
      return memory.invalidateQueries({ queryKey: apiKey("/api/supervisions") });
    },
  });
  const { may, state } = supervision;
  if (!may.answer && !may.decide) return null;
  const nothing = words.trim() === "" || step.isPending;
  return (
    <div className="mr-form-stack">
      <label className="mr-field">
        <span className="mr-small">{m.supervision_words()}</span>
        <textarea
          className="mr-input"
          rows={2}
          maxLength={8000}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      <p className="mr-chips">
        {may.answer ? (
          <button
            type="button"
            className="mr-button mr-button-primary"
            disabled={nothing}
            onClick={() => step.mutate("answer")}
          >
            {m.supervision_answer()}
          </button>
        ) : null}
        {may.decide && state === "answered" ? (
          <button type="button" className="mr-button" disabled={nothing} onClick={() => step.mutate("return")}>
            {m.supervision_send_back()}
          </button>
        ) : null}
        {may.decide ? (
          <button type="button" className="mr-button" disabled={nothing} onClick={() => step.mutate("lift")}>
            {m.supervision_lift()}
          </button>
        ) : null}
      </p>
      {step.error ? <ProblemView error={step.error} /> : null}
    </div>
  );
}
