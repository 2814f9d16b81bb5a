import type { Text } from "@midreach/kernel/contracts";

/** What a unit says about its figures. */
interface UnitKind {
  readonly whole: boolean;
  readonly negative: boolean;
  readonly yesNo: boolean;
}

/** Things that are counted one by one. */
const counted = new Set(
  "persons projects lines crossings villages towns sections routes flights airports hubs trains pilots products groups firms zones bases cities centres units bodies parks kinds alliances platforms outfalls gullies watersheds enterprises counties certificates vehicles items jurisdictions agreements institutions branches domains laboratories boards shops organisations stations ports".split(
    " ",
  ),
);

function kindOf(unit: string): UnitKind {
  return {
    whole: counted.has(unit),
    // Rates of growth, balances and indices may fall below zero; lengths, areas and numbers of things do not.
    negative: /%|points?|coefficient|ratio|index|yuan|dollar|°/iu.test(unit),
    yesNo: /^(1 or 0|0\/1|yes=1.*)$/u.test(unit),
  };
}

/** Above this no percentage of a plan is believed; most stop at 100, growth does not. */
const mostPercent = 1000;

/** Why a value cannot be one of this unit; undefined when it can. */
export function findImpossible(value: number, unit: string): Text | undefined {
  const kind = kindOf(unit);
  if (kind.yesNo && value !== 0 && value !== 1)
    return { zh: `${value} 既不是0也不是1`, en: `${value} is neither 0 nor 1` };
  if (!kind.negative && value < 0) return { zh: `${value} 不能为负`, en: `${value} cannot be negative` };
  if (kind.whole && !Number.isInteger(value)) {
    return { zh: `${value} 不是整数,这里是计数`, en: `${value} is no whole number, and things are counted here` };
  }
  if (unit === "%" && Math.abs(value) > mostPercent) {
    return { zh: `${value}% 超出可信范围`, en: `${value} % is beyond belief` };
  }
  return undefined;
}

/** From one figure to the next of the same place, more than this looks like a mistaken unit. */
const suspiciousFactor = 10;

/** Whether a value is so far from the one known before that the unit may be mistaken (万人 for 人, 0.6 for 60 %). */
export function isSuspicious(value: number, before: number): boolean {
  if (value === 0 || before === 0 || value < 0 !== before < 0) return false;
  const factor = Math.abs(value / before);
  return factor >= suspiciousFactor || factor <= 1 / suspiciousFactor;
}
