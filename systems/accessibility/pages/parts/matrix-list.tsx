import type { Matrix, MatrixRow } from "@midreach/reach";
import { DataTable, formatMinutes, m, say, useLocalPage } from "@midreach/ui";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { MatrixState, SortName } from "./matrix-state.ts";
import { mapAddress, pairAddress } from "./reach-api.ts";
import { queryOf } from "./reach-state.ts";
import {
  figureOf,
  longValue,
  type MeasureName,
  measureNames,
  measureWord,
  shortValue,
  stateWord,
} from "./reach-words.ts";
import "./matrix.css";

interface MatrixListProps {
  readonly matrix: Matrix;
  readonly state: MatrixState;
  readonly onChange: (change: Partial<MatrixState>) => void;
}

interface NamedRow extends MatrixRow {
  readonly fromName: string;
  readonly toName: string;
}

const pageSize = 50;

/** All pairs as rows, ordered by any column; each figure leads to the departures behind it. */
export function MatrixList({ matrix, state, onChange }: MatrixListProps) {
  const names = new Map([...matrix.from, ...matrix.to].map((place) => [place.code, say(place.name)]));
  const sort = state.sort ?? state.measure ?? "fastest";
  const descending = state.order === "desc";
  const rows = matrix.rows
    .filter((row) => row.state !== "same")
    .map((row): NamedRow => ({ ...row, fromName: names.get(row.from) ?? "", toName: names.get(row.to) ?? "" }))
    .sort((a, b) => compareRows(a, b, sort, descending));
  const page = useLocalPage(rows, pageSize, "page");
  const query = queryOf(state);
  const title = (name: SortName, word: string): ReactNode => (
    <button
      type="button"
      className="mr-sort"
      aria-pressed={sort === name}
      onClick={() => onChange({ sort: name, order: sort === name && !descending ? "desc" : undefined })}
    >
      {word} {sort === name ? (descending ? "↓" : "↑") : ""}
    </button>
  );
  return (
    <DataTable<NamedRow>
      label={m.reach_matrix()}
      rows={page.rows}
      paging={page.paging}
      rowKey={(row) => `${row.from} ${row.to}`}
      empty={m.reach_state_no_data()}
      card={(row) => <PairCard row={row} to={pairAddress(row.from, row.to, query)} />}
      columns={[
        {
          title: title("from", m.reach_from_cities()),
          render: (_, row) => <Link to={mapAddress(row.from, query)}>{row.fromName}</Link>,
        },
        { title: title("to", m.reach_to_cities()), render: (_, row) => row.toName },
        ...measureNames.map((measure) => ({
          title: title(measure, measureWord(measure)),
          align: "right" as const,
          render: (_: unknown, row: NamedRow) => (
            <Figure row={row} measure={measure} to={pairAddress(row.from, row.to, query)} />
          ),
        })),
      ]}
    />
  );
}

/** Pairs without a figure come last in either order: those without data after those that are not reached. */
function compareRows(a: NamedRow, b: NamedRow, sort: SortName, descending: boolean): number {
  const sign = descending ? -1 : 1;
  const byName = a.fromName.localeCompare(b.fromName) || a.toName.localeCompare(b.toName);
  if (sort === "from") return sign * byName;
  if (sort === "to") return sign * (a.toName.localeCompare(b.toName) || a.fromName.localeCompare(b.fromName));
  const rank = (row: NamedRow) => (figureOf(sort, row) !== null ? 0 : row.state === "no-data" ? 2 : 1);
  const byRank = rank(a) - rank(b);
  if (byRank !== 0) return byRank;
  return sign * ((figureOf(sort, a) ?? 0) - (figureOf(sort, b) ?? 0)) || byName;
}

interface FigureProps {
  readonly row: NamedRow;
  readonly measure: MeasureName;
  readonly to: string;
}

function Figure({ row, measure, to }: FigureProps) {
  const value = figureOf(measure, row);
  if (value !== null) {
    return (
      <Link className="mr-number" to={to} title={longValue(measure, value)}>
        {shortValue(measure, value)}
      </Link>
    );
  }
  if (measure !== "fastest") return <span className="mr-soft">{m.evidence_none()}</span>;
  return (
    <span className="mr-small mr-soft" title={row.reason ? say(row.reason) : undefined}>
      {stateWord(row.state)}
    </span>
  );
}

function PairCard({ row, to }: { readonly row: NamedRow; readonly to: string }) {
  const pair = m.reach_pair({ from: row.fromName, to: row.toName });
  if (row.state !== "reached" || row.fastestMinutes === null) {
    return (
      <>
        <strong>{pair}</strong>
        <span className="mr-small mr-soft">
          {stateWord(row.state)} {row.reason ? say(row.reason) : ""}
        </span>
      </>
    );
  }
  return (
    <>
      <Link to={to}>{pair}</Link>
      <span className="mr-small">
        {m.reach_city_line({
          fastest: formatMinutes(row.fastestMinutes),
          median: row.medianMinutes === null ? m.evidence_none() : formatMinutes(row.medianMinutes),
          departures: row.departures,
        })}
      </span>
    </>
  );
}
