import type { Departures } from "@midreach/reach";
import { formatDayTime, formatMinutes, m, say, transfersWord } from "@midreach/ui";

interface DepartureTableProps {
  readonly departures: Departures["departures"];
  readonly threshold: number;
}

/** Every departure of the window in the order of the day. */
export function DepartureTable({ departures, threshold }: DepartureTableProps) {
  return (
    <div className="mr-scroll">
      <table className="mr-table mr-small">
        <thead>
          <tr>
            <th scope="col">{m.reach_train()}</th>
            <th scope="col">{m.reach_departure()}</th>
            <th scope="col">{m.reach_arrival()}</th>
            <th scope="col" className="mr-end">
              {m.reach_legend_minutes()}
            </th>
            <th scope="col">{m.reach_transfers()}</th>
          </tr>
        </thead>
        <tbody>
          {departures.map((departure) => (
            <tr key={`${departure.departure.time} ${departure.trains.join(" ")} ${departure.minutes}`}>
              <th scope="row">{departure.trains.join(" → ")}</th>
              <td>
                <span className="mr-number">{formatDayTime(departure.departure)}</span> {say(departure.from.name)}
              </td>
              <td>
                <span className="mr-number">{formatDayTime(departure.arrival)}</span> {say(departure.to.name)}
              </td>
              <td className={`mr-end mr-number ${departure.minutes <= threshold ? "mr-reach-within" : ""}`}>
                {formatMinutes(departure.minutes)}
              </td>
              <td>{transfersWord(departure.transfers)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
