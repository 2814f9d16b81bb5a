import { z } from "zod";
import { en, zhCN } from "zod/locales";
import { findSchemaWords } from "../contracts/index.ts";
import { type Fault, Problem } from "../problems/index.ts";
import type { Language, RouteDefinition } from "./types.ts";

/** The three schemas of a route made strict: what they do not name is refused, not dropped in silence. */
export interface RouteSchemas {
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType | undefined;
  /** Query parameters that may be repeated. */
  readonly listParameters: ReadonlySet<string>;
}

function strict(schema: z.ZodType | undefined): z.ZodType {
  if (schema === undefined) return z.strictObject({});
  return schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.strict() : schema;
}

function holdsList(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodArray) return true;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return holdsList(schema.unwrap() as z.ZodType);
  }
  return false;
}

/** Prepares the schemas of a route once, at start. */
export function routeSchemas(route: RouteDefinition): RouteSchemas {
  const fields = route.query instanceof z.ZodObject ? Object.entries(route.query.shape) : [];
  return {
    params: strict(route.params),
    query: strict(route.query),
    body: route.body === undefined || route.body instanceof z.ZodUndefined ? undefined : strict(route.body),
    listParameters: new Set(fields.filter(([, field]) => holdsList(field as z.ZodType)).map(([name]) => name)),
  };
}

/** Query parameters as an object; repeated ones become arrays, so that a schema for one value refuses two. */
export function queryRecord(url: string, listParameters: ReadonlySet<string>): Record<string, string | string[]> {
  const search = new URL(url).searchParams;
  return Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const values = search.getAll(name);
      return [name, values.length > 1 || listParameters.has(name) ? values : (values[0] ?? "")];
    }),
  );
}

const messages = { zh: zhCN().localeError, en: en().localeError };

function wherePath(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((where, key) => where + (typeof key === "number" ? `[${key}]` : `.${String(key)}`), root);
}

function faultsOf(root: string, schema: z.ZodType, error: z.ZodError): Fault[] {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return error.issues.flatMap((issue): Fault[] => {
    if (issue.code !== "unrecognized_keys") {
      return [{ where: wherePath(root, issue.path), what: findSchemaWords(issue.message) ?? issue.message }];
    }
    const list = known.join(", ");
    const fix =
      known.length > 0
        ? { zh: `可用的有:${list}`, en: `known: ${list}` }
        : { zh: "这里不接受任何参数", en: "none is known" };
    return issue.keys.map((key) => ({
      where: wherePath(root, [...issue.path, key]),
      what: issue.message,
      ...(issue.path.length > 0 ? {} : { fix }),
    }));
  });
}

/** What no PostgreSQL column can hold: the zero character, and halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the zero character is what is looked for
const unstorable = /\u0000|\p{Surrogate}/u;

/** Faults of texts that cannot be stored, at any depth; without recursion, because a body may be nested deeply. */
function unstorableTexts(root: string, value: unknown): Fault[] {
  const faults: Fault[] = [];
  const stack: [string, unknown][] = [[root, value]];
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const [where, node] = entry;
    if (typeof node === "string" && unstorable.test(node)) {
      const what = { zh: "含有不是文字的字符", en: "holds a character that is no text" };
      faults.push({
        where,
        what,
        fix: { zh: "请删去U+0000和不成对的代理字符", en: "remove U+0000 and lone surrogates" },
      });
    }
    if (node === null || typeof node !== "object") continue;
    for (const [key, item] of Object.entries(node)) {
      // The place is spelt out only near the top: a path of a thousand steps helps nobody.
      const next = where.length > 200 ? where : wherePath(where, [Array.isArray(node) ? Number(key) : key]);
      if (unstorable.test(key)) {
        const what = { zh: "名称含有不是文字的字符", en: "has a name that is no text" };
        faults.push({ where, what, fix: { zh: "请更正名称", en: "correct the name" } });
      }
      stack.push([next, item]);
    }
  }
  return faults;
}

/**
 * Parses one part of a request (`path`, `query` or `body`).
 * @throws Problem `request.invalid` with one fault for each thing that is wrong, in the reader's language
 */
export async function parsePart(
  root: "path" | "query" | "body",
  schema: z.ZodType,
  value: unknown,
  language: Language,
): Promise<unknown> {
  const badTexts = unstorableTexts(root, value);
  const result = await schema.safeParseAsync(value, { error: messages[language] });
  if (result.success && badTexts.length === 0) return result.data;
  const faults = result.success ? badTexts : faultsOf(root, schema, result.error);
  const named = faults.map((fault) => fault.where).join(", ");
  throw new Problem(
    "request.invalid",
    {
      zh: `有误或无法识别:${named}。请更正后重新发送。`,
      en: `Wrong or unknown: ${named}. Correct it and send it again.`,
    },
    faults,
  );
}
