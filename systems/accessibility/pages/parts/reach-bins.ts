/** Upper ends of the colours of travel times, minutes; what takes longer has a colour of its own. */
export const timeBins = [30, 60, 90, 120, 180, 240] as const;

/** Which colour a travel time has: 0 for the shortest, 6 for more than four hours. */
export function binOfMinutes(minutes: number): number {
  const bin = timeBins.findIndex((end) => minutes <= end);
  return bin < 0 ? timeBins.length : bin;
}

/** Which colour a share of the day has, by quarters: 0 for the greatest, as near cities have, 6 for none. */
export function binOfShare(percent: number): number {
  if (percent <= 0) return 6;
  return percent > 75 ? 0 : percent > 50 ? 1 : percent > 25 ? 3 : 4;
}

const departureBins = [100, 60, 30, 15, 5, 1] as const;

/** Which colour a number of departures has: 0 for a hundred and more, 6 for none. */
export function binOfDepartures(departures: number): number {
  const bin = departureBins.findIndex((least) => departures >= least);
  return bin < 0 ? departureBins.length : bin;
}

/** Which colour a number of changes has. */
export function binOfTransfers(transfers: number): number {
  return Math.min(6, transfers * 2);
}

/** How a difference in minutes is coloured: 0 much faster … 3 about the same … 6 much slower. */
export function binOfDifference(minutes: number): number {
  const size = Math.abs(minutes);
  const step = size < 5 ? 0 : size < 30 ? 1 : size < 60 ? 2 : 3;
  return minutes < 0 ? 3 - step : 3 + step;
}
