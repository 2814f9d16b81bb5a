import { setImmediate as nextTurn } from "node:timers/promises";
import type { Actor, PolicyResource, Services } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import {
  decodeScenario,
  encodeScenario,
  isEncodedScenario,
  type PortableScenario,
  type ScenarioOutcome,
  type ScenarioSummary,
  scenarioProblem,
  stepScenario,
  summariseOutcome,
} from "../core/scenario/index.ts";
import type { Schedule } from "../core/schedule.ts";
import type { NewScenario, Scenario, ScenarioAnswer, ScenarioChange, ScenarioList, ScenarioRow } from "./schemas.ts";
import {
  changeScenario,
  deleteScenario,
  findScenario,
  getScenario,
  insertScenario,
  listScenarios,
  noScenario,
  ownerOf,
  type StoredScenario,
} from "./store.ts";

/** What scenarios stand on. */
export interface ScenarioHost {
  readonly services: Services;
  /** The timetable of a feed as it is. @throws Problem `resource.not-found` */
  getSchedule(feed: string): Promise<Schedule>;
}

/** What policies decide about a scenario by: whose it is, and whether it is shared. */
export async function scenarioResource({ services }: ScenarioHost, given: string): Promise<PolicyResource> {
  // Whoever holds the whole scenario may read it.
  if (isEncodedScenario(given)) return { type: "scenario", id: "*", attributes: { shared: true } };
  // One that is not there is nobody's: who may not read all does not learn whether there is one.
  const stored = await findScenario(services.database, given);
  return stored ? resourceOf(stored) : { type: "scenario", id: given };
}

const resourceOf = ({ id, shared, owner }: StoredScenario): PolicyResource => ({
  type: "scenario",
  id,
  attributes: { shared, owner },
});

/**
 * The scenario that is meant by an id or written out in full, as far as somebody may read it.
 * @throws Problem `resource.not-found`, also for one that is not shared with the reader; `request.invalid`
 */
export async function openScenario(
  { services }: ScenarioHost,
  actor: Actor,
  given: string,
): Promise<PortableScenario & { readonly id: string | null }> {
  if (isEncodedScenario(given)) return { ...decodeScenario(given), id: null };
  const stored = await getScenario(services.database, given);
  if (!services.authoriser.isAllowed(actor, "scenarios:read", resourceOf(stored))) throw noScenario(given);
  const { id, name, feed, modifications } = stored;
  return { id, name, feed, modifications };
}

/** The scenarios that somebody may read. */
export async function listReadable({ services }: ScenarioHost, actor: Actor): Promise<ScenarioList> {
  const { authoriser, database } = services;
  const all = { type: "scenario", id: "*" };
  const stored = await listScenarios(database, actor, authoriser.isAllowed(actor, "scenarios:read-all", all));
  return {
    scenarios: stored.map((row) => toRow(services, actor, row)),
    mayCreate: authoriser.isAllowed(actor, "scenarios:create", all),
  };
}

function toRow({ authoriser }: Services, actor: Actor, stored: StoredScenario): ScenarioRow {
  const { id, name, feed, modifications, version, shared } = stored;
  return {
    id,
    name,
    feed,
    modificationCount: modifications.length,
    version,
    shared,
    ownerName: stored.owner_name,
    mine: stored.owner === ownerOf(actor),
    changeable: authoriser.isAllowed(actor, "scenarios:change", resourceOf(stored)),
    createdAt: stored.created_at.toISOString(),
    changedAt: stored.changed_at.toISOString(),
    changedBy: stored.changed_by,
  };
}

/** A scenario with what it does to its timetable. @throws Problem `resource.not-found`, `request.invalid` */
export async function getAnswer(host: ScenarioHost, actor: Actor, given: string): Promise<ScenarioAnswer> {
  const scenario = isEncodedScenario(given)
    ? toUnkept(decodeScenario(given))
    : toScenario(host.services, actor, await getScenario(host.services.database, given));
  return { scenario, summary: await findSummary(host, scenario) };
}

