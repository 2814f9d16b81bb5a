import type { Text } from "@midreach/kernel/contracts";
import type { Actor } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { today } from "@midreach/kernel/time";
import { findPlace, toReachPlace } from "./places.ts";
import type {
  ChangeSettings,
  ChangeSurroundings,
  DecidedSettings,
  ReachSettings,
  SettingsAnswer,
  Surrounding,
  SurroundingsAnswer,
} from "./schemas.ts";
import type { ReachService } from "./service.ts";
import {
  type Deciding,
  insertSettings,
  insertSurrounding,
  type StoredSettings,
  type StoredSurrounding,
} from "./settings-store.ts";

/**
 * The dates by which decisions count: what held on `asOf`, of what had been decided by `knownBy`. A past date is judged
 * by the rule of that date.
 */
export interface DecisionDates {
  readonly asOf: string;
  readonly knownBy: string;
}

const sameWords = (words: string): Text => ({ zh: words, en: words });

/** The region pack's proposal, which holds until the office decides otherwise. */
const proposedSettings = ({ pack }: ReachService): DecidedSettings => ({
  settings: pack.settings.values,
  validFrom: null,
  decidedAt: null,
  decidedBy: null,
  basis: pack.settings.basis,
});

const toDecided = (row: StoredSettings): DecidedSettings => ({
  settings: row.settings,
  validFrom: row.valid_from,
  decidedAt: row.decided_at.toISOString(),
  decidedBy: row.decided_by,
  basis: sameWords(row.reason),
});

/** The settings that hold at the dates; those of today without. */
export async function findSettings(service: ReachService, dates?: DecisionDates): Promise<ReachSettings> {
  const { asOf, knownBy } = dates ?? datesOfToday(service);
  const rows = await service.kept.listSettings();
  const found = rows.find((row) => row.valid_from <= asOf && row.decided_on <= knownBy);
  return found?.settings ?? service.pack.settings.values;
}

function datesOfToday({ services }: ReachService): DecisionDates {
  const day = today(services.region.timeZone, services.clock);
  return { asOf: day, knownBy: day };
}

/** What holds today, and every decision. */
export async function getSettings(service: ReachService): Promise<SettingsAnswer> {
  const rows = await service.kept.listSettings();
  const { asOf } = datesOfToday(service);
  const now = rows.find((row) => row.valid_from <= asOf);
  const newestFirst = [...rows].sort((a, b) => b.decided_at.getTime() - a.decided_at.getTime());
  const proposal = proposedSettings(service);
  return { current: now ? toDecided(now) : proposal, history: [...newestFirst.map(toDecided), proposal] };
}

/** Decides on settings; what is not named stays as it is on that day. @throws Problem `request.invalid` */
export async function changeSettings(
  service: ReachService,
  actor: Actor,
  { validFrom, reason, ...change }: ChangeSettings,
): Promise<SettingsAnswer> {
  const deciding = decidingOf(service, actor, { validFrom, reason });
  const before = await findSettings(service, { asOf: deciding.validFrom, knownBy: deciding.day });
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const settings = { ...before, ...named };
  await insertSettings(service.services.database, settings, deciding);
  return getSettings(service);
}

function decidingOf(
  service: ReachService,
  actor: Actor,
  { validFrom, reason }: { readonly validFrom?: string | undefined; readonly reason: string },
): Deciding {
  const day = datesOfToday(service).asOf;
  return { actor, now: service.services.clock.now(), day, reason, validFrom: validFrom ?? day };
}

/** Cities by capital as they hold at the dates. */
export async function findSurroundings(
  service: ReachService,
  dates?: DecisionDates,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { asOf, knownBy } = dates ?? datesOfToday(service);
  const found = new Map<string, string[]>();
  for (const row of service.pack.surroundings) {
    if (row.validFrom > asOf || (row.validTo !== null && row.validTo < asOf)) continue;
    found.set(row.capital, [...(found.get(row.capital) ?? []), row.city]);
  }
  const decided = new Set<string>();
  for (const row of await service.kept.listSurroundings()) {
    if (row.valid_from > asOf || row.decided_on > knownBy || decided.has(row.capital)) continue;
    decided.add(row.capital);
    found.set(row.capital, row.cities);
  }
  return found;
}

/** What holds today, and every decision with the region pack's proposal. */
export async function getSurroundings(service: ReachService): Promise<SurroundingsAnswer> {
  const rows = await service.kept.listSurroundings();
  const { asOf } = datesOfToday(service);
  const proposals = listProposals(service);
  const current = new Map<string, Surrounding>();
  for (const proposal of proposals) {
    const begun = proposal.validFrom === null || proposal.validFrom <= asOf;
    if (begun && (proposal.validTo === null || proposal.validTo >= asOf)) {
      current.set(proposal.capital.code, proposal);
    }
  }
  const decided = new Set<string>();
  for (const row of rows) {
    if (row.valid_from > asOf || decided.has(row.capital)) continue;
    decided.add(row.capital);
    current.set(row.capital, toSurrounding(service, row));
  }
  const newestFirst = [...rows].sort((a, b) => b.decided_at.getTime() - a.decided_at.getTime());
  return {
    current: [...current.values()].filter(({ cities }) => cities.length > 0),
    history: [...newestFirst.map((row) => toSurrounding(service, row)), ...proposals],
  };
}

function toSurrounding(service: ReachService, row: StoredSurrounding): Surrounding {
  return {
    capital: toReachPlace(service, row.capital),
    cities: row.cities.map((code) => toReachPlace(service, code)),
    validFrom: row.valid_from,
    validTo: null,
    decidedAt: row.decided_at.toISOString(),
    decidedBy: row.decided_by,
    basis: sameWords(row.reason),
  };
}

/** The pack's rows, those of one capital and one period together. */
function listProposals(service: ReachService): Surrounding[] {
  const groups = new Map<string, { cities: string[]; row: (typeof service.pack.surroundings)[number] }>();
  for (const row of service.pack.surroundings) {
    const key = `${row.capital} ${row.validFrom} ${row.validTo}`;
    const group = groups.get(key) ?? { cities: [], row };
    group.cities.push(row.city);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ cities, row }) => ({
    capital: toReachPlace(service, row.capital),
    cities: cities.map((code) => toReachPlace(service, code)),
    validFrom: row.validFrom,
    validTo: row.validTo,
    decidedAt: null,
    decidedBy: null,
    basis: row.basis,
  }));
}

/** Decides which cities surround a capital. @throws Problem `request.invalid` that names places which are not there */
export async function changeSurroundings(
  service: ReachService,
  actor: Actor,
  given: ChangeSurroundings,
): Promise<SurroundingsAnswer> {
  const cities = [...new Set(given.cities)];
  const unknown = [given.capital, ...cities].filter((code) => findPlace(service, code) === undefined);
  if (unknown.length > 0 || cities.includes(given.capital)) {
    const named = unknown.length > 0 ? unknown.join(", ") : given.capital;
    throw new Problem("request.invalid", {
      zh: `“${named}”不是本区域的其他城市。请填写城市代码。`,
      en: `"${named}" is no other city of this region. Give codes of cities.`,
    });
  }
  const deciding = decidingOf(service, actor, given);
  await insertSurrounding(service.services.database, { capital: given.capital, cities }, deciding);
  return getSurroundings(service);
}
