import type { SystemRow } from "@midreach/plan";
import { m, Page, Queried, say, useApi } from "@midreach/ui";
import { useEffect } from "react";
import { Link, useLocation } from "react-router";
import { CommitmentLinks } from "./parts/names.tsx";
import { planApi } from "./parts/plan-api.ts";
import { SystemState } from "./parts/systems-summary.tsx";
import "./parts/front.css";

/** Clause by clause: which joint systems the plan orders, and which of them work. */
export default function SystemsPage() {
  const systems = useApi(planApi, "/api/systems");
  return (
    <Page
      title={m.joint_systems()}
      tabTitle={m.joint_systems()}
      crumbs={[{ title: m.joint_systems() }]}
      lead={m.systems_lead()}
    >
      <Queried query={systems} lines={20}>
        {({ counts, systems: rows }) => (
          <>
            <p>
              {m.systems_counts({
                total: rows.length,
                working: counts.working,
                notWorking: counts["not-working"],
                notInstalled: counts["not-installed"],
              })}
            </p>
            <SystemList rows={rows} />
          </>
        )}
      </Queried>
    </Page>
  );
}

function SystemList({ rows }: { readonly rows: readonly SystemRow[] }) {
  const { hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [hash]);
  return (
    <ul className="mr-system-list">
      {rows.map((system) => (
        <li key={system.id} id={system.id} className="mr-panel">
          <div className="mr-panel-head">
            <h2>{system.path ? <Link to={system.path}>{say(system.title)}</Link> : say(system.title)}</h2>
            <SystemState state={system.state} />
          </div>
          <p>{say(system.purpose)}</p>
          <dl className="mr-facts mr-small">
            <dt>{m.ordered_in()}</dt>
            <dd>
              <CommitmentLinks ids={system.clauses} limit={12} />
            </dd>
            {system.commitments.length > 0 ? (
              <>
                <dt>{m.commitments()}</dt>
                <dd>
                  <CommitmentLinks ids={system.commitments} limit={12} />
                </dd>
              </>
            ) : null}
          </dl>
          {system.checks.length > 0 ? <Checks checks={system.checks} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Checks({ checks }: { readonly checks: SystemRow["checks"] }) {
  return (
    <details>
      <summary>{m.system_checks({ count: checks.length })}</summary>
      <ul className="mr-list">
        {checks.map((check) => (
          <li key={check.label.en}>
            {check.ok ? m.check_ok() : m.check_failed()} {say(check.label)}
            {check.detail ? <span className="mr-soft"> {check.detail}</span> : null}
          </li>
        ))}
      </ul>
    </details>
  );
}
