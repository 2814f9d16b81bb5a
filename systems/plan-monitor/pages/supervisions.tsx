import type { Supervision } from "@midreach/plan";
import {
  EmptyNote,
  formatDate,
  formatDay,
  m,
  Page,
  Queried,
  say,
  textField,
  useAddress,
  useApi,
  useSession,
} from "@midreach/ui";
import { lazy, Suspense } from "react";
import { CommitmentLinks, OwnerLink } from "./parts/names.tsx";
import { reportingApi } from "./parts/plan-api.ts";
import { daysWord, supervisionActWord } from "./parts/reporting-words.ts";
import { SupervisionSteps } from "./parts/supervision-steps.tsx";
import { StateMark, WorkFrame } from "./parts/work-nav.tsx";

const SupervisionForm = lazy(() =>
  import("./parts/supervision-form.tsx").then((module) => ({ default: module.SupervisionForm })),
);
const fields = { unit: textField, round: textField } as const;

/** Supervision of laggards: notices with a deadline, what was answered, whether they are lifted. */
export default function SupervisionsPage() {
  return (
    <Page
      title={m.supervisions()}
      tabTitle={m.supervisions()}
      crumbs={[{ title: m.work(), to: "/work" }, { title: m.supervisions() }]}
      lead={m.supervisions_lead()}
    >
      <WorkFrame>
        <SupervisionList />
      </WorkFrame>
    </Page>
  );
}

function SupervisionList() {
  const [state] = useAddress(fields);
  const { session } = useSession();
  const supervisions = useApi(reportingApi, "/api/supervisions");
  const maySupervise = session?.roles.some((role) => role === "office" || role === "unit") ?? false;
  return (
    <>
      {maySupervise ? (
        <details className="mr-panel" open={state.unit !== undefined}>
          <summary>{m.supervision_new()}</summary>
          <Suspense>
            <SupervisionForm key={state.unit} unit={state.unit} round={state.round} />
          </Suspense>
        </details>
      ) : null}
      <Queried query={supervisions}>
        {(answer) =>
          answer.supervisions.length === 0 ? (
            <EmptyNote>{m.supervisions_none()}</EmptyNote>
          ) : (
            answer.supervisions.map((supervision) => <SupervisionCard key={supervision.id} supervision={supervision} />)
          )
        }
      </Queried>
    </>
  );
}

function SupervisionCard({ supervision }: { readonly supervision: Supervision }) {
  const { unit, state, urgency } = supervision;
  return (
    <article className="mr-panel mr-form-stack" aria-label={supervision.subject}>
      <div className="mr-panel-head">
        <h2>{supervision.subject}</h2>
        <span>
          <StateMark state={state === "lifted" ? "accepted" : "open"}>{supervisionActWord(state)}</StateMark>{" "}
          {state === "lifted" ? null : <StateMark state={urgency}>{daysWord(supervision.daysLeft)}</StateMark>}
        </span>
      </div>
      <p>
        <OwnerLink owner={unit} /> · {m.due_on({ date: formatDate(supervision.deadline) })}
        {supervision.round ? ` · ${say(supervision.round.name)}` : null}{" "}
        <CommitmentLinks ids={supervision.commitments.map((commitment) => commitment.id)} />
      </p>
      <ul className="mr-list">
        {supervision.entries.map((entry) => (
          <li key={`${entry.at} ${entry.act}`}>
            <strong>{entry.act === "issued" ? m.supervision_sent() : supervisionActWord(entry.act)}</strong>{" "}
            <span className="mr-small mr-soft">{m.done_by({ date: formatDay(entry.at), by: entry.by })}</span>
            <p className="mr-written">{entry.words}</p>
          </li>
        ))}
      </ul>
      <SupervisionSteps supervision={supervision} />
    </article>
  );
}
