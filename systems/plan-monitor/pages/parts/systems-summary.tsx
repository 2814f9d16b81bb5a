import type { SystemRow, Systems } from "@midreach/plan";
import { m, say } from "@midreach/ui";
import { Link } from "react-router";

/** Whether a joint system works, as sign and word. */
export function SystemState({ state }: { readonly state: SystemRow["state"] }) {
  const words = {
    working: m.system_working,
    "not-working": m.system_not_working,
    "not-installed": m.system_not_installed,
  } as const;
  const signs = { working: "●", "not-working": "◐", "not-installed": "○" } as const;
  return (
    <span className={`mr-system-state mr-system-${state}`}>
      <span aria-hidden="true">{signs[state]}</span>
      {words[state]()}
    </span>
  );
}

const order = ["working", "not-working", "not-installed"] as const;

/** All joint systems that the plan orders, those that work first. */
export function SystemsSummary({ systems }: { readonly systems: Systems }) {
  const sorted = [...systems.systems].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return (
    <>
      <p>
        {m.systems_counts({
          total: systems.systems.length,
          working: systems.counts.working,
          notWorking: systems.counts["not-working"],
          notInstalled: systems.counts["not-installed"],
        })}
      </p>
      <ul className="mr-systems">
        {sorted.map((system) => (
          <li key={system.id}>
            <SystemState state={system.state} />
            <Link to={`/systems#${system.id}`}>{say(system.title)}</Link>
            <span className="mr-small mr-soft">{system.clauses.join(m.list_separator())}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
