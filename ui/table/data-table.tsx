import { Pagination, Table, type TableColumnsType } from "antd";
import { type ReactNode, useSyncExternalStore } from "react";
import { AntdFrame } from "../antd/antd-frame.tsx";
import { EmptyNote } from "../page/page.tsx";
import { m } from "../texts/index.ts";
import "./table.css";

/** By which column a table is ordered. */
export interface Sorting {
  readonly key: string;
  readonly order: "ascend" | "descend";
}

interface DataTableProps<Row> {
  /** What the table holds, for those who hear it. */
  readonly label: string;
  readonly columns: TableColumnsType<Row>;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** How a row looks on a phone, where a table would not fit. */
  readonly card: (row: Row) => ReactNode;
  /** Pages made by the server; without it all rows are shown. */
  readonly paging?: {
    readonly page: number;
    readonly pageSize: number;
    readonly total: number;
    readonly onPage: (page: number) => void;
  };
  /** An order made by the server: columns with `sorter: true` and a key ask for it. */
  readonly onSort?: (sorting: Sorting | undefined) => void;
  readonly loading?: boolean;
  readonly empty: ReactNode;
}

const phone = "(max-width: 760px)";

/** True on a screen as narrow as a phone's; follows changes. */
function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(phone);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => window.matchMedia(phone).matches,
  );
}

/** A table with pages from the server; on a phone a list of cards. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { rows, rowKey, paging, loading = false } = props;
  const narrow = useNarrow();
  if (rows.length === 0 && !loading) return <EmptyNote>{props.empty}</EmptyNote>;
  return (
    <AntdFrame>
      <section className="mr-data-table" aria-label={props.label} aria-busy={loading}>
        {narrow ? (
          <ul className="mr-cards">
            {rows.map((row) => (
              <li key={rowKey(row)} className="mr-card">
                {props.card(row)}
              </li>
            ))}
          </ul>
        ) : (
          <Table<Row>
            columns={props.columns}
            dataSource={rows}
            rowKey={rowKey}
            pagination={false}
            loading={loading}
            size="small"
            tableLayout="fixed"
            onChange={(_pages, _filters, chosen) => {
              const { columnKey, order } = Array.isArray(chosen) ? {} : chosen;
              props.onSort?.(order && columnKey !== undefined ? { key: String(columnKey), order } : undefined);
            }}
          />
        )}
        {paging && paging.total > paging.pageSize ? (
          <Pagination
            className="mr-pagination"
            current={paging.page}
            pageSize={paging.pageSize}
            total={paging.total}
            onChange={paging.onPage}
            showSizeChanger={false}
            showTotal={narrow ? undefined : (total) => m.table_total({ count: total })}
            size={narrow ? "small" : undefined}
          />
        ) : null}
      </section>
    </AntdFrame>
  );
}
