import type { Matrix, MatrixRow, ReachPlace } from "@midreach/reach";
import { m, say } from "@midreach/ui";
import { useMemo } from "react";
import { Link } from "react-router";
import { type DataSetQuery, mapAddress, pairAddress } from "./reach-api.ts";
import { binOf, figureOf, longValue, type MeasureName, measureWord, shortValue, stateWord } from "./reach-words.ts";
import "./matrix.css";

interface MatrixGridProps {
  readonly matrix: Matrix;
  readonly measure: MeasureName;
  readonly query: DataSetQuery;
}

/** Cities by cities, coloured. Hundreds of cells stay out of the order of tabs; the list holds the same links. */
export function MatrixGrid({ matrix, measure, query }: MatrixGridProps) {
  const byPair = useMemo(() => new Map(matrix.rows.map((row) => [`${row.from} ${row.to}`, row])), [matrix]);
  return (
    <div className="mr-scroll mr-grid-frame">
      <table className="mr-grid mr-reach-scale">
        <caption className="mr-hidden">{m.reach_grid_caption({ measure: measureWord(measure) })}</caption>
        <thead>
          <tr>
            <th scope="col" className="mr-grid-corner">
              {m.reach_grid_corner()}
            </th>
            {matrix.to.map((place) => (
              <th key={place.code} scope="col" className="mr-grid-column">
                <span>{say(place.name)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.from.map((from) => (
            <tr key={from.code}>
              <th scope="row" className="mr-grid-row">
                <Link to={mapAddress(from.code, query)}>{say(from.name)}</Link>
              </th>
              {matrix.to.map((to) => (
                <td key={to.code}>
                  <Cell
                    row={byPair.get(`${from.code} ${to.code}`)}
                    from={from}
                    to={to}
                    measure={measure}
                    query={query}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellProps {
  readonly row: MatrixRow | undefined;
  readonly from: ReachPlace;
  readonly to: ReachPlace;
  readonly measure: MeasureName;
  readonly query: DataSetQuery;
}

function Cell({ row, from, to, measure, query }: CellProps) {
  if (!row || row.state === "same" || from.code === to.code) return <span className="mr-grid-cell mr-grid-same" />;
  const pair = m.reach_pair({ from: say(from.name), to: say(to.name) });
  const value = figureOf(measure, row);
  if (value === null) {
    const words = `${pair} ${stateWord(row.state)}${row.reason ? `${m.reach_because()}${say(row.reason)}` : ""}`;
    return (
      <span className={`mr-grid-cell mr-grid-${row.state}`} title={words}>
        <span className="mr-hidden">{stateWord(row.state)}</span>
      </span>
    );
  }
  return (
    <Link
      tabIndex={-1}
      className={`mr-grid-cell mr-reach-bin-${binOf(measure, value)}`}
      to={pairAddress(from.code, to.code, query)}
      title={`${pair} ${measureWord(measure)} ${longValue(measure, value)}`}
    >
      {measure === "share" ? Math.round(value) : shortValue(measure, value)}
    </Link>
  );
}
