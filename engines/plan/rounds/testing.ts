import { type Actor, createHttpApp, publicActor, type Services } from "@midreach/kernel/http";
import pino from "pino";
import { planServiceOf } from "../service.ts";
import { reportingRoutes } from "./api.ts";

/** Somebody who works for a unit. */
export function unitActor(organisation: string): Actor {
  return {
    kind: "api-key",
    accountId: `account-${organisation}`,
    name: organisation,
    roles: ["unit"],
    organisation,
    jurisdiction: [],
  };
}

/** The steering office. */
export const officeActor: Actor = {
  kind: "api-key",
  accountId: "account-office",
  name: "Office",
  roles: ["office"],
  organisation: null,
  jurisdiction: ["*"],
};

/** An answer of the routes, read. */
export interface RoundAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Asks the routes of reporting rounds as somebody: `office`, `public`, or the id of an organisation. */
export function createRoundClient(services: Services) {
  const app = createHttpApp({
    routes: reportingRoutes(planServiceOf(services)) as unknown as Parameters<typeof createHttpApp>[0]["routes"],
    authoriser: services.authoriser,
    findActor: async ({ headers }) => {
      const name = headers.get("x-actor") ?? "public";
      return name === "public" ? publicActor : name === "office" ? officeActor : unitActor(name);
    },
    log: pino({ level: "silent" }),
    openApi: { title: "test", version: "0", description: "", tags: { Reporting: "Reporting rounds" } },
    checkResponses: true,
  });
  const send = async (as: string, method: string, path: string, init: RequestInit = {}): Promise<RoundAnswer> => {
    const headers = { "x-actor": as, "accept-language": "en", ...(init.headers as Record<string, string>) };
    const answer = await app.request(`http://plan.test${path}`, { ...init, method, headers });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const isJson = /json/.test(answer.headers.get("content-type") ?? "");
    const json = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined;
    return { status: answer.status, headers: answer.headers, json, bytes };
  };
  return {
    /** One request, with a JSON body if there is one. */
    ask: (as: string, method: string, path: string, body?: unknown) =>
      send(
        as,
        method,
        path,
        body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } },
      ),
    /** A request whose body is a file. */
    upload: (as: string, method: string, path: string, bytes: Uint8Array<ArrayBuffer>, type: string) =>
      send(as, method, path, { body: bytes, headers: { "content-type": type } }),
  };
}
