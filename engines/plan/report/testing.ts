import { createHttpApp, publicActor, type Services } from "@midreach/kernel/http";
import { readMapLayers, readRegionPack } from "@midreach/kernel/region";
import { unzipSync } from "fflate";
import pino from "pino";
import { compareCitations } from "../core/citation.ts";
import { evaluatePlan } from "../core/evaluate.ts";
import { createWorld } from "../core/world.ts";
import { readPlanPack } from "../pack.ts";
import { planServiceOf } from "../service.ts";
import { countStatuses, type StoredEvaluation } from "../store/evaluations.ts";
import { toChanges } from "../views/overview.ts";
import { toRowFrame } from "../views/row-frame.ts";
import type { PlanState } from "../views/state.ts";
import { readXml } from "../workbook/xml.ts";
import { reportRoutes } from "./api.ts";
import type { ReportFacts } from "./facts.ts";
import { gatherFacts } from "./gather.ts";

/** Facts of a region pack evaluated at a date, without any database. */
export async function factsOf(
  folder: string,
  asOf: string,
  options: { readonly before?: string; readonly knownBy?: string; readonly state?: "draft" | "published" } = {},
): Promise<ReportFacts> {
  const region = await readRegionPack(folder);
  const { records, functions } = readPlanPack(region);
  const world = createWorld(records);
  const frame = { ...records, functions };
  const rows = [...records.commitments]
    .sort((a, b) => compareCitations(a.id, b.id))
    .map((commitment) => toRowFrame(world, frame, commitment, []));
  const state: PlanState = {
    revision: 1n,
    register: {
      plan: records.plan.id,
      version: 1,
      regionVersion: 1,
      hash: region.hash,
      loadedAt: new Date(0),
      frame,
      commitments: [],
      observations: [],
    },
    records,
    world,
    rows,
    rowById: new Map(rows.map((row) => [row.commitment.id, row])),
    evaluations: [],
    ruleByVersion: new Map(),
    planEnd: undefined,
    latest: undefined,
    previous: undefined,
    planEndResults: new Map(),
    latestResults: new Map(),
    assessments: new Map(),
    official: new Map(),
  };
  const made = new Date("2026-02-01T04:00:00Z");
  const evaluate = (date: string) => {
    const dates = { asOf: date, knownBy: options.knownBy ?? "2026-02-01" };
    const results = evaluatePlan(world, dates).map((result) => ({ ...result, rowHash: "" }));
    const published = options.state !== "draft";
    const evaluation: StoredEvaluation = {
      id: "7",
      registerVersion: 1,
      ...dates,
      state: published ? "published" : "draft",
      createdAt: made,
      createdBy: "system",
      publishedAt: published ? made : null,
      publishedBy: published ? "system" : null,
      counts: countStatuses(results),
    };
    return { evaluation, results: new Map(results.map((result) => [result.commitment, result])) };
  };
  const now = evaluate(asOf);
  const changes = options.before ? toChanges(state, evaluate(options.before), now) : null;
  const layers = await readMapLayers(region);
  return gatherFacts({ state, region, ...now, changes, systems: [], madeOn: "2026-02-01", layers });
}

/** What a test looks at in an Office Open XML file. */
export interface OfficeFile {
  readonly names: readonly string[];
  text(name: string): string;
  bytes(name: string): Uint8Array;
  /** Targets of relationships that no part of the file answers. */
  readonly brokenLinks: readonly string[];
}

/** Unpacks an Office Open XML file; every XML part has to be well-formed. */
export function openOffice(file: Uint8Array): OfficeFile {
  const parts = unzipSync(file);
  const bytes = (name: string): Uint8Array => {
    const part = parts[name];
    if (!part) throw new Error(`${name} is not in the file; it holds ${Object.keys(parts).join(", ")}`);
    return part;
  };
  const brokenLinks: string[] = [];
  for (const name of Object.keys(parts).filter((one) => /\.(xml|rels)$/u.test(one))) {
    readXml(bytes(name), {
      open: (tag, attributes) => {
        if (tag !== "Relationship" || attributes.TargetMode === "External") return;
        const target = resolveTarget(name, attributes.Target ?? "");
        if (!parts[target]) brokenLinks.push(`${name}: ${target}`);
      },
    });
  }
  return { names: Object.keys(parts), bytes, text: (name) => new TextDecoder().decode(bytes(name)), brokenLinks };
}

/** `word/_rels/document.xml.rels` speaks of what stands beside `word/document.xml`. */
function resolveTarget(rels: string, target: string): string {
  const base = `file:///${rels.replace(/_rels\/[^/]*$/u, "")}`;
  return new URL(target, base).pathname.slice(1);
}

/** Asks the report's route as the public. */
export function createReportClient(services: Services) {
  const app = createHttpApp({
    routes: reportRoutes(planServiceOf(services)) as unknown as Parameters<typeof createHttpApp>[0]["routes"],
    authoriser: services.authoriser,
    findActor: async () => publicActor,
    log: pino({ level: "silent" }),
    openApi: { title: "test", version: "0", description: "", tags: { Evaluations: "Evaluations" } },
    checkResponses: true,
  });
  return async (path: string) => {
    const answer = await app.request(`http://plan.test${path}`, { headers: { "accept-language": "en" } });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const isJson = /json/u.test(answer.headers.get("content-type") ?? "");
    const json = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined;
    return { status: answer.status, headers: answer.headers, bytes, json };
  };
}
