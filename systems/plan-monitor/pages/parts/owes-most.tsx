import type { Overview } from "@midreach/plan";
import { addressOf, EmptyNote, m } from "@midreach/ui";
import { Link } from "react-router";
import { OwnerLink } from "./names.tsx";

/** Who owes most figures, and how many commitments wait for them. */
export function OwesMost({ rows }: { readonly rows: Overview["missing"]["byOwner"] }) {
  if (rows.length === 0) return <EmptyNote>{m.missing_nothing()}</EmptyNote>;
  return (
    <table className="mr-table">
      <thead>
        <tr>
          <th scope="col">{m.owner()}</th>
          <th scope="col" className="mr-end">
            {m.figures_owed()}
          </th>
          <th scope="col" className="mr-end">
            {m.commitments_waiting()}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.owner?.id ?? "nobody"}>
            <th scope="row">{row.owner ? <OwnerLink owner={row.owner} /> : m.missing_nobody()}</th>
            <td className="mr-end mr-number">
              {row.owner ? <Link to={addressOf("/missing", { owner: row.owner.id })}>{row.figures}</Link> : row.figures}
            </td>
            <td className="mr-end mr-number">{row.commitments}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
