import { type Actor, createHttpApp, publicActor, type Services } from "@midreach/kernel/http";
import pino from "pino";
import writeXlsxFile from "write-excel-file/node";
import { planServiceOf } from "../service.ts";
import { readWorkbook } from "../workbook/workbook.ts";
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

/** Fills the first task of a unit's sheet as a person would, by writing the cells of the file anew. */
export async function fillSheet(
  bytes: Uint8Array<ArrayBuffer>,
  words: Record<string, string>,
  asFormulas = false,
): Promise<Uint8Array<ArrayBuffer>> {
  const titles: Record<string, string> = {
    status: "进展情况",
    progress: "工作进展",
    value: "数值",
    source: "来源",
    period: "时期",
    event: "事件",
    date: "日期",
    milestoneEvidence: "依据",
  };
  const sheets = readWorkbook(bytes).map((sheet) => {
    const heading = sheet.rows[0] ?? [];
    const data = sheet.rows.map((row, index) =>
      heading.map((_, column) => {
        const given = Object.entries(words).find(([name]) => titles[name] === heading[column]?.value)?.[1];
        const value = index === 1 && given !== undefined ? given : row[column]?.value;
        if (value === undefined) return null;
        if (asFormulas && index === 1 && given !== undefined) return { type: "Formula" as const, value: given };
        return typeof value === "number" ? { type: Number, value } : { type: String, value: String(value) };
      }),
    );
    return { data, sheet: sheet.name };
  });
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer());
}
