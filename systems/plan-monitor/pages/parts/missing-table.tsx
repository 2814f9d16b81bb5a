import type { MissingRow } from "@midreach/plan";
import { DataTable, formatDate, m, say, useLocalPage } from "@midreach/ui";
import type { ComponentProps } from "react";
import { supplyInShort } from "./missing-words.ts";
import { CommitmentLinks, OwnerLink } from "./names.tsx";

type MissingTableProps = {
  readonly rows: readonly MissingRow[];
} & Pick<ComponentProps<typeof DataTable<MissingRow>>, "paging" | "loading">;

/** Figures that somebody owes: what, who, how to supply it, and which commitments wait. */
export function MissingTable({ rows, ...table }: MissingTableProps) {
  return (
    <DataTable<MissingRow>
      {...table}
      label={m.missing_figures()}
      rows={rows}
      rowKey={(row) => `${row.kind} ${row.figure} ${row.place ?? ""} ${row.period ?? ""} ${row.owedBy ?? ""}`}
      empty={m.missing_nothing()}
      card={(row) => (
        <>
          <Figure row={row} />
          <div>
            {m.missing_owed_by()} <Owner row={row} />
          </div>
          <div className="mr-small mr-soft">{supplyInShort(row.kind)}</div>
          <CommitmentLinks ids={row.commitments} />
        </>
      )}
      columns={[
        { title: m.missing_what(), render: (_, row) => <Figure row={row} /> },
        { title: m.missing_who(), width: 210, render: (_, row) => <Owner row={row} /> },
        {
          title: m.missing_how(),
          width: 200,
          render: (_, row) => <span className="mr-small">{supplyInShort(row.kind)}</span>,
        },
        { title: m.commitments_waiting(), width: 190, render: (_, row) => <CommitmentLinks ids={row.commitments} /> },
      ]}
    />
  );
}

function Figure({ row }: { readonly row: MissingRow }) {
  const label = say(row.label);
  const place = row.placeName ? say(row.placeName) : "";
  return (
    <div>
      {label}
      <div className="mr-small mr-soft">
        {[
          label.includes(place) ? "" : place,
          row.period ? formatDate(row.period) : "",
          row.reason ? say(row.reason) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </div>
    </div>
  );
}

function Owner({ row }: { readonly row: MissingRow }) {
  return row.owner ? <OwnerLink owner={row.owner} /> : <span className="mr-soft">{m.missing_nobody()}</span>;
}

const longPage = 20;

/** A list that came whole, shown page by page; `name` is the field of the address that keeps the page number. */
export function LongMissingTable({ rows, name }: { readonly rows: readonly MissingRow[]; readonly name: string }) {
  const page = useLocalPage(rows, longPage, name);
  return <MissingTable rows={page.rows} paging={page.paging} />;
}
