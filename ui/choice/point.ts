/** Whether a text is a point `lon,lat`; its parts if it is, else null. Degrees. */
export function readPoint(text: string | undefined): readonly [lon: number, lat: number] | null {
  const match = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,,]\s*(-?\d{1,2}(?:\.\d+)?)\s*$/u.exec(text ?? "");
  if (!match) return null;
  const [lon, lat] = [Number(match[1]), Number(match[2])];
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null;
}

/** A point as an address carries it: four decimals are ten metres. */
export const writePoint = (lon: number, lat: number): string => `${lon.toFixed(4)},${lat.toFixed(4)}`;
