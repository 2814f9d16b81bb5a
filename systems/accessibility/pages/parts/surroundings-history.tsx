import type { Surrounding } from "@midreach/reach";
import { formatDate, formatInstant, formatList, m, say, useApi } from "@midreach/ui";
import { planApi } from "./reach-api.ts";

/** Every decision on surroundings, the newest first. */
export function SurroundingsHistory({ history }: { readonly history: readonly Surrounding[] }) {
  const timeZone = useApi(planApi, "/api/plan").data?.plan.timeZone ?? "UTC";
  return (
    <section className="mr-panel" aria-labelledby="surroundings-history-heading">
      <h2 id="surroundings-history-heading">{m.settings_surroundings_history()}</h2>
      <div className="mr-scroll">
        <table className="mr-table mr-small">
          <thead>
            <tr>
              <th scope="col">{m.settings_capital()}</th>
              <th scope="col">{m.settings_valid_from_short()}</th>
              <th scope="col">{m.reach_cities()}</th>
              <th scope="col">{m.settings_basis()}</th>
              <th scope="col">{m.settings_decided()}</th>
            </tr>
          </thead>
          <tbody>
            {history.map((row) => (
              <tr key={`${row.capital.code} ${row.decidedAt ?? row.validFrom ?? ""}`}>
                <th scope="row" className="mr-nowrap">
                  {say(row.capital.name)}
                </th>
                <td className="mr-nowrap">
                  {row.validFrom ? formatDate(row.validFrom) : m.settings_from_beginning()}
                  {row.validTo ? ` – ${formatDate(row.validTo)}` : ""}
                </td>
                <td>
                  {m.settings_cities_count({ count: row.cities.length })}
                  {row.cities.length > 0 ? m.reach_because() : ""}
                  {formatList(row.cities.map((city) => say(city.name)))}
                </td>
                <td>{say(row.basis)}</td>
                <td>
                  {row.decidedAt ? (
                    <>
                      {row.decidedBy}{" "}
                      <span className="mr-soft mr-nowrap">{formatInstant(row.decidedAt, timeZone)}</span>
                    </>
                  ) : (
                    m.settings_of_pack()
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
