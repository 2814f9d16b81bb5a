/** Scenarios: what if the timetable were another? Pure; runs in browsers too. */
export { type AddService, toAddition } from "./add-service.ts";
export {
  decodeScenario,
  encodeScenario,
  isEncodedScenario,
  maxAddressLength,
  type PortableScenario,
  portableScenarioSchema,
} from "./address.ts";
export {
  applyScenario,
  runScenario,
  type ScenarioOutcome,
  type ScenarioStep,
  scenarioProblem,
  stepScenario,
} from "./apply.ts";
export {
  type CityEffect,
  compareReach,
  effectDefinitions,
  type PairEffect,
  type PairTimes,
  pairChanges,
  type ReachEffects,
} from "./effects.ts";
export type { ScenarioFault } from "./kind.ts";
export {
  type Modification,
  type ModificationName,
  maxModifications,
  modificationKinds,
  modificationSchema,
  modificationsSchema,
} from "./modifications.ts";
export { type ScenarioSummary, summariseOutcome, summariseScenario } from "./summary.ts";
