import type { Services, SystemStatus } from "@midreach/kernel/http";
import type { SystemRow, Systems } from "../schemas-views.ts";
import { oncePerState, type PlanState } from "./state.ts";

/** Asks the systems how they are; answers within a few seconds share one asking. */
export interface SystemsReader {
  listStatuses(): Promise<readonly SystemStatus[]>;
}

/** Health measures may read much (a whole audit chain): they are asked at most this often. */
const keptMs = 10_000;

/** A reader of the installed systems' health. */
export function createSystemsReader({ systems, clock }: Pick<Services, "systems" | "clock">): SystemsReader {
  let asked: { readonly at: number; readonly statuses: Promise<readonly SystemStatus[]> } | undefined;
  return {
    listStatuses() {
      const now = clock.now().getTime();
      if (!asked || now - asked.at >= keptMs || now < asked.at) asked = { at: now, statuses: systems.listSystems() };
      const current = asked;
      current.statuses.catch(() => {
        if (asked === current) asked = undefined;
      });
      return current.statuses;
    },
  };
}

/** The ordered systems of the region with what answers for them; installed systems that no clause orders come last. */
export function toSystems(state: PlanState, statuses: readonly SystemStatus[]): Systems {
  const installed = new Map(statuses.map((status) => [status.manifest.id, status]));
  const ordered = state.records.systems.map((system) =>
    toRow(state, { ...system, clauses: [...system.clauses] }, installed.get(system.id)),
  );
  const known = new Set(state.records.systems.map((system) => system.id));
  const others = statuses
    .filter((status) => !known.has(status.manifest.id))
    .map((status) => {
      const { id, title } = status.manifest;
      return toRow(state, { id, title, clauses: [], purpose: { zh: "", en: "" } }, status);
    });
  const systems = [...ordered, ...others];
  const count = (wanted: SystemRow["state"]): number => systems.filter((system) => system.state === wanted).length;
  return {
    counts: {
      working: count("working"),
      "not-working": count("not-working"),
      "not-installed": count("not-installed"),
    },
    systems,
  };
}

function toRow(
  state: PlanState,
  system: Pick<SystemRow, "id" | "title" | "purpose" | "clauses">,
  status: SystemStatus | undefined,
): SystemRow {
  const { id, title, purpose, clauses } = system;
  const works = status?.health.working ? "working" : "not-working";
  return {
    id,
    title,
    purpose,
    clauses,
    state: status ? works : "not-installed",
    path: status?.manifest.menu.find((entry) => !entry.hidden)?.path ?? null,
    checks: (status?.health.checks ?? []).map((check) => ({ ...check })),
    commitments: commitmentsBySystem(state).get(id) ?? [],
  };
}

const commitmentsBySystem = oncePerState((state): ReadonlyMap<string, string[]> => {
  const index = new Map<string, string[]>();
  for (const { base } of state.rows) {
    if (base.system) index.set(base.system.id, [...(index.get(base.system.id) ?? []), base.id]);
  }
  return index;
});
