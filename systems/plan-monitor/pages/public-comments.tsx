import type { ModeratedComment, Moderation } from "@midreach/plan";
import {
  addressOf,
  apiKey,
  choiceField,
  EmptyNote,
  formatDay,
  m,
  numberField,
  Page,
  ProblemView,
  Queried,
  say,
  useAddress,
  useApi,
  useSession,
} from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { Link } from "react-router";
import { judgingApi } from "./parts/judging-api.ts";
import { commitmentAddress } from "./parts/plan-api.ts";
import { useKeptText } from "./parts/use-kept-text.ts";
import { WorkFrame } from "./parts/work-nav.tsx";
import "./parts/judging.css";

const states = ["waiting", "accepted", "refused"] as const satisfies readonly Moderation[];
const fields = { state: choiceField(states), page: numberField(1) } as const;
const path = "/api/public-comments";

function stateWord(state: Moderation): string {
  switch (state) {
    case "waiting":
      return m.moderation_waiting();
    case "accepted":
      return m.moderation_accepted();
    case "refused":
      return m.moderation_refused();
  }
}

/** The office's queue: comments of the public that wait to be accepted or refused. */
export default function PublicCommentsPage() {
  return (
    <Page
      title={m.moderation()}
      tabTitle={m.moderation()}
      crumbs={[{ title: m.work(), to: "/work" }, { title: m.moderation() }]}
      lead={m.moderation_lead()}
    >
      <WorkFrame>
        <Queue />
      </WorkFrame>
    </Page>
  );
}

function Queue() {
  const [{ state = "waiting", page }] = useAddress(fields);
  const { session } = useSession();
  const enabled = session?.roles.includes("office") ?? false;
  const query = useApi(judgingApi, path, { query: { state, page } }, { enabled, keepPrevious: true });
  if (session && !enabled) return <EmptyNote>{m.moderation_office_only()}</EmptyNote>;
  return (
    <Queried query={query}>
      {(answer) => (
        <>
          <nav className="mr-chips" aria-label={m.moderation()}>
            {states.map((wanted) => (
              <Link
                key={wanted}
                className="mr-chip"
                aria-current={state === wanted ? "true" : undefined}
                to={addressOf("/public-comments", { state: wanted })}
              >
                {m.moderation_state({ state: stateWord(wanted), count: answer.counts[wanted] })}
              </Link>
            ))}
          </nav>
          {answer.comments.length === 0 ? <EmptyNote>{m.moderation_none()}</EmptyNote> : null}
          <ul className="mr-stack">
            {answer.comments.map((comment) => (
              <li key={comment.id} className="mr-panel">
                <Comment comment={comment} />
              </li>
            ))}
          </ul>
          {answer.counts[state] > answer.page * answer.pageSize ? (
            <Link to={addressOf("/public-comments", { state, page: answer.page + 1 })}>{m.moderation_more()}</Link>
          ) : null}
        </>
      )}
    </Queried>
  );
}

function Comment({ comment }: { readonly comment: ModeratedComment }) {
  const memory = useQueryClient();
  const [reason, setReason] = useKeptText(`moderation.${comment.id}`);
  const field = useId();
  const decide = useMutation({
    mutationFn: async (decision: "accepted" | "refused") => {
      const body = { decision, reason };
      await judgingApi.request("post", "/api/public-comments/{id}/decision", { params: { id: comment.id }, body });
      setReason("");
    },
    onSuccess: () => memory.invalidateQueries({ queryKey: apiKey(path) }),
  });
  return (
    <>
      <p className="mr-prose">{comment.text}</p>
      <p className="mr-small mr-soft">
        {comment.name || m.public_comment_nameless()} · {formatDay(comment.sentAt)} ·{" "}
        <Link to={commitmentAddress(comment.commitment.id)}>
          {comment.commitment.id} {say(comment.commitment.text)}
        </Link>
      </p>
      {comment.decidedBy ? (
        <p className="mr-small">
          {stateWord(comment.state)} · {comment.decidedBy} {comment.reason}
        </p>
      ) : null}
      <div className="mr-field">
        <label htmlFor={field}>{m.moderation_reason()}</label>
        <input
          id={field}
          className="mr-input"
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      {decide.isError ? <ProblemView error={decide.error} /> : null}
      <div className="mr-chips">
        {comment.state === "accepted" ? null : (
          <button
            type="button"
            className="mr-button mr-button-primary"
            disabled={decide.isPending}
            onClick={() => decide.mutate("accepted")}
          >
            {m.moderation_accept()}
          </button>
        )}
        {comment.state === "refused" ? null : (
          <button
            type="button"
            className="mr-button"
            disabled={decide.isPending || reason.trim() === ""}
            onClick={() => decide.mutate("refused")}
          >
            {m.moderation_refuse()}
          </button>
        )}
      </div>
    </>
  );
}