function toScenario(services: Services, actor: Actor, stored: StoredScenario): Scenario {
  const { name, feed, modifications } = stored;
  const portable = { name, feed, modifications };
  return { ...toRow(services, actor, stored), modifications, encoded: findEncoded(portable) };
}

function toUnkept(portable: PortableScenario): Scenario {
  return {
    ...portable,
    id: null,
    modificationCount: portable.modifications.length,
    version: null,
    shared: true,
    ownerName: null,
    mine: false,
    changeable: false,
    createdAt: null,
    changedAt: null,
    changedBy: null,
    encoded: findEncoded(portable),
  };
}

function findEncoded(portable: PortableScenario): string | null {
  try {
    return encodeScenario(portable);
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

/** Null when the feed is not there: a kept scenario may outlive it, and can still be read and moved to another feed. */
async function findSummary(
  host: ScenarioHost,
  { feed, modifications }: Pick<PortableScenario, "feed" | "modifications">,
) {
  try {
    return await checkScenario(host, { feed, modifications });
  } catch (error) {
    if (error instanceof Problem && error.code === "resource.not-found") return null;
    throw error;
  }
}

/** What a scenario would do, and what is wrong with it. Gives way to others. @throws Problem `resource.not-found` */
export async function checkScenario(
  host: ScenarioHost,
  { feed, modifications }: Pick<PortableScenario, "feed" | "modifications">,
) {
  const schedule = await host.getSchedule(feed);
  let outcome: ScenarioOutcome = { schedule, faults: [], steps: [] };
  for (outcome of stepScenario(schedule, modifications)) await nextTurn();
  return toPlain(summariseOutcome(schedule, outcome));
}

/** Lists as plain arrays, as the wire has them. */
const toPlain = ({ steps, trips, stations, faults }: ScenarioSummary) => ({
  steps: [...steps],
  trips,
  stations: [...stations],
  faults: [...faults],
});

/** @throws Problem `request.invalid` naming every fault */
async function refuseFaults(host: ScenarioHost, scenario: Pick<PortableScenario, "feed" | "modifications">) {
  const { faults } = await checkScenario(host, scenario);
  if (faults.length > 0) throw scenarioProblem(faults);
}

/** Keeps a new scenario that fits its timetable. @throws Problem `request.invalid`, `resource.not-found` (feed) */
export async function createScenario(host: ScenarioHost, actor: Actor, given: NewScenario): Promise<ScenarioAnswer> {
  await refuseFaults(host, given);
  const { database, clock } = host.services;
  const id = await insertScenario(database, given, { actor, now: clock.now() });
  return getAnswer(host, actor, id);
}

/** Changes a scenario. @throws Problem `request.invalid`, `resource.not-found`, `resource.conflict` */
export async function updateScenario(
  host: ScenarioHost,
  actor: Actor,
  id: string,
  change: ScenarioChange,
): Promise<ScenarioAnswer> {
  const { database, clock } = host.services;
  const { feed, modifications } = await getScenario(database, id);
  if (change.feed !== undefined || change.modifications !== undefined) {
    await refuseFaults(host, { feed: change.feed ?? feed, modifications: change.modifications ?? modifications });
  }
  await changeScenario(database, id, change, { actor, now: clock.now() });
  return getAnswer(host, actor, id);
}

/** Keeps somebody's own copy of a scenario that may be read; not shared at first. @throws as `openScenario` */
export async function copyScenario(
  host: ScenarioHost,
  actor: Actor,
  given: string,
  name: string | undefined,
): Promise<ScenarioAnswer> {
  const { database, clock } = host.services;
  const { id: _id, ...scenario } = await openScenario(host, actor, given);
  const copy = { ...scenario, name: name ?? scenario.name, shared: false };
  const id = await insertScenario(database, copy, { actor, now: clock.now() });
  return getAnswer(host, actor, id);
}

/** Deletes a scenario. @throws Problem `resource.not-found`, `resource.conflict` */
export async function removeScenario(host: ScenarioHost, actor: Actor, id: string, version: number) {
  const { database, clock } = host.services;
  await deleteScenario(database, id, version, { actor, now: clock.now() });
  return listReadable(host, actor);
}
