import type { DecidedSettings, ReachSettings, Surrounding } from "@midreach/reach";
import { formatDate, formatMinutes, formatNumber, m } from "@midreach/ui";
import { criterionWord, formatShare } from "./reach-words.ts";

/** The settings that are numbers, with the steps in which they are typed and their bounds. */
export const numberSettings = [
  { name: "requiredSharePercent", min: 0, max: 100, step: 1 },
  { name: "detourFactor", min: 1, max: 5, step: 0.05 },
  { name: "accessKmh", min: 1, max: 200, step: 1 },
  { name: "accessMinutes", min: 0, max: 240, step: 1 },
  { name: "changeMinutes", min: 0, max: 120, step: 1 },
  { name: "freshnessMonths", min: 0, max: 240, step: 1 },
] as const;
/** One of them. */
export type NumberSetting = (typeof numberSettings)[number]["name"];
/** Every setting, in the order of the page. */
export const settingNames = ["criterion", ...numberSettings.map(({ name }) => name)] as const;

/** What a setting is called. */
export function settingWord(name: keyof ReachSettings): string {
  const words = {
    criterion: m.settings_criterion,
    requiredSharePercent: m.settings_required_share,
    detourFactor: m.settings_detour,
    accessKmh: m.settings_speed,
    accessMinutes: m.settings_access,
    changeMinutes: m.settings_change,
    freshnessMonths: m.settings_freshness,
  } as const;
  return words[name]();
}

/** What a setting that is a number is measured in; undefined for a plain factor. */
export function settingUnit(name: NumberSetting): string | undefined {
  const units = {
    requiredSharePercent: m.settings_unit_percent,
    detourFactor: undefined,
    accessKmh: m.settings_unit_kmh,
    accessMinutes: m.settings_unit_minutes,
    changeMinutes: m.settings_unit_minutes,
    freshnessMonths: m.settings_unit_months,
  } as const;
  return units[name]?.();
}

/** A setting's value with its unit. */
export function settingValue(settings: ReachSettings, name: keyof ReachSettings): string {
  switch (name) {
    case "criterion":
      return criterionWord(settings.criterion);
    case "requiredSharePercent":
      return formatShare(settings.requiredSharePercent);
    case "detourFactor":
      return formatNumber(settings.detourFactor);
    case "accessKmh":
      return m.settings_kmh({ speed: formatNumber(settings.accessKmh) });
    case "accessMinutes":
    case "changeMinutes":
      return formatMinutes(settings[name]);
    case "freshnessMonths":
      return m.settings_months({ months: formatNumber(settings.freshnessMonths) });
  }
}

/** The settings in which a decision differs from the one before it. */
export const changedSettings = (now: ReachSettings, before: ReachSettings | undefined) =>
  settingNames.filter((name) => before === undefined || now[name] !== before[name]);

/** Since when something holds and by whose decision. */
export function decisionWords({
  validFrom,
  decidedBy,
}: Pick<DecidedSettings | Surrounding, "validFrom" | "decidedBy">) {
  if (decidedBy === null) return m.reach_decided_by_pack();
  return m.reach_decided_by({ who: decidedBy, from: validFrom ? formatDate(validFrom) : "" });
}
