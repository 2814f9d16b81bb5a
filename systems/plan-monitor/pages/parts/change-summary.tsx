import type { Changes } from "@midreach/plan";
import { m, say } from "@midreach/ui";

/** How many commitments changed for which reason. */
export function ChangeSummary({ changes }: { readonly changes: Changes | null }) {
  if (!changes || changes.reasons.length === 0) return null;
  return (
    <table className="mr-table">
      <thead>
        <tr>
          <th scope="col">{m.change_reason()}</th>
          <th scope="col" className="mr-end">
            {m.change_statuses()}
          </th>
          <th scope="col" className="mr-end">
            {m.change_values()}
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.reasons.map((row) => (
          <tr key={row.reason}>
            <th scope="row">{say(row.text)}</th>
            <td className="mr-end mr-number">{row.statuses}</td>
            <td className="mr-end mr-number">{row.values}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
