import { Problem } from "@midreach/kernel/problems";
import { listSchemaIssues } from "@midreach/kernel/schema-issues";
import type { z } from "zod";

/**
 * Arguments of a command, which come from outside.
 * @throws Problem `request.invalid` that names every argument at fault
 */
export function parseArguments<Schema extends z.ZodType>(schema: Schema, args: unknown): z.output<Schema> {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  const faults = listSchemaIssues(schema, args).map(({ path, what }) => ({ where: path.map(String).join("."), what }));
  throw new Problem(
    "request.invalid",
    { zh: "命令的参数有误。", en: "The command's arguments are not valid." },
    faults,
  );
}
