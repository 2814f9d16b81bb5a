import { Problem } from "@midreach/kernel/problems";
import type { PlanAnalysis } from "./analyse.ts";

const fewestSentences = 5;
const leastCommitting = 0.08;

/**
 * The problem `import.rejected` for a text that is no plan, undefined for one that may be: too few sentences, no letters,
 * or neither headings nor sentences that commit anybody.
 */
export function notAPlan({ structure, sentences }: PlanAnalysis): Problem | undefined {
  const letters = sentences.reduce((sum, { text }) => sum + (text.match(/\p{L}/gu)?.length ?? 0), 0);
  const total = sentences.reduce((sum, { text }) => sum + text.length, 0);
  if (sentences.length === 0)
    return rejected("The file holds no sentences", "Import the text of a plan, not a scan or an empty form.");
  if (letters < total * 0.4) {
    return rejected(
      "The file holds hardly any words",
      "It may be a table, program code or a damaged file: import the plan's text.",
    );
  }
  if (sentences.length < fewestSentences) {
    return rejected(
      `The file holds only ${sentences.length} sentences`,
      `A plan has at least ${fewestSentences}; check that the whole text is in the file.`,
    );
  }
  const committing = sentences.filter(({ commits }) => commits).length;
  const headings = structure.chapters.filter(({ number }) => number > 0).length;
  if (committing === 0 || (headings === 0 && committing < sentences.length * leastCommitting)) {
    return rejected(
      `None of the ${sentences.length} sentences reads like a commitment${headings === 0 ? ", and no headings were found" : ""}`,
      "Import the text of a plan: chapters with sentences that say what shall be done.",
    );
  }
  return undefined;
}

function rejected(what: string, fix: string): Problem {
  return new Problem("import.rejected", `${what}: this does not look like a plan. ${fix}`, [
    { where: "file", what, fix },
  ]);
}
