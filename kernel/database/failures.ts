import { Problem } from "../problems/index.ts";

/** SQLSTATE classes and codes, PostgreSQL 15 manual, appendix A. */
const timeouts = new Set(["57014", "25P03", "55P03"]);
const full = new Set(["53100"]);
const unavailable = new Set(["57P01", "57P02", "57P03", "53300", "ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EPIPE"]);
const onlyReading = "25006";
const unavailableText = /connection terminated|connection ended|timeout exceeded when trying to connect|not queryable/i;

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
}

/** True when the database refused a statement with this SQLSTATE, e.g. `23505` for a key that is there already. */
export function hasSqlState(error: unknown, state: string): boolean {
  return codeOf(error) === state;
}

/** @returns the Problem for a database that was too slow; `limitMs` is the limit that was crossed */
export function timeoutProblem(limitMs: number | undefined, cause?: unknown): Problem {
  const limit = limitMs === undefined ? "its time limit" : `${limitMs} ms`;
  return new Problem("database.timeout", `A statement took longer than ${limit} and was stopped.`, [], { cause });
}

/** @returns the Problem for a database that cannot be reached */
export function unavailableProblem(detail: string, cause?: unknown): Problem {
  return new Problem("database.unavailable", detail, [], { cause });
}

/** @returns the Problem for a disk without space */
export function fullProblem(cause?: unknown): Problem {
  return new Problem(
    "database.full",
    "There is too little space left for the database; nothing was written. Free space on its disk and try again.",
    [],
    { cause },
  );
}

/** @returns true when a text that PostgreSQL or the file system wrote speaks of a full disk */
export function speaksOfFullDisk(text: string): boolean {
  return /no space left on device|disk quota exceeded|ENOSPC|EDQUOT/i.test(text);
}

/**
 * What the world did wrong (time, space, connection) becomes a Problem. Everything else stays as the driver threw it:
 * a violated constraint or wrong SQL is for the caller to judge.
 */
export function asProblem(error: unknown): unknown {
  if (error instanceof Problem || !(error instanceof Error)) {
    return error;
  }
  const code = codeOf(error);
  if (timeouts.has(code)) {
    return timeoutProblem(undefined, error);
  }
  if (full.has(code) || speaksOfFullDisk(error.message)) {
    return fullProblem(error);
  }
  if (code === onlyReading) {
    const detail = "The database takes no writes: it is a standby, or set to reading only. Use the primary's address.";
    return unavailableProblem(detail, error);
  }
  if (unavailable.has(code) || code.startsWith("08") || unavailableText.test(error.message)) {
    return unavailableProblem("The connection to the database was lost or refused. Try again in a moment.", error);
  }
  return error;
}
