import { text } from "@midreach/kernel/contracts";
import { toClock } from "./fields.ts";
import type { ScenarioFault } from "./kind.ts";

/** The fault of a call that is earlier than what comes before it. Seconds; `index` from 0. */
export function backwards(where: string, index: number, before: number, at: number): ScenarioFault {
  return {
    where,
    what: text(
      `第${index + 1}站的时刻${toClock(Math.max(0, at))}早于之前的${toClock(before)}`,
      `Call ${index + 1}: ${toClock(Math.max(0, at))} lies before ${toClock(before)}`,
    ),
    fix: text(
      "时刻须依次递增;过午夜后小时继续累加(如25:10)",
      "Times must not run backwards; after midnight write 25:10",
    ),
  };
}

/** The fault of a period that ends before it begins. */
export const emptyPeriod = (where: string, start: string, end: string): ScenarioFault => ({
  where,
  what: text(`时段${start}至${end}为空`, `The period from ${start} to ${end} is empty`),
  fix: text("结束时刻须晚于开始时刻", "Let it end after it begins"),
});

/** The fault of a headway of nothing. */
export const noHeadway = (where: string): ScenarioFault => ({
  where,
  what: text("发车间隔必须大于零", "The headway must be more than zero"),
  fix: text("填写间隔分钟数", "Give the minutes between two departures"),
});

/** The fault of a choice that no train falls under. */
export const noTrain = (where: string): ScenarioFault => ({
  where,
  what: text("没有列车在两站间运行", "No train runs between the two stations"),
  fix: text("检查车站顺序、列车类别与车次", "Check the order of the stations, the classes and the trains"),
});
