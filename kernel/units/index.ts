import units from "./units.json" with { type: "json" };

/** The word for a unit in the reader's language; units without a translation are shown as the source writes them. */
export function unitName(unit: string, language: "zh" | "en"): string {
  const known = (units as Record<string, { zh: string; en: string } | undefined>)[unit];
  return known ? known[language] : unit;
}
