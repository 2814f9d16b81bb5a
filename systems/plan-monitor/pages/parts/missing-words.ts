import type { MissingRow } from "@midreach/plan";
import { m } from "@midreach/ui";

/** How a figure of this kind comes in. */
export function howToSupply(kind: MissingRow["kind"]): string {
  const words = {
    indicator: m.supply_indicator,
    milestone: m.supply_milestone,
    assessment: m.supply_assessment,
    engine: m.supply_engine,
    system: m.supply_system,
  } as const;
  return words[kind]();
}

/** The same in a few words, for a table. */
export function supplyInShort(kind: MissingRow["kind"]): string {
  const words = {
    indicator: m.supply_short_indicator,
    milestone: m.supply_short_milestone,
    assessment: m.supply_short_assessment,
    engine: m.supply_short_engine,
    system: m.supply_short_system,
  } as const;
  return words[kind]();
}

/** What can be missing, in the order of the filter. */
export const missingKinds = ["indicator", "milestone", "assessment", "engine", "system"] as const;

/** The word for what is missing. */
export function missingKindWord(kind: MissingRow["kind"]): string {
  const words = {
    indicator: m.missing_kind_indicator,
    milestone: m.missing_kind_milestone,
    assessment: m.missing_kind_assessment,
    engine: m.missing_kind_engine,
    system: m.missing_kind_system,
  } as const;
  return words[kind]();
}
