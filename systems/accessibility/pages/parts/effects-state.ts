import { type AddressState, choiceField, textField } from "@midreach/ui";

/** Which travel times are compared. */
export const figureNames = ["fastest", "median"] as const;

/** What the page of effects keeps in its address beside the scenario. */
export const effectsFields = {
  date: textField,
  start: textField,
  end: textField,
  figure: choiceField(figureNames),
  asOf: textField,
} as const;

/** The values of those fields. */
export type EffectsState = AddressState<typeof effectsFields>;
