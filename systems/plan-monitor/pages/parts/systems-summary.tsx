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

const states = ["working", "not-working", "not-installed"] as const;

/** All joint systems that the plan orders, those that work first. */
export function SystemsSummary({ systems }: { readonly systems: Systems }) {
  const { counts } = systems;
  return (
    <>
      <p>
        {m.systems_counts({
          total: systems.systems.length,
          working: counts.working,
          notWorking: counts["not-working"],
          notInstalled: counts["not-installed"],
        })}
      </p>
      {states
        .filter((state) => counts[state] > 0)
        .map((state) => (
          <div key={state} className="mr-system-group">
            <h3>
              <SystemState state={state} /> <span className="mr-number">{counts[state]}</span>
            </h3>
            <ul className="mr-systems">
              {systems.systems
                .filter((system) => system.state === state)
                .map((system) => (
                  <li key={system.id}>
                    <Link to={`/systems#${system.id}`}>{say(system.title)}</Link>{" "}
                    <span className="mr-small mr-soft">{system.clauses.join(m.list_separator())}</span>
                  </li>
                ))}
            </ul>
          </div>
        ))}
    </>
  );
}
