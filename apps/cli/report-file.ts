import { rename, rm, writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { Problem } from "@midreach/kernel/problems";
import type { Paper } from "./paper.ts";
import { say, words } from "./words.ts";

/** Answer of `plan.report`. */
export interface ReportAnswer {
  readonly fileName: string;
  readonly evaluation: {
    readonly id: string;
    readonly asOf: string;
    readonly knownBy: string;
    readonly state: "draft" | "published";
  };
  readonly base64: string;
}

/** The format that a file's ending asks for. @throws Problem `request.invalid` for any other ending */
export function formatOf(path: string): "docx" | "xlsx" {
  const ending = extname(path).toLowerCase();
  if (ending === ".docx") return "docx";
  if (ending === ".xlsx") return "xlsx";
  throw new Problem(
    "request.invalid",
    `${path} ends neither in .docx nor in .xlsx. Say --out report.docx or report.xlsx.`,
  );
}

/**
 * Writes the report whole or not at all.
 * @throws Problem `request.invalid` when the place cannot be written to
 */
export async function writeReport(path: string, answer: ReportAnswer): Promise<void> {
  const draft = `${path}.part`;
  try {
    await writeFile(draft, Buffer.from(answer.base64, "base64"));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw new Problem(
      "request.invalid",
      `${path} cannot be written (${code}). Give a path in a folder that you may write to.`,
    );
  }
}

/** `plan report`: where the file is, and which evaluation it reports. */
export function printReport(paper: Paper, path: string, { evaluation }: ReportAnswer): void {
  const state = say(paper, evaluation.state === "draft" ? words.draft : words.published);
  const dates = `${say(paper, words.asOf)} ${evaluation.asOf}, ${say(paper, words.knownBy)} ${evaluation.knownBy}`;
  paper.line(`${say(paper, words.reportWritten)} ${path}`);
  paper.line(`  ${say(paper, words.evaluation)} ${evaluation.id} (${state}): ${dates}`);
}
