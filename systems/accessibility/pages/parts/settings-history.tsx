import type { DecidedSettings } from "@midreach/reach";
import { formatDate, formatInstant, m, say, useApi } from "@midreach/ui";
import { planApi } from "./reach-api.ts";
import { changedSettings, settingValue, settingWord } from "./settings-words.ts";

/** Every decision, the newest first: what it changed, from when, by whom and why. */
export function SettingsHistory({ history }: { readonly history: readonly DecidedSettings[] }) {
  const timeZone = useApi(planApi, "/api/plan").data?.plan.timeZone ?? "UTC";
  return (
    <section className="mr-panel" aria-labelledby="settings-history-heading">
      <h2 id="settings-history-heading">{m.settings_history()}</h2>
      <div className="mr-scroll">
        <table className="mr-table mr-small">
          <thead>
            <tr>
              <th scope="col">{m.settings_valid_from_short()}</th>
              <th scope="col">{m.settings_what()}</th>
              <th scope="col">{m.settings_basis()}</th>
              <th scope="col">{m.settings_decided()}</th>
            </tr>
          </thead>
          <tbody>
            {history.map((row, index) => (
              <tr key={row.decidedAt ?? "pack"}>
                <th scope="row" className="mr-nowrap">
                  {row.validFrom ? formatDate(row.validFrom) : m.settings_from_beginning()}
                </th>
                <td>
                  {changedSettings(row.settings, history[index + 1]?.settings).map((name) => (
                    <div key={name}>
                      {settingWord(name)} <strong>{settingValue(row.settings, name)}</strong>
                    </div>
                  ))}
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
