import type { Command } from "commander";
import type { Paper } from "./paper.ts";

/** A command of the command line: what is asked, and how the answer is printed. */
export interface Report<Answer> {
  readonly command: string;
  readonly args: object;
  print(paper: Paper, answer: Answer): void;
  /** Whether the answer says that something is wrong. */
  isBad?(answer: Answer): boolean;
}

/** Has a command carried out and prints its answer, as JSON where that is asked for. */
export type Reporter = <Answer>(command: Command, report: Report<Answer>) => Promise<void>;
