import { defineRoute, type RouteDefinition } from "@midreach/kernel/http";
import { answerSheet, toSheet, xlsxType } from "@midreach/kernel/sheets";
import { z } from "zod";
import { planId } from "../api/queries.ts";
import { changeKinds } from "../core/compare/index.ts";
import type { PlanService } from "../service.ts";
import { adoptImport, changePlan } from "./adopt.ts";
import { comparisonColumns } from "./columns.ts";
import { comparePair, getComparison } from "./compare.ts";
import { adoptionSchema, planChangeSchema, planEntrySchema, plansSchema, registerComparisonSchema } from "./schemas.ts";
import { getPlanEntry, getPlans } from "./service.ts";

const tag = "Plans";
const params = z.object({ plan: planId });
const side = z.string().min(1).max(120).describe("A plan of the register, or `import:ID` for a plan under review");
const kind = z.enum(changeKinds).optional().describe("Only what went this way");
const pair = { old: side, new: side, kind };
const lang = z.enum(["zh", "en"]).optional();
const mediaTypes = { csv: "text/csv", xlsx: xlsxType } as const;

/** Every route of the plans of the register: list, entry, comparison, taking in. */
export function plansRoutes(service: PlanService) {
  return [...readingRoutes(service), ...managingRoutes(service)] as const;
}

/** The routes with their types, for clients. */
export type PlansRoutes = ReturnType<typeof plansRoutes>;

// Words come before `{plan}`: no plan can have one of them for its id.
function readingRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.listPlans",
      method: "get",
      path: "/api/plans",
      summary: "The plans of the register, which succeeds which, and how they stand",
      tag,
      response: plansSchema,
      action: "plan:read",
      handler: ({ actor }) => getPlans(service, actor),
    }),
    defineRoute({
      id: "plan.comparePlans",
      method: "get",
      path: "/api/plans/compare",
      summary: "A plan beside its successor: carried over, tightened, loosened, changed, added, dropped, and why",
      tag,
      query: z.object({
        ...pair,
        page: z.coerce.number().int().min(1).max(100_000).default(1),
        pageSize: z.coerce.number().int().min(1).max(500).default(50),
      }),
      response: registerComparisonSchema,
      action: "plan:read",
      handler: ({ actor, query }) => getComparison(service, actor, query),
    }),
    defineRoute({
      id: "plan.getPlanEntry",
      method: "get",
      path: "/api/plans/{plan}",
      summary: "One plan of the register with the versions of its register",
      tag,
      params,
      response: planEntrySchema,
      action: "plan:read",
      handler: ({ actor, params: { plan } }) => getPlanEntry(service, actor, plan),
    }),
  ] as const;
}

function managingRoutes(service: PlanService) {
  return [
    defineRoute({
      id: "plan.changePlanEntry",
      method: "patch",
      path: "/api/plans/{plan}",
      summary: "Put a plan into force or back into draft, say which plan it succeeds",
      tag,
      params,
      body: planChangeSchema,
      response: planEntrySchema,
      action: "plans:manage",
      handler: async ({ actor, params: { plan }, body }) => {
        await changePlan(service, actor, plan, body);
        return getPlanEntry(service, actor, plan);
      },
    }),
    defineRoute({
      id: "plan.adoptImport",
      method: "post",
      path: "/api/imports/{id}/adopt",
      summary: "Take a reviewed plan into the register, as a new plan or as a new version; all of it or nothing",
      tag,
      params: z.object({ id: z.string().min(1).max(40) }),
      body: adoptionSchema,
      response: planEntrySchema,
      status: 201,
      action: "plans:manage",
      handler: async ({ actor, params: { id }, body }) =>
        getPlanEntry(service, actor, await adoptImport(service, actor, id, body)),
    }),
  ] as const;
}

/** A whole comparison as a table. */
export function comparisonSheetRoutes(service: PlanService): readonly RouteDefinition[] {
  const formats = ["csv", "xlsx"] as const;
  return formats.map((format) =>
    defineRoute({
      id: `plan.downloadComparison${format === "csv" ? "Csv" : "Xlsx"}`,
      method: "get",
      path: `/api/plans/compare.${format}`,
      summary: `Two plans side by side (${format === "csv" ? "CSV" : "Excel"})`,
      tag: "Downloads",
      query: z.object({ ...pair, lang }),
      response: z.string(),
      produces: [mediaTypes[format]],
      action: "plan:read",
      handler: async ({ actor, query, request }) => {
        const { rows } = await comparePair(service, actor, query);
        const wanted = rows.filter((row) => query.kind === undefined || row.kind === query.kind);
        return answerSheet(toSheet("comparison", comparisonColumns, wanted, query.lang ?? request.language), format);
      },
    }),
  ) as unknown as readonly RouteDefinition[];
}
