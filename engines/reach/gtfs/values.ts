/** Seconds of `H:MM:SS` or `HH:MM:SS` (hours count on after midnight); undefined when it is none. */
export function parseTime(text: string): number | undefined {
  // Digits by code: a feed has a quarter of a million of these.
  const colon = text.length - 6;
  if (colon < 1 || colon > 3 || text.charCodeAt(colon) !== 58 || text.charCodeAt(colon + 3) !== 58) return undefined;
  let hours = 0;
  for (let index = 0; index < colon; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return undefined;
    hours = hours * 10 + digit;
  }
  const minutes = twoDigits(text, colon + 1);
  const seconds = twoDigits(text, colon + 4);
  return minutes < 60 && seconds < 60 ? hours * 3600 + minutes * 60 + seconds : undefined;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** `H:MM:SS` of seconds after midnight. */
export function formatTime(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** ISO date of `20160315`; undefined when it is no day of the calendar. */
export function parseDate(text: string): string | undefined {
  if (!/^\d{8}$/u.test(text)) return undefined;
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  const instant = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(day) ? day : undefined;
}

/** A whole number that is not negative; undefined for anything else. */
export function parseCount(text: string): number | undefined {
  return /^\d{1,9}$/u.test(text) ? Number(text) : undefined;
}

/** A decimal number; undefined for anything else. */
export function parseNumber(text: string): number | undefined {
  return /^[-+]?\d+(\.\d*)?$|^[-+]?\.\d+$/u.test(text) ? Number(text) : undefined;
}

const earthKm = 6371.0088;
const degree = Math.PI / 180;

/** Great-circle distance in km (haversine; mean radius of the Earth as the IUGG gives it). */
export function distanceKm(
  a: { readonly lon: number; readonly lat: number },
  b: { readonly lon: number; readonly lat: number },
): number {
  const half =
    Math.sin(((b.lat - a.lat) * degree) / 2) ** 2 +
    Math.cos(a.lat * degree) * Math.cos(b.lat * degree) * Math.sin(((b.lon - a.lon) * degree) / 2) ** 2;
  return 2 * earthKm * Math.asin(Math.sqrt(Math.min(1, half)));
}
