import type { ImportList } from "@midreach/plan";
import { EmptyNote, formatInstant, m, useApi } from "@midreach/ui";
import { OwnerLink } from "./names.tsx";
import { planApi } from "./plan-api.ts";

/** Who imported which file, and how many figures it brought. */
export function ImportRecord({ imports }: { readonly imports: ImportList["imports"] }) {
  const timeZone = useApi(planApi, "/api/plan").data?.plan.timeZone ?? "UTC";
  return (
    <section className="mr-panel">
      <h2>{m.figures_imports()}</h2>
      {imports.length === 0 ? (
        <EmptyNote>{m.figures_imports_none()}</EmptyNote>
      ) : (
        <ul className="mr-list">
          {imports.map((row) => (
            <li key={row.id} className="mr-match">
              <span>
                <strong>{row.fileName}</strong>{" "}
                {m.figures_import_line({ figures: row.figures, revisions: row.revisions })}
              </span>
              <span className="mr-small mr-soft">
                {row.organisation ? <OwnerLink owner={row.organisation} /> : row.importedBy} ·{" "}
                {formatInstant(row.importedAt, timeZone)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
