import type { PlanService } from "../service.ts";
import { approvalRoutes, consultationRoutes } from "./api/consultations.ts";
import { publicCommentRoutes } from "./api/public-comments.ts";

/** Every route of consultations, approval and comments of the public. */
export function judgingRoutes(service: PlanService) {
  return [...consultationRoutes(service), ...approvalRoutes(service), ...publicCommentRoutes(service)] as const;
}

/** The routes with their types, for clients. */
export type JudgingRoutes = ReturnType<typeof judgingRoutes>;
