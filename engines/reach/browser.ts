/**
 * What pages may load of this engine, and run in the browser: pure, nothing of Node, nothing of a database. Types come
 * from `index.ts`, which a page imports as types only.
 */
import "./core/no-eval.ts";

export {
  decodeScenario,
  encodeScenario,
  isEncodedScenario,
  type Modification,
  type ModificationName,
  maxAddressLength,
  maxModifications,
  modificationKinds,
  modificationSchema,
  modificationsSchema,
  type PortableScenario,
  pairChanges,
  portableScenarioSchema,
  runScenario,
  type ScenarioFault,
  summariseScenario,
  toAddition,
} from "./core/scenario/index.ts";
