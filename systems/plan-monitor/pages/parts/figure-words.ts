import { m } from "@midreach/ui";

/** What the data map knows of a figure, in the order of its legend. */
export const cellStates = ["present", "stale", "missing"] as const;
export type CellStateName = (typeof cellStates)[number];

/** The word for a cell of the data map. */
export function cellStateWord(state: CellStateName): string {
  return { present: m.cell_present, stale: m.cell_stale, missing: m.cell_missing }[state]();
}

/** What a row of a file does to what is known. */
export function changeWord(change: "new" | "revision" | "earlier"): string {
  return { new: m.figures_change_new, revision: m.figures_change_revision, earlier: m.figures_change_earlier }[
    change
  ]();
}

/** How often an indicator is reported. */
export function frequencyWord(frequency: string): string {
  const words: Readonly<Record<string, () => string>> = {
    month: m.frequency_month,
    quarter: m.frequency_quarter,
    "half-year": m.frequency_half_year,
    year: m.frequency_year,
    "five-years": m.frequency_five_years,
    decade: m.frequency_decade,
  };
  return words[frequency]?.() ?? frequency;
}
