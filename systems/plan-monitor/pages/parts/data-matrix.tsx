import type { DataMap } from "@midreach/plan";
import { formatUnit, m, say } from "@midreach/ui";
import { Link } from "react-router";
import { cellStateWord } from "./figure-words.ts";
import { indicatorAddress, placeAddress } from "./plan-api.ts";

type Row = DataMap["rows"][number];
type Cell = Row["cells"][number];

/** Indicators by places. A cell shows the year of its latest figure, or a dash; its colour says whether it can be used. */
export function DataMatrix({ answer }: { readonly answer: DataMap }) {
  return (
    <div className="mr-panel mr-scroll mr-matrix-frame">
      <table className="mr-matrix">
        <caption className="mr-hidden">{m.data_map()}</caption>
        <thead>
          <tr>
            <th scope="col" className="mr-matrix-corner">
              {m.indicator()}
            </th>
            {answer.places.map((place) => (
              <th key={place.id} scope="col" className="mr-matrix-place">
                <Link to={placeAddress(place.id)}>{say(place.name)}</Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {answer.rows.map((row) => (
            <MatrixRow key={row.indicator.id} row={row} answer={answer} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MatrixRow({ row, answer }: { readonly row: Row; readonly answer: DataMap }) {
  const byPlace = new Map(row.cells.map((cell) => [cell.place, cell]));
  return (
    <tr>
      <th scope="row" className="mr-matrix-name">
        <Link to={indicatorAddress(row.indicator.id)}>{say(row.indicator.name)}</Link>{" "}
        <span className="mr-small mr-soft">{formatUnit(row.indicator.unit)}</span>
      </th>
      {answer.places.map((place) => {
        const cell = byPlace.get(place.id);
        return (
          <td key={place.id}>
            {cell ? <MatrixCell row={row} cell={cell} placeName={say(place.name)} answer={answer} /> : null}
          </td>
        );
      })}
    </tr>
  );
}

interface MatrixCellProps {
  readonly row: Row;
  readonly cell: Cell;
  readonly placeName: string;
  readonly answer: DataMap;
}

/** The row's heading leads to the same page: cells stay out of the order of tabs, of which there would be a thousand. */
function MatrixCell({ row, cell, placeName, answer }: MatrixCellProps) {
  const owner = cell.owner === null ? undefined : answer.owners[cell.owner];
  const words = m.data_map_cell({
    indicator: say(row.indicator.name),
    place: placeName,
    state: cellStateWord(cell.state),
    what: cell.period ? m.data_map_latest({ period: cell.period }) : m.data_map_wanted({ period: cell.due }),
    owner: owner ? say(owner.name) : m.owner_nobody(),
  });
  return (
    <Link
      tabIndex={-1}
      className={`mr-cell mr-cell-${cell.state}`}
      title={words}
      aria-label={words}
      to={indicatorAddress(row.indicator.id, cell.place)}
    >
      {cell.period ? cell.period.slice(2, 4) : "–"}
      {cell.revised ? "*" : ""}
    </Link>
  );
}
