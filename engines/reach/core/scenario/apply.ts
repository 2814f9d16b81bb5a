import { type Text, text } from "@midreach/kernel/contracts";
import { Problem } from "@midreach/kernel/problems";
import type { Schedule, Trip } from "../schedule.ts";
import { toClock } from "./fields.ts";
import type { ScenarioFault, Standing } from "./kind.ts";
import { findStation, findTrip } from "./lookup.ts";
import { kindOf, type Modification } from "./modifications.ts";

/** What a scenario makes of a schedule, and what is wrong with it. */
export interface ScenarioOutcome {
  /** With all modifications so far that have no faults. */
  readonly schedule: Schedule;
  readonly faults: readonly ScenarioFault[];
  /** What each modification so far does, in its order. */
  readonly steps: readonly ScenarioStep[];
}

/** One modification in words. */
export interface ScenarioStep {
  readonly title: Text;
  readonly text: Text;
}

/**
 * The schedule under a scenario: its modifications one after the other. What does not change is shared with the
 * schedule given; with no modification it is that very schedule.
 * @throws Problem `request.invalid` naming every fault in both languages
 */
export function applyScenario(schedule: Schedule, modifications: readonly Modification[]): Schedule {
  const outcome = runScenario(schedule, modifications);
  if (outcome.faults.length > 0) throw scenarioProblem(outcome.faults);
  return outcome.schedule;
}

/** The problem of a scenario that does not fit its timetable. */
export function scenarioProblem(faults: readonly ScenarioFault[]): Problem {
  const detail = text(
    `情景与时刻表不符:有${faults.length}处需要改正。`,
    `The scenario does not fit the timetable: ${faults.length} to be corrected.`,
  );
  return new Problem("request.invalid", detail, faults);
}

/** As `applyScenario`, but says what is wrong and goes on without the modifications that have faults. */
export function runScenario(schedule: Schedule, modifications: readonly Modification[]): ScenarioOutcome {
  let outcome: ScenarioOutcome = { schedule, faults: [], steps: [] };
  for (outcome of stepScenario(schedule, modifications));
  return outcome;
}

/**
 * As `runScenario`, one modification at a time: whoever shares a thread with others can give way between two.
 * Yields the outcome after each; nothing for the empty scenario.
 */
export function* stepScenario(
  schedule: Schedule,
  modifications: readonly Modification[],
): Generator<ScenarioOutcome, void> {
  const stages = [schedule];
  const faults: ScenarioFault[] = [];
  const steps: ScenarioStep[] = [];
  for (const [index, modification] of modifications.entries()) {
    const before = stages[index] as Schedule;
    const kind = kindOf(modification);
    const found = kind.findFaults(standingAt(stages, index, modifications), modification);
    const after = found.length > 0 ? before : kind.apply(before, modification);
    const broken = found.length > 0 ? found : timeFaults(before, after);
    faults.push(...broken.map((fault) => ({ ...fault, where: join(index, fault.where) })));
    stages.push(broken.length > 0 ? before : after);
    // What goes is named as it was, what comes as it is.
    steps.push({ title: kind.title, text: kind.describe(kind.kind.startsWith("add") ? after : before, modification) });
    yield { schedule: stages[index + 1] as Schedule, faults, steps };
  }
}

const join = (index: number, where: string): string => `modifications[${index}]${where ? `.${where}` : ""}`;

function standingAt(stages: readonly Schedule[], index: number, modifications: readonly Modification[]): Standing {
  const has = (schedule: Schedule | undefined, what: "station" | "trip", id: string) =>
    schedule !== undefined && (what === "station" ? findStation(schedule, id) : findTrip(schedule, id)) !== undefined;
  return {
    schedule: stages[index] as Schedule,
    findRemover: (what, id) => {
      const last = stages.findLastIndex((stage) => has(stage, what, id));
      return last < 0 || last >= index ? undefined : last + 1;
    },
    findLaterAddition: (what, id) => {
      const kind = what === "station" ? "add-station" : "add-service";
      const later = modifications.findIndex((row, at) => at > index && row.kind === kind && row.id === id);
      return later < 0 ? undefined : later + 1;
    },
  };
}

/** Times of a trip lie below this, seconds. */
const longestSeconds = 96 * 3600;

/** Whatever a modification does, no train may run backwards, before its day, or for ever. */
function timeFaults(before: Schedule, after: Schedule): ScenarioFault[] {
  if (before.trips === after.trips) return [];
  const old = new Set(before.trips);
  const bad = after.trips.find((trip) => !old.has(trip) && !runsForward(trip));
  if (!bad) return [];
  const last = toClock(Math.max(0, ...bad.calls.map((call) => call.departureSeconds)));
  return [
    {
      where: "",
      what: text(
        `${bad.name}的时刻将倒退、早于当日零点或超过96小时(末站${last})`,
        `${bad.name} would run backwards, before the midnight of its day, or beyond 96 hours (last call ${last})`,
      ),
      fix: text("减小改动幅度,或排除该车次", "Change less, or leave this train out"),
    },
  ];
}

function runsForward({ calls }: Trip): boolean {
  let before = 0;
  return calls.every(({ arrivalSeconds, departureSeconds }) => {
    const isRight = arrivalSeconds >= before && departureSeconds >= arrivalSeconds && departureSeconds < longestSeconds;
    before = departureSeconds;
    return isRight;
  });
}
