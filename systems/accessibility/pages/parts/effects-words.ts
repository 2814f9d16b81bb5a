import type { ScenarioEffects } from "@midreach/reach";
import { formatMinutes, formatNumber, m } from "@midreach/ui";
import { changeWord } from "./reach-words.ts";

/** People-minutes with their sign and unit: `+12.3万人·分钟`, `+95.7亿人·分钟`. */
export function peopleMinutesWord(peopleMinutes: number): string {
  const million = inUnits(peopleMinutes, 1e6);
  return Math.abs(peopleMinutes) < 1e8
    ? m.effects_wan({ wan: inUnits(peopleMinutes, 1e4), million })
    : m.effects_yi({ yi: inUnits(peopleMinutes, 1e8), million });
}

/** In ten thousands, without the unit, for cells and labels of a map. */
export const peopleMinutesShort = (peopleMinutes: number): string => inUnits(peopleMinutes, 1e4);

const inUnits = (value: number, unit: number): string => signed(value / unit, (size) => formatNumber(roundTo(size)));

/** Minutes saved with their sign; negative is lost. */
export const savedWord = (minutes: number): string => signed(minutes, (size) => formatMinutes(roundTo(size)));

/** Three digits are enough for a figure that rests on an assumption. */
const roundTo = (size: number): number => (size === 0 ? 0 : Number(size.toPrecision(size >= 100 ? 4 : 3)));

function signed(value: number, format: (size: number) => string): string {
  if (value === 0) return format(0);
  return `${value > 0 ? "+" : "−"}${format(Math.abs(value))}`;
}

/** What becomes of a pair, in a word. */
export const pairChangeWord = (change: ScenarioEffects["pairs"][number]["change"]): string => changeWord(change);
