import { fileURLToPath } from "node:url";
import { type Database, kernelMigrations, migrate } from "@midreach/kernel/database";
import { type Actor, createHttpApp, publicActor, type Services } from "@midreach/kernel/http";
import { kernelPolicies, loadPolicies } from "@midreach/kernel/policies";
import { readRegionPack } from "@midreach/kernel/region";
import { fixedClock } from "@midreach/kernel/time";
import pino from "pino";
import { openTestDatabase } from "../../kernel/database/testing.ts";
import { reachModule } from "./module.ts";

/** The fictional region, which has a timetable of eight trains. */
export const tinyRegion = fileURLToPath(new URL("../../tests/fixtures/tiny-region", import.meta.url));

const person = (name: string, role: Actor["roles"][number]): Actor => ({
  kind: "account",
  accountId: `account-${name}`,
  name,
  roles: [role],
  organisation: null,
  jurisdiction: [],
});

const actors: Readonly<Record<string, Actor>> = {
  public: publicActor,
  office: person("office", "office"),
  unit: person("unit", "unit"),
};

/** An answer of the routes, read. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The engine alone on an open database, as the server would wire it. */
export async function wireReach(
  database: Database,
  options: { readonly regionFolder?: string; readonly now?: string; readonly dataFolder?: string } = {},
): Promise<Services> {
  return {
    database,
    region: await readRegionPack(options.regionFolder ?? tinyRegion),
    clock: fixedClock(options.now ?? "2026-02-01T05:00:00Z"),
    log: pino({ level: "silent" }),
    dataFolder: options.dataFolder,
    authoriser: loadPolicies([kernelPolicies, reachModule.policies as URL]),
    measures: [],
    systems: { listSystems: async () => [] },
  };
}

/** A started engine on a fresh database, with a client of its routes. */
export async function startTestReach(
  kind: Database["kind"],
  options: { readonly regionFolder?: string; readonly now?: string; readonly dataFolder?: string } = {},
) {
  const opened = await openTestDatabase(kind);
  await migrate(opened.database, [
    kernelMigrations,
    reachModule.migrations as NonNullable<typeof reachModule.migrations>,
  ]);
  const services = await wireReach(opened.database, options);
  return { services, opened, ...createReachClient(services), drop: () => opened.drop() };
}

/** Asks the engine's routes as `public`, `office` or `unit`; answers are checked against their schemas. */
export function createReachClient(services: Services) {
  const app = createHttpApp({
    routes: reachModule.routes?.(services) ?? [],
    authoriser: services.authoriser,
    findActor: async ({ headers }) => actors[headers.get("x-actor") ?? "public"] ?? publicActor,
    log: pino({ level: "silent" }),
    openApi: { title: "test", version: "0", description: "", tags: reachModule.tags ?? {} },
    checkResponses: true,
  });
  const send = async (as: string, method: string, path: string, init: RequestInit): Promise<TestAnswer> => {
    const headers = { "x-actor": as, origin: "http://reach.test", ...(init.headers as Record<string, string>) };
    const answer = await app.request(`http://reach.test/api/reach${path}`, { ...init, method, headers });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const isJson = /json/.test(answer.headers.get("content-type") ?? "");
    const json = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined;
    return { status: answer.status, headers: answer.headers, json, bytes };
  };
  return {
    app,
    /** What everybody may read. */
    get: (path: string, init: RequestInit = {}) => send("public", "GET", path, init),
    /** One request, with a JSON body if there is one. */
    ask: (as: string, method: string, path: string, body?: unknown) =>
      send(
        as,
        method,
        path,
        body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } },
      ),
    /** Sends a file to be imported. */
    upload: (as: string, query: string, bytes: Uint8Array<ArrayBuffer>) =>
      send(as, "POST", `/imports?${query}`, { body: bytes, headers: { "content-type": "application/zip" } }),
  };
}
