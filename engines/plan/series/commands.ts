import type { Actor, Services } from "@midreach/kernel/http";
import { z } from "zod";
import { parseArguments } from "../arguments.ts";
import { planServiceOf } from "../service.ts";
import { importSeries, previewImport } from "./import.ts";
import type { ImportAnswer } from "./schemas.ts";

const importArguments = z.object({
  name: z.string().min(1).max(300),
  /** The file's bytes in base 64. */
  base64: z.base64(),
  dryRun: z.boolean().default(false),
});

/**
 * Imports a file with figures for the command line; with `dryRun` only says what it would change. Bad rows are part of
 * the answer: the command line prints them in the reader's language.
 * @throws Problem `request.invalid`, and `import.rejected` when the file is no table with the columns of a series
 */
export async function importSeriesCommand(services: Services, args: unknown, actor: Actor): Promise<ImportAnswer> {
  const { name, base64, dryRun } = parseArguments(importArguments, args);
  const service = planServiceOf(services);
  const file = { name, bytes: new Uint8Array(Buffer.from(base64, "base64")) };
  const preview = await previewImport(service, actor, file);
  return dryRun || preview.faultCount > 0 ? preview : importSeries(service, actor, file);
}
