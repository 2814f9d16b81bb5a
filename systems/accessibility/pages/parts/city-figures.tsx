import type { DataSet, ReachFigures } from "@midreach/reach";
import { formatMinutes, m, say, transfersWord } from "@midreach/ui";
import { formatShare, stateWord } from "./reach-words.ts";

interface CityFiguresProps {
  readonly figures: ReachFigures;
  readonly dataSet: DataSet;
}

const orNone = (minutes: number | null): string => (minutes === null ? m.evidence_none() : formatMinutes(minutes));

/** All figures of a pair; or why there is none. */
export function CityFigures({ figures, dataSet }: CityFiguresProps) {
  const { thresholdMinutes } = dataSet;
  if (figures.state !== "reached") {
    return (
      <p className={figures.state === "no-data" ? "mr-note" : "mr-soft"}>
        <strong>{stateWord(figures.state)}</strong> {figures.reason ? say(figures.reason) : ""}
      </p>
    );
  }
  const within = (minutes: number | null) =>
    minutes !== null && minutes <= thresholdMinutes ? "mr-reach-within" : "mr-reach-beyond";
  return (
    <dl className="mr-reach-figures">
      <div>
        <dt>{m.reach_fastest()}</dt>
        <dd className={within(figures.fastestMinutes)}>{orNone(figures.fastestMinutes)}</dd>
        {figures.transfers === null ? null : <dd className="mr-reach-beside">{transfersWord(figures.transfers)}</dd>}
      </div>
      <div>
        <dt>{m.reach_median()}</dt>
        <dd className={within(figures.medianMinutes)}>{orNone(figures.medianMinutes)}</dd>
      </div>
      <div>
        <dt>{m.reach_worst()}</dt>
        <dd>{orNone(figures.worstMinutes)}</dd>
      </div>
      <div>
        <dt>{figures.direct ? m.reach_direct_trains() : m.reach_connections()}</dt>
        <dd>{figures.departures}</dd>
      </div>
      <div>
        <dt>{m.reach_of_which_within({ minutes: formatMinutes(thresholdMinutes) })}</dt>
        <dd>{figures.departuresWithin}</dd>
      </div>
      <div>
        <dt>{m.reach_share_within({ minutes: formatMinutes(thresholdMinutes) })}</dt>
        <dd>{figures.sharePercent === null ? m.evidence_none() : formatShare(figures.sharePercent)}</dd>
      </div>
    </dl>
  );
}
