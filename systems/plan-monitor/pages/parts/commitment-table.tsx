import type { CommitmentRow } from "@midreach/plan";
import { DataTable, formatDate, m, StatusTag, say, useLocalPage } from "@midreach/ui";
import type { ComponentProps, ReactNode } from "react";
import { Link } from "react-router";
import { standingSentence, strengthWord } from "./commitment-words.ts";
import { OwnerLinks, PlaceLinks } from "./names.tsx";
import { commitmentAddress } from "./plan-api.ts";
import { usePlanScope } from "./plan-scope.ts";

type TableProps<Row extends CommitmentRow> = Pick<
  ComponentProps<typeof DataTable<Row>>,
  "rows" | "paging" | "loading" | "empty"
> & {
  /** One more column that only this page has, e.g. why a commitment concerns a city. */
  readonly extra?: { readonly title: string; readonly render: (row: Row) => ReactNode };
};

/** Commitments as a table; each row leads to the commitment's page. */
export function CommitmentTable<Row extends CommitmentRow>({ extra, ...table }: TableProps<Row>) {
  const { within } = usePlanScope();
  return (
    <DataTable<Row>
      {...table}
      label={m.commitments()}
      rowKey={(row) => row.id}
      card={(row) => <CommitmentCard row={row} extra={extra?.render(row)} />}
      columns={[
        {
          title: m.commitment(),
          render: (_, row) => (
            <>
              <Link to={within(commitmentAddress(row.id))}>{say(row.text)}</Link>
              <div className="mr-small mr-soft">
                {row.id} · {strengthWord(row.strength)} · {say(row.topic.name)}
              </div>
            </>
          ),
        },
        ...(extra ? [{ title: extra.title, width: 110, render: (_: unknown, row: Row) => extra.render(row) }] : []),
        { title: m.lead(), width: 190, render: (_, row) => <OwnerLinks owners={row.lead} limit={2} /> },
        { title: m.places(), width: 150, render: (_, row) => <PlaceLinks places={row.places} limit={3} /> },
        {
          title: m.deadline(),
          width: 128,
          render: (_, row) => <span className="mr-nowrap">{formatDate(row.deadline)}</span>,
        },
        { title: m.where_it_stands(), width: 230, render: (_, row) => <Standing row={row} /> },
      ]}
    />
  );
}

/** The status at the evaluation that was asked for, with one sentence that says why. */
function Standing({ row }: { readonly row: CommitmentRow }) {
  if (!row.result) return <span className="mr-soft">{m.not_evaluated()}</span>;
  return (
    <>
      <StatusTag status={row.result.status} />
      <div className="mr-small mr-soft">{standingSentence(row.result)}</div>
    </>
  );
}

function CommitmentCard({ row, extra }: { readonly row: CommitmentRow; readonly extra: ReactNode }) {
  const { within } = usePlanScope();
  return (
    <>
      <Link to={within(commitmentAddress(row.id))}>{say(row.text)}</Link>
      <div className="mr-small mr-soft">
        {row.id} · {strengthWord(row.strength)} · {say(row.topic.name)} · {formatDate(row.deadline)}
      </div>
      <div className="mr-small">
        {m.lead_is()} <OwnerLinks owners={row.lead} limit={2} />
      </div>
      <div>
        <Standing row={row} /> {extra}
      </div>
    </>
  );
}

interface LongTableProps<Row extends CommitmentRow> extends Omit<TableProps<Row>, "paging" | "loading"> {
  /** Field of the address that keeps the page number. */
  readonly name: string;
}

const longPage = 25;

/** A list that came whole, shown page by page. */
export function LongCommitmentTable<Row extends CommitmentRow>({ name, rows, ...table }: LongTableProps<Row>) {
  const page = useLocalPage(rows, longPage, name);
  return <CommitmentTable<Row> {...table} rows={page.rows} paging={page.paging} />;
}
