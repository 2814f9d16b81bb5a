import type { Problem, ProblemDetails } from "../problems/index.ts";
import type { Language } from "./types.ts";

/** What travels for a Problem: RFC 9457 in the reader's language, with the id of the request. */
export function problemDetails(
  problem: Problem,
  language: Language,
  requestId: string,
): ProblemDetails & { instance: string } {
  return { ...problem.describe(language), instance: `urn:uuid:${requestId}` };
}

/** The headers that belong to a Problem's answer. */
export function problemHeaders(problem: Problem, language: Language): Record<string, string> {
  return {
    "content-type": "application/problem+json; charset=utf-8",
    "content-language": language === "zh" ? "zh-CN" : "en",
    "cache-control": "no-store",
    ...(problem.status === 401 ? { "www-authenticate": 'Bearer realm="midreach"' } : {}),
    ...(problem.retryAfterSeconds === undefined
      ? {}
      : { "retry-after": String(Math.max(1, Math.ceil(problem.retryAfterSeconds))) }),
  };
}
