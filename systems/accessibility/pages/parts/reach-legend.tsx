import { m } from "@midreach/ui";
import { timeBins } from "./reach-bins.ts";
import type { MeasureName } from "./reach-words.ts";
import "./reach-map.css";

/** What the seven colours stand for, near first. */
export function binWords(measure: MeasureName | "difference"): readonly string[] {
  switch (measure) {
    case "difference":
      return [
        m.reach_bin_faster({ minutes: 60 }),
        m.reach_bin_faster({ minutes: 30 }),
        m.reach_bin_faster({ minutes: 5 }),
        m.reach_bin_same({ minutes: 5 }),
        m.reach_bin_slower({ minutes: 5 }),
        m.reach_bin_slower({ minutes: 30 }),
        m.reach_bin_slower({ minutes: 60 }),
      ];
    case "share":
      return ["> 75%", "> 50%", "", "> 25%", "> 0%", "", "0%"];
    case "departures":
      return ["≥ 100", "60–99", "30–59", "15–29", "5–14", "1–4", "0"];
    case "transfers":
      return ["0", "", "1", "", "2", "", "≥ 3"];
    default:
      return [...timeBins.map((minutes) => `≤ ${minutes}`), `> ${timeBins.at(-1) ?? 0}`];
  }
}

interface ReachLegendProps {
  readonly measure: MeasureName | "difference";
  /** On a map: origin and areas have their signs too. */
  readonly onMap?: boolean;
}

/** The colours in words, and the signs of cities without a figure. */
export function ReachLegend({ measure, onMap = false }: ReachLegendProps) {
  const difference = measure === "difference";
  const isMinutes = !["share", "departures", "transfers", "difference"].includes(measure);
  return (
    <ul className={`mr-reach-legend mr-small mr-reach-scale ${difference ? "mr-reach-difference" : ""}`}>
      {isMinutes ? <li>{m.reach_legend_minutes()}</li> : null}
      {binWords(measure).map((word, bin) =>
        word === "" ? null : (
          <li key={word}>
            <span className={`mr-reach-swatch mr-reach-bin-${bin}`} aria-hidden="true" />
            {word}
          </li>
        ),
      )}
      <li>
        <span className="mr-reach-swatch mr-reach-swatch-no-data" aria-hidden="true" />
        {m.reach_state_no_data()}
      </li>
      <li>
        <span className="mr-reach-swatch mr-reach-swatch-not-reached" aria-hidden="true" />
        {m.reach_state_not_reached()}
      </li>
      {onMap ? (
        <li>
          <span className="mr-reach-swatch mr-reach-swatch-origin" aria-hidden="true" />
          {m.reach_origin()}
        </li>
      ) : null}
      {onMap && !difference ? <li>{m.reach_legend_areas()}</li> : null}
    </ul>
  );
}
