import {
  authorisationMatrix,
  listRoutesWithoutPolicy,
  matrixActors,
  type Role,
  type RouteDefinition,
} from "@midreach/kernel/http";
import { createAccount, localActor } from "@midreach/kernel/identity";
import {
  createApp,
  createLog,
  createMetrics,
  type House,
  listRoutes,
  openHouse,
  silentProgress,
} from "@midreach/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { columns, expectations, foreignWrites, onlyOwn, samples, unit } from "./authorisation-table.ts";
import { createDataFolder, removeDataFolder } from "./server-process.ts";
import { root } from "./tree.ts";

/** Every route by every role: as the policies decide, and as the running application answers. */

const dataFolder = createDataFolder();
const origin = "http://midreach.test";
let house: House;
let routes: readonly RouteDefinition[];
let app: Awaited<ReturnType<typeof createApp>>;

beforeAll(async () => {
  const regionFolder = `${root}/tests/fixtures/tiny-region`;
  house = await openHouse({ root, dataFolder, regionFolder, progress: silentProgress, log: createLog("silent") });
  routes = listRoutes(house);
  app = await createApp(house, { root, version: "0", metrics: createMetrics(), pages: false });
});

afterAll(async () => {
  await house?.close();
  removeDataFolder(dataFolder);
});

test("every route, by every role, as the table says", () => {
  const found: Record<string, string> = {};
  const actors = Object.fromEntries(
    Object.entries(matrixActors(unit.jurisdiction)).filter(([name]) => (columns as readonly string[]).includes(name)),
  );
  for (const entry of authorisationMatrix(routes, house.services.authoriser, { actors, samples })) {
    const row = `${entry.route} ${entry.resource}`;
    expect(columns[(found[row] ?? "").length]).toBe(entry.actor);
    found[row] = (found[row] ?? "") + (entry.allowed ? "y" : "-");
  }
  expect(found).toEqual(expectations);
});

test("a route without policy is found, and the application refuses to start with it", async () => {
  expect(listRoutesWithoutPolicy(routes, house.services.authoriser)).toEqual([]);
  const forgotten = {
    ...routes[0],
    id: "forgotten",
    path: "/api/forgotten",
    action: "nobody:declared",
  } as RouteDefinition;
  const module = { id: "forgotten", routes: () => [forgotten] };
  const open = createApp(
    { ...house, modules: [...house.modules, module] },
    { root, version: "0", metrics: createMetrics(), pages: false },
  );
  await expect(open).rejects.toThrow(/forgotten/);
});

/** Creates an account and signs it in, with its one-time password changed. @returns the session cookie */
async function signIn(userName: string, roles: readonly Role[], organisation: string | null): Promise<string> {
  const actor = localActor("test");
  const given = { userName, displayName: userName, roles, organisation };
  const { oneTimePassword } = await createAccount(house.services.database, actor, given);
  const first = await send("POST", "/api/session", undefined, { userName, password: oneTimePassword });
  const newPassword = "a longer pass phrase";
  const changed = await send("POST", "/api/password", cookieOf(first), {
    currentPassword: oneTimePassword,
    newPassword,
  });
  expect(changed.status).toBe(200);
  return cookieOf(await send("POST", "/api/session", undefined, { userName, password: newPassword }));
}

function cookieOf(response: Response): string {
  expect(response.status).toBeLessThan(300);
  return response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

function send(method: string, path: string, cookie?: string, body?: object): Promise<Response> {
  const headers = { host: "midreach.test", origin, "content-type": "application/json", ...(cookie ? { cookie } : {}) };
  const request = new Request(origin + path, { method, headers, body: body ? JSON.stringify(body) : undefined });
  return Promise.resolve(app.fetch(request));
}

function pathOf(route: RouteDefinition): string {
  return route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => foreignWrites[route.id]?.params?.[name] ?? "1");
}

const writesOf = (all: readonly RouteDefinition[]) => all.filter((route) => route.method !== "get");

/** Whether the table refuses the column this route on a record that is somebody else's. */
function isRefused(route: RouteDefinition, column: (typeof columns)[number]): boolean {
  if (column !== "public" && onlyOwn.has(route.id)) return false;
  const row = expectations[`${route.id} foreign`] ?? expectations[`${route.id} collection`] ?? "";
  return row[columns.indexOf(column)] === "-";
}

describe("the running application refuses what the table refuses", () => {
  test.each(columns)("%s", async (column) => {
    const cookie =
      column === "public"
        ? undefined
        : await signIn(`the-${column}`, [column], column === "unit" ? "460000-water" : null);
    for (const route of routes.filter((candidate) => isRefused(candidate, column))) {
      const answer = await send(route.method.toUpperCase(), pathOf(route), cookie, foreignWrites[route.id]?.body);
      expect(answer.status, `${column} ${route.id}`).toBe(cookie ? 403 : 401);
      expect(answer.headers.get("content-type")).toContain("application/problem+json");
    }
  });
});

describe("a unit of one province and the records of another", () => {
  test("every write is refused, and nothing is changed", async () => {
    const cookie = await signIn("water.east", ["unit"], "460000-water");
    const before = await (await send("GET", "/api/commitments/2.2.1.2")).text();
    for (const route of writesOf(routes).filter(({ id }) => !onlyOwn.has(id))) {
      const answer = await send(route.method.toUpperCase(), pathOf(route), cookie, foreignWrites[route.id]?.body);
      expect(answer.status, route.id).toBe(403);
    }
    expect(await (await send("GET", "/api/commitments/2.2.1.2")).text()).toBe(before);
  });

  test("the same write by the unit that owns the record is let through", async () => {
    const cookie = await signIn("water.west", ["unit"], "630000-water");
    const { params, body } = foreignWrites["plan.addAssessment"] ?? {};
    const answer = await send("POST", `/api/commitments/${params?.id}/assessments`, cookie, body);
    expect(answer.status).toBeLessThan(300);
  });

  test("a write that another site makes the browser send is refused", async () => {
    const cookie = await signIn("office.one", ["office"], null);
    const headers = {
      host: "midreach.test",
      origin: "https://elsewhere.example",
      "content-type": "application/json",
      cookie,
    };
    const body = JSON.stringify({ asOf: "2025-12-31", knownBy: "2025-12-31" });
    const answer = await app.fetch(new Request(`${origin}/api/evaluations`, { method: "POST", headers, body }));
    expect(answer.status).toBe(403);
  });
});
