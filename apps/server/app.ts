import { join } from "node:path";
import { buildOpenApi, createHttpApp, type HttpEnv, type RouteDefinition } from "@midreach/kernel/http";
import { findActor } from "@midreach/kernel/identity";
import type { Hono } from "hono";
import type { House } from "./house.ts";
import type { Metrics } from "./metrics.ts";
import { addPages } from "./pages.ts";
import { type ApiDocument, addReference } from "./reference.ts";

/** Every route of every module of the house. */
export function listRoutes({ modules, services }: House): readonly RouteDefinition[] {
  return modules.flatMap((module) => module.routes?.(services) ?? []);
}

/** What the API document says about itself; `version` is the project's. */
export function openApiInfo({ modules }: House, version: string) {
  return {
    title: "Midreach",
    version,
    description:
      "An executable regional plan: every commitment a record, every record computed. " +
      "Reading what is published needs no account; everything else needs a session or an API key.",
    tags: Object.assign({}, ...modules.map((module) => module.tags ?? {})) as Record<string, string>,
  };
}

/**
 * The whole HTTP application: routes of all modules, health, metrics, the API's reference and the pages.
 * @param options.version of the project
 */
export async function createApp(
  house: House,
  options: {
    readonly root: string;
    readonly version: string;
    readonly metrics: Metrics;
    readonly checkResponses?: boolean;
    /** False: the API alone, without the built pages. */
    readonly pages?: boolean;
  },
): Promise<Hono<HttpEnv>> {
  const { services } = house;
  const routes = listRoutes(house);
  const openApi = openApiInfo(house, options.version);
  const app = createHttpApp({
    routes,
    authoriser: services.authoriser,
    findActor: (facts) => findActor(services.database, facts),
    log: services.log,
    openApi,
    onResponse: options.metrics.record,
    checkResponses: options.checkResponses,
    extend: (inner) => addReference(inner, buildOpenApi(routes, openApi) as unknown as ApiDocument),
  });
  const started = services.clock.now().getTime();
  app.get("/health", async (context) => {
    const alive = await services.database.execute("select 1").then(
      () => true,
      () => false,
    );
    const uptimeSeconds = Math.round((services.clock.now().getTime() - started) / 1000);
    const { kind } = services.database;
    const body = {
      status: alive ? "ok" : "failing",
      version: options.version,
      database: kind,
      region: services.region.id,
      uptimeSeconds,
    };
    return context.json(body, alive ? 200 : 503, { "cache-control": "no-store" });
  });
  app.get("/metrics", async (context) =>
    context.body(await options.metrics.render(), 200, {
      "content-type": "text/plain; version=0.0.4; charset=utf-8",
      "cache-control": "no-store",
    }),
  );
  if (options.pages !== false) await addPages(app, join(options.root, "apps/web/dist"), house.services.region.timeZone);
  return app;
}
