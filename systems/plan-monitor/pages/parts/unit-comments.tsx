import type { UnitComment } from "@midreach/plan";
import { apiKey, formatDay, m, ProblemView, say } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { judgingApi } from "./judging-api.ts";
import { useKeptText } from "./use-kept-text.ts";
import "./judging.css";

const path = "/api/consultations/{id}";
const opinions = ["agree", "object", "note"] as const satisfies readonly UnitComment["opinion"][];

function opinionWord(opinion: UnitComment["opinion"]): string {
  switch (opinion) {
    case "agree":
      return m.opinion_agree();
    case "object":
      return m.opinion_object();
    case "note":
      return m.opinion_note();
  }
}

interface UnitCommentsProps {
  readonly comments: readonly UnitComment[];
  readonly mayAnswer: boolean;
}

/** What units said about one result, each with the office's answer or a form for it. */
export function UnitComments({ comments, mayAnswer }: UnitCommentsProps) {
  if (comments.length === 0) return null;
  return (
    <ul className="mr-list">
      {comments.map((comment) => (
        <li key={comment.id}>
          <div className="mr-small mr-soft">
            {say(comment.organisation.name)} · {comment.madeBy} · {formatDay(comment.madeAt)}{" "}
            <span className="mr-chip">{opinionWord(comment.opinion)}</span>
          </div>
          <p className="mr-prose">{comment.body}</p>
          {comment.decision ? (
            <p className="mr-small">
              <strong>{comment.decision === "adopted" ? m.comment_adopted() : m.comment_not_adopted()}</strong>{" "}
              {comment.answer} <span className="mr-soft">{comment.answeredBy}</span>
            </p>
          ) : (
            <p className="mr-small mr-soft">{m.comment_unanswered()}</p>
          )}
          {mayAnswer ? <AnswerForm comment={comment} /> : null}
        </li>
      ))}
    </ul>
  );
}

function useSending(send: () => Promise<unknown>) {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => memory.invalidateQueries({ queryKey: apiKey(path) }),
  });
}

function AnswerForm({ comment }: { readonly comment: UnitComment }) {
  const [answer, setAnswer] = useKeptText(`answer.${comment.id}`);
  const [decision, setDecision] = useState<"adopted" | "not-adopted">("adopted");
  const field = useId();
  const send = useSending(async () => {
    const body = { decision, answer };
    await judgingApi.request("post", "/api/unit-comments/{id}/answer", { params: { id: comment.id }, body });
    setAnswer("");
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <details>
      <summary>{comment.decision ? m.comment_answer_again() : m.comment_answer()}</summary>
      <form className="mr-form-stack" onSubmit={submit}>
        <fieldset className="mr-field">
          <legend>{m.comment_decision()}</legend>
          <div className="mr-options">
            {(["adopted", "not-adopted"] as const).map((wanted) => (
              <label key={wanted}>
                <input
                  type="radio"
                  name={`${field}decision`}
                  checked={decision === wanted}
                  onChange={() => setDecision(wanted)}
                />
                {wanted === "adopted" ? m.comment_adopted() : m.comment_not_adopted()}
              </label>
            ))}
          </div>
        </fieldset>
        <div className="mr-field">
          <label htmlFor={field}>{m.comment_reason()}</label>
          <textarea
            id={field}
            className="mr-input"
            maxLength={4000}
            required={decision === "not-adopted"}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
          />
        </div>
        {send.isError ? <ProblemView error={send.error} /> : null}
        <div>
          <button type="submit" className="mr-button mr-button-primary" disabled={send.isPending}>
            {m.comment_answer()}
          </button>
        </div>
      </form>
    </details>
  );
}

interface CommentFormProps {
  readonly consultation: string;
  readonly commitment: string;
}

/** A unit's word on one draft result; what is typed stays on this device until it is sent. */
export function CommentForm({ consultation, commitment }: CommentFormProps) {
  const [body, setBody] = useKeptText(`unit-comment.${consultation}.${commitment}`);
  const [opinion, setOpinion] = useState<UnitComment["opinion"]>("note");
  const field = useId();
  const send = useSending(async () => {
    const given = { commitment, opinion, body };
    const params = { id: consultation };
    await judgingApi.request("post", "/api/consultations/{id}/comments", { params, body: given });
    setBody("");
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <details open={body !== "" || undefined}>
      <summary>{m.comment_new()}</summary>
      <form className="mr-form-stack" onSubmit={submit}>
        <fieldset className="mr-field">
          <legend>{m.comment_opinion()}</legend>
          <div className="mr-options">
            {opinions.map((wanted) => (
              <label key={wanted}>
                <input
                  type="radio"
                  name={`${field}opinion`}
                  checked={opinion === wanted}
                  onChange={() => setOpinion(wanted)}
                />
                {opinionWord(wanted)}
              </label>
            ))}
          </div>
        </fieldset>
        <div className="mr-field">
          <label htmlFor={field}>{m.comment_text()}</label>
          <textarea
            id={field}
            className="mr-input"
            required
            maxLength={4000}
            value={body}
            onChange={(event) => setBody(event.target.value)}
          />
        </div>
        {send.isError ? <ProblemView error={send.error} /> : null}
        <div>
          <button type="submit" className="mr-button mr-button-primary" disabled={send.isPending}>
            {m.comment_send()}
          </button>
        </div>
      </form>
    </details>
  );
}
