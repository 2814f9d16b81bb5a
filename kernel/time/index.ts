export { type Clock, fixedClock, systemClock, today } from "./clock.ts";
export { addDays, daysBetween, isIsoDate } from "./date.ts";
export { findPeriod, type Period, parsePeriod } from "./period.ts";
