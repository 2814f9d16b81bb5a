import type { CommitmentRow } from "@midreach/plan";
import { DataTable, formatDate, m, type Sorting, StatusTag, say, statusNames, useLocalPage } from "@midreach/ui";
import { type ComponentProps, type ReactNode, useState } from "react";
import { Link } from "react-router";
import { standingSentence, strengthWord } from "./commitment-words.ts";
import { compareNames } from "./compare-names.ts";
import { OwnerLinks, PlaceLinks } from "./names.tsx";
import { commitmentAddress } from "./plan-api.ts";
import { usePlanScope } from "./plan-scope.ts";

type TableProps<Row extends CommitmentRow> = Pick<
  ComponentProps<typeof DataTable<Row>>,
  "rows" | "paging" | "loading" | "empty"
> & {
  /** The order in which the rows come; without `onSort` it cannot be changed. */
  readonly sorting?: Sorting | undefined;
  readonly onSort?: (sorting: Sorting | undefined) => void;
  /** One more column that only this page has, e.g. why a commitment concerns a city. */
  readonly extra?: { readonly title: string; readonly render: (row: Row) => ReactNode };
};

/** What commitments can be put in order by. */
export const commitmentSorts = ["id", "lead", "deadline", "status"] as const;
export type CommitmentSort = (typeof commitmentSorts)[number];

/** Commitments as a table; each row leads to the commitment's page. */
export function CommitmentTable<Row extends CommitmentRow>({ extra, sorting, ...table }: TableProps<Row>) {
  const { within } = usePlanScope();
  const sortable = (key: CommitmentSort) =>
    table.onSort ? { key, sorter: true, sortOrder: sorting?.key === key ? sorting.order : null } : {};
  return (
    <DataTable<Row>
      {...table}
      label={m.commitments()}
      rowKey={(row) => row.id}
      card={(row) => <CommitmentCard row={row} extra={extra?.render(row)} />}
      columns={[
        {
          title: m.commitment(),
          ...sortable("id"),
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
        {
          title: m.lead(),
          width: 190,
          ...sortable("lead"),
          render: (_, row) => <OwnerLinks owners={row.lead} limit={2} />,
        },
        { title: m.places(), width: 150, render: (_, row) => <PlaceLinks places={row.places} limit={3} /> },
        {
          title: m.deadline(),
          ...sortable("deadline"),
          width: 128,
          render: (_, row) => <span className="mr-nowrap">{formatDate(row.deadline)}</span>,
        },
        { title: m.where_it_stands(), width: 230, ...sortable("status"), render: (_, row) => <Standing row={row} /> },
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

interface LongTableProps<Row extends CommitmentRow>
  extends Omit<TableProps<Row>, "paging" | "loading" | "sorting" | "onSort"> {
  /** Field of the address that keeps the page number. */
  readonly name: string;
}

const longPage = 25;

/** A list that came whole, shown page by page. */
export function LongCommitmentTable<Row extends CommitmentRow>({ name, rows, ...table }: LongTableProps<Row>) {
  const [sorting, setSorting] = useState<Sorting>();
  const page = useLocalPage(sortCommitments(rows, sorting), longPage, name);
  return (
    <CommitmentTable<Row> {...table} rows={page.rows} paging={page.paging} sorting={sorting} onSort={setSorting} />
  );
}

/** In the order that the server would send them in; equal ones stay where they are. */
function sortCommitments<Row extends CommitmentRow>(rows: readonly Row[], sorting: Sorting | undefined): Row[] {
  if (!sorting) return [...rows];
  const position = new Map(rows.map((row, index) => [row, index]));
  const rank = ({ result }: Row) => (result ? statusNames.indexOf(result.status) : statusNames.length);
  const compare: Record<CommitmentSort, (a: Row, b: Row) => number> = {
    id: (a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0),
    lead: (a, b) => compareNames(a.lead[0]?.name, b.lead[0]?.name),
    deadline: (a, b) => a.deadline.localeCompare(b.deadline),
    status: (a, b) => rank(a) - rank(b),
  };
  const key = commitmentSorts.find((known) => known === sorting.key) ?? "id";
  const sign = sorting.order === "descend" ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare[key](a, b));
}
