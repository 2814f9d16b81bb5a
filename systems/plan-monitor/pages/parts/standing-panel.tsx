import type { Consultation, Standing } from "@midreach/plan";
import { apiKey, formatDate, formatDay, m, ProblemView, useApi, useSession } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Link } from "react-router";
import { judgingApi } from "./judging-api.ts";
import { useKeptText } from "./use-kept-text.ts";
import "./reporting.css";

const path = "/api/evaluations/{id}/standing";

/** Where an evaluation is on its way to publication: consultations, approval, what stands in the way. */
export function StandingPanel({ id }: { readonly id: string }) {
  const standing = useApi(judgingApi, path, { params: { id } }).data;
  const { session } = useSession();
  if (!standing) return null;
  const isDraft = standing.state === "draft";
  if (!isDraft && !standing.approval && standing.consultations.length === 0) return null;
  const has = (role: "office" | "publisher") => session?.roles.includes(role) ?? false;
  const open = standing.consultations.some((row) => row.closedAt === null);
  return (
    <section className="mr-panel" aria-labelledby="standing-heading">
      <h2 id="standing-heading">{m.standing()}</h2>
      {standing.obstacles.length > 0 ? (
        <ul className="mr-note">
          {standing.obstacles.map((obstacle) => (
            <li key={obstacle}>{obstacleWord(obstacle)}</li>
          ))}
        </ul>
      ) : null}
      <ConsultationLines consultations={standing.consultations} />
      {isDraft && !open && !standing.approval && has("office") ? <OpenForm id={id} /> : null}
      {standing.approval ? <Approval approval={standing.approval} /> : null}
      {isDraft && !standing.approval && has("publisher") ? <ApproveForm id={id} /> : null}
    </section>
  );
}

function obstacleWord(obstacle: Standing["obstacles"][number]): string {
  switch (obstacle) {
    case "consultation-open":
      return m.obstacle_open();
    case "comments-unanswered":
      return m.obstacle_unanswered();
    case "approval-missing":
      return m.obstacle_approval();
  }
}

/** Consultations as lines, each with a link to what was said. */
export function ConsultationLines({ consultations }: { readonly consultations: readonly Consultation[] }) {
  return (
    <ul className="mr-list">
      {consultations.map((row) => (
        <li key={row.id}>
          <Link to={`/consultations/${row.id}`}>{m.consultation_due({ due: formatDate(row.due) })}</Link>{" "}
          <span className="mr-chip">{consultationState(row)}</span>
          <div className="mr-small mr-soft">
            {m.consultation_counts({ comments: row.comments, unanswered: row.unanswered })} {row.note}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Open, past its due date, or closed. */
export function consultationState(row: Consultation): string {
  if (row.closedAt !== null) return m.consultation_closed();
  return row.isOpen ? m.consultation_open() : m.consultation_overdue();
}

function Approval({ approval }: { readonly approval: NonNullable<Standing["approval"]> }) {
  return (
    <p>
      <strong>{m.approved_by({ by: approval.approvedBy, date: formatDay(approval.approvedAt) })}</strong>{" "}
      {approval.note}
    </p>
  );
}

function useChange(send: () => Promise<unknown>) {
  const memory = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await memory.invalidateQueries({ queryKey: apiKey(path) });
      await memory.invalidateQueries({ queryKey: apiKey("/api/consultations") });
    },
  });
}

function OpenForm({ id }: { readonly id: string }) {
  const [due, setDue] = useState("");
  const [note, setNote] = useKeptText(`consultation.${id}`);
  const field = useId();
  const open = useChange(async () => {
    await judgingApi.request("post", "/api/evaluations/{id}/consultations", { params: { id }, body: { due, note } });
    setNote("");
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    open.mutate();
  };
  return (
    <details>
      <summary>{m.consultation_new()}</summary>
      <form className="mr-form-stack" onSubmit={submit}>
        <div className="mr-field">
          <label htmlFor={`${field}due`}>{m.consultation_due_date()}</label>
          <input
            id={`${field}due`}
            type="date"
            className="mr-input"
            required
            value={due}
            onChange={(event) => setDue(event.target.value)}
          />
        </div>
        <div className="mr-field">
          <label htmlFor={`${field}note`}>{m.consultation_note()}</label>
          <textarea
            id={`${field}note`}
            className="mr-input"
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        {open.isError ? <ProblemView error={open.error} /> : null}
        <div>
          <button type="submit" className="mr-button mr-button-primary" disabled={open.isPending}>
            {m.consultation_start()}
          </button>
        </div>
      </form>
    </details>
  );
}

function ApproveForm({ id }: { readonly id: string }) {
  const [note, setNote] = useKeptText(`approval.${id}`);
  const field = useId();
  const approve = useChange(async () => {
    await judgingApi.request("post", "/api/evaluations/{id}/approve", { params: { id }, body: { note } });
    setNote("");
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    approve.mutate();
  };
  return (
    <details>
      <summary>{m.approve()}</summary>
      <form className="mr-form-stack" onSubmit={submit}>
        <div className="mr-field">
          <label htmlFor={field}>{m.approve_note()}</label>
          <textarea
            id={field}
            className="mr-input"
            required
            maxLength={4000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </div>
        {approve.isError ? <ProblemView error={approve.error} /> : null}
        <div>
          <button type="submit" className="mr-button mr-button-primary" disabled={approve.isPending}>
            {m.approve()}
          </button>
        </div>
      </form>
    </details>
  );
}
