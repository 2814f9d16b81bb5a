import { lazy, Suspense } from "react";
import { formatDate, formatQuantity, formatUnit } from "../format/format.ts";
import { useSeen } from "../page/use-seen.ts";
import { StatusTag } from "../status/status-tag.tsx";
import { m } from "../texts/index.ts";
import { type HistoryEntry, type HistoryFrame, valuePoints } from "./history.ts";
import "./chart.css";

const Drawing = lazy(() => import("./history-drawing.tsx").then((module) => ({ default: module.HistoryDrawing })));

interface HistoryChartProps {
  readonly entries: readonly HistoryEntry[];
  /** Without a frame (qualitative commitments) only the table is shown. */
  readonly frame: HistoryFrame | null;
}

/** How a commitment went over the years: value against the path and the target; the same as a table for everybody. */
export function HistoryChart({ entries, frame }: HistoryChartProps) {
  const drawable = frame !== null && valuePoints(entries).length > 0;
  const [box, seen] = useSeen();
  return (
    <div className="mr-history" ref={box}>
      {drawable ? (
        <>
          <p className="mr-small mr-soft">{m.history_unit({ unit: formatUnit(frame.unit) })}</p>
          <Suspense fallback={<div className="mr-chart" />}>
            {seen ? <Drawing entries={entries} frame={frame} /> : <div className="mr-chart" />}
          </Suspense>
        </>
      ) : (
        <p className="mr-soft">{m.history_no_values()}</p>
      )}
      <details open={!drawable && entries.length <= 3}>
        <summary>{m.history_table()}</summary>
        <div className="mr-scroll">
          <HistoryTable entries={entries} unit={frame?.unit ?? ""} />
        </div>
      </details>
    </div>
  );
}

function HistoryTable({ entries, unit }: { readonly entries: readonly HistoryEntry[]; readonly unit: string }) {
  const quantity = (value: number | null) => (value === null ? m.evidence_none() : formatQuantity(value, unit));
  return (
    <table className="mr-table mr-small">
      <thead>
        <tr>
          <th scope="col">{m.history_date()}</th>
          <th scope="col">{m.status()}</th>
          <th scope="col" className="mr-end">
            {m.evidence_value()}
          </th>
          <th scope="col" className="mr-end">
            {m.history_expected()}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.asOf}>
            <th scope="row" className="mr-nowrap">
              {formatDate(entry.asOf)}
            </th>
            <td>
              <StatusTag status={entry.status} />
            </td>
            <td className="mr-end mr-number">{quantity(entry.value)}</td>
            <td className="mr-end mr-number">{quantity(entry.expected)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
