import type { z } from "zod";
import { en, zhCN } from "zod/locales";
import { findSchemaWords, type Text } from "../contracts/index.ts";

const english = en().localeError;
const chinese = zhCN().localeError;

/** What a schema finds wrong with a value, at one place of it. */
export interface SchemaIssue {
  readonly path: readonly PropertyKey[];
  readonly what: Text;
}

/**
 * Everything that a schema finds wrong with a value, in both languages; empty when nothing is. For what is read outside
 * of requests (`kernel/http` tells the issues of a request itself).
 */
export function listSchemaIssues(schema: z.ZodType, value: unknown): SchemaIssue[] {
  const inChinese = schema.safeParse(value, { error: chinese });
  if (inChinese.success) return [];
  const inEnglish = schema.safeParse(value, { error: english });
  return inChinese.error.issues.map(({ path, message }, index) => ({
    path,
    what: findSchemaWords(message) ?? { zh: message, en: inEnglish.error?.issues[index]?.message ?? message },
  }));
}
