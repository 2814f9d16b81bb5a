import type { Assignment, Assignments } from "@midreach/plan";
import {
  choiceField,
  DataTable,
  m,
  numberField,
  Page,
  Queried,
  say,
  textField,
  useAddress,
  useApi,
} from "@midreach/ui";
import { Link } from "react-router";
import { OwnerLink } from "./parts/names.tsx";
import { reportingApi } from "./parts/plan-api.ts";
import { dutyRoleNames, dutyRoleWord } from "./parts/reporting-words.ts";
import { WorkFrame } from "./parts/work-nav.tsx";

const fields = {
  q: textField,
  organisation: textField,
  basis: choiceField(["register", "rule", "office"]),
  lead: choiceField(["one", "none"]),
  page: numberField(1),
} as const;

/** Who leads, is responsible for and supports each commitment. */
export default function AssignmentsPage() {
  return (
    <Page
      title={m.assignments()}
      tabTitle={m.assignments()}
      crumbs={[{ title: m.work(), to: "/work" }, { title: m.assignments() }]}
      lead={m.assignments_lead()}
    >
      <WorkFrame>
        <AssignmentList />
      </WorkFrame>
    </Page>
  );
}

function AssignmentList() {
  const [state, change] = useAddress(fields);
  const { q, organisation, basis, lead, page } = state;
  const query = { q, organisation, basis, lead, page, pageSize: 30 };
  const assignments = useApi(reportingApi, "/api/assignments", { query }, { keepPrevious: true });
  return (
    <>
      <search className="mr-chips">
        <input
          type="search"
          className="mr-input"
          aria-label={m.assignments_search()}
          placeholder={m.assignments_search()}
          defaultValue={q}
          onKeyDown={(event) => {
            if (event.key === "Enter") change({ q: event.currentTarget.value.trim() || undefined });
          }}
        />
        <Choice on={basis === "office"} onToggle={(on) => change({ basis: on ? "office" : undefined })}>
          {m.assignments_decided()}
        </Choice>
        <Choice on={basis === "rule"} onToggle={(on) => change({ basis: on ? "rule" : undefined })}>
          {m.assignments_rule_only()}
        </Choice>
        <Choice on={lead === "none"} onToggle={(on) => change({ lead: on ? "none" : undefined })}>
          {m.assignments_no_lead()}
        </Choice>
        {organisation ? (
          <button type="button" className="mr-chip" onClick={() => change({ organisation: undefined })}>
            {organisation} ×
          </button>
        ) : null}
      </search>
      <Queried query={assignments} lines={16}>
        {(answer) => (
          <>
            <p className="mr-soft">{m.assignments_leads(toLeadCounts(answer.leads))}</p>
            <DataTable<Assignment>
              label={m.assignments()}
              rows={answer.rows}
              rowKey={(row) => row.commitment.id}
              loading={assignments.isPlaceholderData}
              empty={m.commitments_none()}
              paging={{ ...answer, onPage: (next) => change({ page: next }) }}
              card={(row) => (
                <>
                  <Name row={row} />
                  {dutyRoleNames.map((role) => (
                    <Duties key={role} row={row} role={role} withRole />
                  ))}
                </>
              )}
              columns={[
                { title: m.commitment_id(), width: 90, render: (_, row) => row.commitment.id },
                { title: m.commitment(), render: (_, row) => <Name row={row} /> },
                ...dutyRoleNames.map((role) => ({
                  title: dutyRoleWord(role),
                  width: 230,
                  render: (_: unknown, row: Assignment) => <Duties row={row} role={role} />,
                })),
              ]}
            />
          </>
        )}
      </Queried>
    </>
  );
}

interface ChoiceProps {
  readonly on: boolean;
  readonly onToggle: (on: boolean) => void;
  readonly children: string;
}

function Choice({ on, onToggle, children }: ChoiceProps) {
  return (
    <button type="button" className="mr-chip" aria-current={on} onClick={() => onToggle(!on)}>
      {children}
    </button>
  );
}

const toLeadCounts = ({ commitments, withLead, byRule }: Assignments["leads"]) => ({
  total: commitments,
  led: withLead,
  proposed: byRule,
});

function Name({ row }: { readonly row: Assignment }) {
  return (
    <span>
      <Link to={`/assignments/${encodeURIComponent(row.commitment.id)}`}>{say(row.commitment.text)}</Link>{" "}
      {row.basis === "office" ? <span className="mr-chip">{m.assignments_by_office()}</span> : null}
      {row.basis === "rule" ? <span className="mr-chip">{m.assignments_by_rule()}</span> : null}
    </span>
  );
}

interface DutiesProps {
  readonly row: Assignment;
  readonly role: (typeof dutyRoleNames)[number];
  readonly withRole?: boolean;
}

const shown = 3;

function Duties({ row, role, withRole = false }: DutiesProps) {
  const units = row.duties.filter((duty) => duty.role === role).map((duty) => duty.unit);
  if (units.length === 0) return null;
  return (
    <span>
      {withRole ? <span className="mr-soft">{dutyRoleWord(role)} </span> : null}
      {units.slice(0, shown).map((unit, index) => (
        <span key={unit.id}>
          {index > 0 ? m.list_separator() : null}
          <OwnerLink owner={unit} />
        </span>
      ))}
      {units.length > shown ? <span className="mr-soft"> {m.and_more({ count: units.length - shown })}</span> : null}
    </span>
  );
}
