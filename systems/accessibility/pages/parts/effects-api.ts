import { createApiClient } from "@midreach/kernel/http/client";
import type { AccessibilityRoutes } from "../../server.ts";

/** Calls the system's own routes: what takes both engines. */
export const effectsApi = createApiClient<AccessibilityRoutes>();
