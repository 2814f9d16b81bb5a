import type { Words } from "../contracts/index.ts";
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
  const detail = {
    zh: `数据库语句超过${limitMs === undefined ? "时限" : `${limitMs}毫秒`},已中止。`,
    en: `A statement took longer than ${limitMs === undefined ? "its time limit" : `${limitMs} ms`} and was stopped.`,
  };
  return new Problem("database.timeout", detail, [], { cause });
}

/** @returns the Problem for a database that cannot be reached */
export function unavailableProblem(detail: Words, cause?: unknown): Problem {
  return new Problem("database.unavailable", detail, [], { cause });
}

export const databaseClosed: Words = { zh: "数据库已关闭。", en: "The database is closed." };

/** @returns the Problem for a disk without space */
export function fullProblem(cause?: unknown): Problem {
  return new Problem(
    "database.full",
    {
      zh: "数据库所在磁盘的空间不足,没有写入任何内容。请腾出空间后再试。",
      en: "There is too little space left for the database; nothing was written. Free space on its disk and try again.",
    },
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
    const detail = {
      zh: "数据库不接受写入:它是备用库,或设为只读。请改用主库的地址。",
      en: "The database takes no writes: it is a standby, or set to reading only. Use the primary's address.",
    };
    return unavailableProblem(detail, error);
  }
  if (unavailable.has(code) || code.startsWith("08") || unavailableText.test(error.message)) {
    const detail = {
      zh: "与数据库的连接中断或被拒绝。请稍后再试。",
      en: "The connection to the database was lost or refused. Try again in a moment.",
    };
    return unavailableProblem(detail, error);
  }
  return error;
}
