import type { Hono } from "hono";
import { pino } from "pino";
import { kernelMigrations, migrate } from "../database/index.ts";
import { openTestDatabase, type TestDatabase } from "../database/testing.ts";
import type { Database } from "../database/types.ts";
import { createHttpApp, type HttpEnv, type Services } from "../http/index.ts";
import { kernelPolicies, loadPolicies } from "../policies/index.ts";
import { ensureAdministrator } from "./accounts.ts";
import { findActor } from "./actors.ts";
import { identityModule, identityRoutes } from "./module.ts";
import { hashPassword } from "./password.ts";
import type { IdentityTables } from "./tables.ts";

/** A server of the kernel's own routes on a fresh database, with a clock that tests move. */
export interface TestServer {
  readonly database: Database;
  readonly app: Hono<HttpEnv>;
  /** Moves the clock forward. */
  advance(minutes: number): void;
  /** Puts a client at an address; it keeps its cookie like a browser. */
  client(address?: string): TestClient;
  /** An account whose password is already changed, at a cheap cost. */
  addAccount(
    userName: string,
    roles: IdentityTables["kernel_account"]["roles"],
    organisation?: string,
  ): Promise<string>;
  /** Signs in as an account made by `addAccount`. */
  signedIn(userName: string, address?: string): Promise<TestClient>;
  readonly administrator: { readonly userName: string; readonly password: string };
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
  readonly text: string;
}

export interface TestClient {
  cookie: string | undefined;
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export const testPassword = "lantern over the river";

const places = `
  insert into kernel_place (code, kind, name_zh, name_en, parent, ordinal, members) values
    ('910000', 'province', '甲省', 'Jia', null, 1, '{}'), ('920000', 'province', '乙省', 'Yi', null, 2, '{}'),
    ('910100', 'prefecture', '甲一', 'Jia One', '910000', 3, '{}'), ('910200', 'prefecture', '甲二', 'Jia Two', null, 4, '{}'),
    ('920100', 'prefecture', '乙一', 'Yi One', '920000', 5, '{}'), ('910181', 'county', '甲县', 'County', null, 6, '{}'),
    ('lake-qing', 'lake', '青湖', 'Lake Qing', '910100', 7, '{920100}'), ('ring', 'group', '环', 'Ring', null, 8, '{910100,920100}');
  insert into kernel_organisation (id, name_zh, name_en, function, level, jurisdiction) values
    ('state-drc', '国', 'State', 'drc', 'state', null), ('cluster-office', '办', 'Office', 'office', 'cluster', 'ring'),
    ('910000-transport', '甲', 'Jia transport', 'transport', 'province', '910000'),
    ('910100-transport', '甲一', 'Jia One transport', 'transport', 'city', '910100'),
    ('ring-office', '环', 'Ring office', 'office', 'city', 'ring'),
    ('920100-water', '乙一', 'Yi One water', 'water', 'city', '920100');`;

const origin = "http://plan.test";

function createClient(app: Hono<HttpEnv>, address: string): TestClient {
  const client: TestClient = {
    cookie: undefined,
    async ask(method, path, body, headers = {}) {
      const response = await app.request(
        origin + path,
        {
          method,
          headers: {
            ...(client.cookie ? { cookie: client.cookie } : {}),
            ...(body === undefined ? {} : { "content-type": "application/json" }),
            "sec-fetch-site": "same-origin",
            ...headers,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        },
        { incoming: { socket: { remoteAddress: address } } },
      );
      const [cookie] = response.headers.getSetCookie();
      if (cookie) client.cookie = cookie.includes("Max-Age=0") ? undefined : cookie.split(";")[0];
      const text = await response.text();
      const json = /json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : undefined;
      return { status: response.status, headers: response.headers, json, text };
    },
  };
  return client;
}

/** Opens a test server on a fresh database of the given kind. */
export async function openTestServer(kind: Database["kind"]): Promise<TestServer> {
  const opened: TestDatabase = await openTestDatabase(kind);
  const { database } = opened;
  await migrate(database, [kernelMigrations]);
  await database.execute(places);
  let now = Date.parse("2026-03-01T08:00:00Z");
  const clock = { now: () => new Date(now) };
  const administrator = await ensureAdministrator(database, clock);
  if (!administrator) throw new Error("A fresh database has no administrator");
  const authoriser = loadPolicies([kernelPolicies]);
  const log = pino({ level: "silent" });
  // Of the services, the kernel's own routes use these and no others.
  const services = { database, clock, authoriser, log } as unknown as Services;
  const app = createHttpApp({
    routes: identityRoutes(services),
    authoriser,
    findActor: (facts) => findActor(database, facts, clock),
    log,
    openApi: { title: "Test", version: "1.0.0", description: "Test.", tags: identityModule.tags ?? {} },
    checkResponses: true,
  });
  const passwordHash = await hashPassword(testPassword, { logN: 10, r: 8, p: 1 });
  const client = (address = "192.0.2.1") => createClient(app, address);
  return {
    database,
    app,
    administrator,
    advance: (minutes) => {
      now += minutes * 60_000;
    },
    client,
    async addAccount(userName, roles, organisation) {
      const { id } = await database
        .kysely<IdentityTables>()
        .insertInto("kernel_account")
        .values({
          user_name: userName,
          display_name: userName,
          roles,
          organisation: organisation ?? null,
          password_hash: passwordHash,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      return id;
    },
    async signedIn(userName, address) {
      const made = client(address);
      const { status } = await made.ask("POST", "/api/session", { userName, password: testPassword });
      if (status !== 200) throw new Error(`${userName} could not sign in: ${status}`);
      return made;
    },
    close: () => opened.drop(),
  };
}
