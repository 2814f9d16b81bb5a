import { createApiClient } from "@midreach/kernel/http/client";
import type { JudgingRoutes } from "@midreach/plan";

/** Calls the routes of consultations, approval and comments of the public. */
export const judgingApi = createApiClient<JudgingRoutes[number]>();
