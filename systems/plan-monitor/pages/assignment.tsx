import type { Assignment } from "@midreach/plan";
import { formatDate, m, Page, Queried, say, useApi, useSession } from "@midreach/ui";
import { lazy, Suspense } from "react";
import { Link, useParams } from "react-router";
import { OwnerLink } from "./parts/names.tsx";
import { commitmentAddress, reportingApi } from "./parts/plan-api.ts";
import { dutyRoleWord } from "./parts/reporting-words.ts";
import { WorkFrame } from "./parts/work-nav.tsx";
import "./parts/commitment.css";

const AssignmentForm = lazy(() =>
  import("./parts/assignment-form.tsx").then((module) => ({ default: module.AssignmentForm })),
);

/** Who answers for one commitment, who did before, and deciding it anew. */
export default function AssignmentPage() {
  const { id = "" } = useParams();
  const assignment = useApi(reportingApi, "/api/assignments/{commitment}", { params: { commitment: id } });
  return <Queried query={assignment}>{(answer) => <AssignmentView assignment={answer} />}</Queried>;
}

function AssignmentView({ assignment }: { readonly assignment: Assignment }) {
  const { session } = useSession();
  const { commitment, duties, history } = assignment;
  return (
    <Page
      title={say(commitment.text)}
      tabTitle={commitment.id}
      crumbs={[
        { title: m.work(), to: "/work" },
        { title: m.assignments(), to: "/assignments" },
        { title: commitment.id },
      ]}
      above={<Link to={commitmentAddress(commitment.id)}>{commitment.id}</Link>}
      lead={basisWord(assignment.basis)}
    >
      <WorkFrame>
        <section className="mr-panel">
          <h2>{m.assignment_now()}</h2>
          <DutyList duties={duties} />
        </section>
        {session?.roles.includes("office") ? (
          <details className="mr-panel">
            <summary>{m.assignment_decide()}</summary>
            <Suspense>
              <AssignmentForm assignment={assignment} />
            </Suspense>
          </details>
        ) : null}
        {history.length > 0 ? (
          <section className="mr-panel">
            <h2>{m.assignment_history()}</h2>
            <DutyList duties={history} />
          </section>
        ) : null}
      </WorkFrame>
    </Page>
  );
}

function basisWord(basis: Assignment["basis"]): string {
  const words = {
    office: m.assignment_by_office,
    rule: m.assignment_by_rule,
    register: m.assignment_by_register,
  } as const;
  return words[basis]();
}

function DutyList({ duties }: { readonly duties: Assignment["duties"] }) {
  return (
    <ul className="mr-list">
      {duties.map((duty) => (
        <li key={`${duty.unit.id} ${duty.role} ${duty.validFrom}`}>
          <strong>{dutyRoleWord(duty.role)}</strong> <OwnerLink owner={duty.unit} />{" "}
          <span className="mr-small mr-soft">
            {duty.validTo
              ? m.from_to({ from: formatDate(duty.validFrom), to: formatDate(duty.validTo) })
              : m.since({ date: formatDate(duty.validFrom) })}{" "}
            {duty.rule ? `${m.duty_by_rule({ rule: say(duty.rule) })} ` : null}
            {[duty.note, duty.basis === "office" ? duty.madeBy : null, duty.endedBy].filter(Boolean).join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}
