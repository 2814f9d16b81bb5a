import { createHttpApp, publicActor, type Services } from "@midreach/kernel/http";
import pino from "pino";
import { officeActor } from "../rounds/testing.ts";
import { planServiceOf } from "../service.ts";
import { importRoutes } from "./api.ts";

/** An answer of the routes, read. */
export interface ImportAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Asks the routes of plan import as `public`, or as a member of the office by name. */
export function createImportClient(services: Services) {
  const app = createHttpApp({
    routes: importRoutes(planServiceOf(services)) as unknown as Parameters<typeof createHttpApp>[0]["routes"],
    authoriser: services.authoriser,
    findActor: async ({ headers }) => {
      const name = headers.get("x-actor") ?? "public";
      return name === "public" ? publicActor : { ...officeActor, accountId: `account-${name}`, name };
    },
    log: pino({ level: "silent" }),
    openApi: { title: "test", version: "0", description: "", tags: { "Plan import": "Plans read from their text" } },
    checkResponses: true,
  });
  const send = async (as: string, method: string, path: string, init: RequestInit): Promise<ImportAnswer> => {
    const headers = { "x-actor": as, ...(init.headers as Record<string, string>) };
    const answer = await app.request(`http://plan.test${path}`, { ...init, method, headers });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const isJson = /json/.test(answer.headers.get("content-type") ?? "");
    return { status: answer.status, json: isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined, bytes };
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
    /** Sends a file to be imported. */
    upload: (as: string, name: string, content: string | Uint8Array<ArrayBuffer>) =>
      send(as, "POST", `/api/imports?name=${encodeURIComponent(name)}`, {
        body: typeof content === "string" ? new TextEncoder().encode(content) : content,
        headers: { "content-type": "application/octet-stream" },
      }),
  };
}

/** A plan of the fictional region, in our own words: two chapters, thirteen sentences. */
export const tinyPlanText = `双屿城市群发展纲要
第一章 总体要求
第一节 发展目标
到2025年,自来水普及率达到98%以上。轮渡航线里程达到320公里。常住人口保持在合理区间。
第二章 重点任务
第一节 交通
加快建设双屿跨海轮渡码头。由交通运输部门负责推进航线加密,2024年底前完成码头改造。
鼓励社会资本参与航线运营。探索建立统一票制。
第二节 供水
到2025年底,新建海水淡化厂3座。实施管网改造工程,供水管网漏损率降至9%以内。
近年来,两岛供水条件明显改善。供水事关居民生活。
支持海水淡化技术研究。加强水质监测,严格执行饮用水标准。
`;
