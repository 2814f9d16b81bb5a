/** People (and cities) within so many minutes. */
export interface CurvePoint {
  readonly minutes: number;
  readonly people: number;
  readonly places: number;
}

/** A place that is reached after some minutes, or not at all. */
export interface ReachedPlace {
  readonly minutes: number | null;
  readonly people: number;
}

/** The curve ends at four hours. */
const curveMinutes = 240;

/** How many people are reached within 0, 1, … 240 minutes: the cumulative measure of accessibility. */
export function reachCurve(places: readonly ReachedPlace[]): CurvePoint[] {
  const reached = places
    .flatMap(({ minutes, people }) => (minutes === null ? [] : [{ minutes, people }]))
    .sort((a, b) => a.minutes - b.minutes);
  const points: CurvePoint[] = [];
  let people = 0;
  let count = 0;
  for (let minutes = 0; minutes <= curveMinutes; minutes += 1) {
    for (let next = reached[count]; next !== undefined && next.minutes <= minutes; next = reached[count]) {
      people += next.people;
      count += 1;
    }
    points.push({ minutes, people, places: count });
  }
  return points;
}
