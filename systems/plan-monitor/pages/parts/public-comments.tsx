import { apiKey, EmptyNote, formatDay, m, ProblemView, useApi } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { judgingApi } from "./judging-api.ts";
import { useKeptText } from "./use-kept-text.ts";
import "./judging.css";
import "./reporting.css";

const path = "/api/commitments/{id}/comments";

/** What people say about a commitment, and a form to say something without an account. */
export function PublicCommentSection({ id }: { readonly id: string }) {
  const answer = useApi(judgingApi, path, { params: { id } }).data;
  if (!answer) return null;
  return (
    <section className="mr-panel" aria-labelledby="comments-heading">
      <h2 id="comments-heading">{m.public_comments()}</h2>
      {answer.comments.length === 0 ? (
        <EmptyNote>{m.public_comments_none()}</EmptyNote>
      ) : (
        <ul className="mr-list">
          {answer.comments.map((comment) => (
            <li key={comment.id}>
              <p className="mr-prose">{comment.text}</p>
              <div className="mr-small mr-soft">
                {comment.name || m.public_comment_nameless()} · {formatDay(comment.sentAt)}
              </div>
            </li>
          ))}
        </ul>
      )}
      {answer.mayComment ? (
        <details>
          <summary>{m.public_comment_new()}</summary>
          <PublicCommentForm id={id} />
        </details>
      ) : null}
    </section>
  );
}

function PublicCommentForm({ id }: { readonly id: string }) {
  const [text, setText] = useKeptText(`comment.${id}`);
  const [name, setName] = useState("");
  const field = useId();
  const memory = useQueryClient();
  const send = useMutation({
    mutationFn: () => judgingApi.request("post", path, { params: { id }, body: { name, text } }),
    onSuccess: () => {
      setText("");
      return memory.invalidateQueries({ queryKey: apiKey(path) });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form className="mr-form-stack" onSubmit={submit}>
      <p className="mr-small mr-soft">{m.public_comment_rules()}</p>
      <div className="mr-field">
        <label htmlFor={`${field}name`}>{m.public_comment_name()}</label>
        <input
          id={`${field}name`}
          className="mr-input"
          maxLength={60}
          autoComplete="nickname"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <div className="mr-field">
        <label htmlFor={`${field}text`}>{m.public_comment_text()}</label>
        <textarea
          id={`${field}text`}
          className="mr-input"
          required
          minLength={5}
          maxLength={2000}
          rows={4}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {send.isError ? <ProblemView error={send.error} /> : null}
      {send.isSuccess ? <p role="status">{m.public_comment_received()}</p> : null}
      <div>
        <button type="submit" className="mr-button mr-button-primary" disabled={send.isPending}>
          {m.public_comment_send()}
        </button>
      </div>
    </form>
  );
}
