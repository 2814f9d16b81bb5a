import { statusNames, statusWord } from "../status/status.ts";
import { StatusIcon } from "../status/status-tag.tsx";
import { m } from "../texts/index.ts";

/** What the circles, rings and lines mean. */
export function MapLegend() {
  return (
    <ul className="mr-map-legend mr-small">
      <li>
        <svg viewBox="0 0 30 16" className="mr-map-legend-sizes" aria-hidden="true">
          <circle cx="6" cy="8" r="3.5" className="mr-map-city" />
          <circle cx="20" cy="8" r="7" className="mr-map-city" />
        </svg>
        {m.map_legend_population()}
      </li>
      <li>{m.map_legend_ring()}</li>
      {statusNames.map((status) => (
        <li key={status} className={`mr-is-${status}`}>
          <span className="mr-map-legend-dot" aria-hidden="true" />
          <StatusIcon status={status} />
          {statusWord(status)}
        </li>
      ))}
    </ul>
  );
}
