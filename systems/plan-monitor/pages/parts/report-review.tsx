import type { ItemDetail } from "@midreach/plan";
import { m, ProblemView } from "@midreach/ui";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { reportingApi } from "./plan-api.ts";

interface ReviewPanelProps {
  readonly detail: ItemDetail;
  readonly onChanged: () => Promise<void>;
}

/** Accepting a report, or returning it with a reason; for superiors and the office. */
export function ReviewPanel({ detail, onChanged }: ReviewPanelProps) {
  const { item, may, round, unit } = detail;
  const [reason, setReason] = useState("");
  const review = useMutation({
    mutationFn: (decision: "accept" | "return") =>
      reportingApi.request("post", "/api/rounds/{round}/units/{unit}/review", {
        params: { round: round.id, unit: unit.id },
        body: { decision, reason, items: [{ commitment: item.commitment.id, version: item.version }] },
      }),
    onSuccess: onChanged,
  });
  if (!may.review || item.state !== "submitted") return null;
  return (
    <section className="mr-panel mr-form-stack" aria-labelledby="review-heading">
      <h2 id="review-heading">{m.review()}</h2>
      <p className="mr-small mr-soft">{m.review_help()}</p>
      <p className="mr-chips">
        <button
          type="button"
          className="mr-button mr-button-primary"
          disabled={review.isPending}
          onClick={() => review.mutate("accept")}
        >
          {m.review_accept()}
        </button>
      </p>
      <label className="mr-field">
        <strong>{m.review_reason()}</strong>
        <textarea
          className="mr-input"
          rows={3}
          maxLength={8000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <p className="mr-chips">
        <button
          type="button"
          className="mr-button"
          disabled={review.isPending || reason.trim() === ""}
          onClick={() => review.mutate("return")}
        >
          {m.review_return()}
        </button>
      </p>
      {review.error ? <ProblemView error={review.error} /> : null}
    </section>
  );
}
