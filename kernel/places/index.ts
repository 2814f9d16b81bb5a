/**
 * Codes of administrative divisions, GB/T 2260-2007: six digits, two for the province, two for the prefecture
 * (`90`: counties governed by the province itself), two for the county; `00` where a level is not used.
 */

/** The two-digit province codes of GB/T 2260-2007, table 1. */
const provinces = new Set(
  ("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 " + "50 51 52 53 54 61 62 63 64 65 71 81 82").split(
    " ",
  ),
);

/** Level of an administrative division. */
export type AdministrativeLevel = "province" | "prefecture" | "county";

/** True for a well-formed GB/T 2260 code of an existing province. Whether the division exists is the region's to know. */
export function isAdministrativeCode(code: string): boolean {
  return /^\d{6}$/.test(code) && provinces.has(code.slice(0, 2)) && !/^\d{2}00(?!00)/.test(code);
}

function assertAdministrative(code: string): void {
  if (!isAdministrativeCode(code)) {
    throw new Error(`Not a GB/T 2260 code: ${code}`);
  }
}

/**
 * @returns the level of a division, e.g. `430000` province, `430600` prefecture, `429004` county
 * @throws Error when the code is not one of GB/T 2260
 */
export function levelOf(code: string): AdministrativeLevel {
  assertAdministrative(code);
  if (code.endsWith("0000")) {
    return "province";
  }
  return code.endsWith("00") ? "prefecture" : "county";
}

/**
 * @returns the code of the province, e.g. `430600` -> `430000`
 * @throws Error when the code is not one of GB/T 2260
 */
export function provinceOf(code: string): string {
  assertAdministrative(code);
  return `${code.slice(0, 2)}0000`;
}

/**
 * @returns true when `code` is `ancestor` or lies in it, e.g. `430602` in `430600` and in `430000`.
 *   False whenever one of them is not a GB/T 2260 code: slugs of lakes and rivers have no place in the hierarchy.
 */
export function isWithin(code: string, ancestor: string): boolean {
  return isAdministrativeCode(code) && isAdministrativeCode(ancestor) && code.startsWith(prefixOf(ancestor));
}

function prefixOf(code: string): string {
  return code.replace(/(00){1,2}$/, "");
}
