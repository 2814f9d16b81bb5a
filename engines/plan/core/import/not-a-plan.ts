import { type Text, text } from "@midreach/kernel/contracts";
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
  const total = sentences.reduce((sum, sentence) => sum + sentence.text.length, 0);
  if (sentences.length === 0) {
    return rejected(
      text("文件中没有句子", "The file holds no sentences"),
      text("请导入规划的文字,不要导入扫描件或空表。", "Import the text of a plan, not a scan or an empty form."),
    );
  }
  if (letters < total * 0.4) {
    return rejected(
      text("文件中几乎没有文字", "The file holds hardly any words"),
      text(
        "它可能是表格、程序或损坏的文件,请导入规划的正文。",
        "It may be a table, program code or a damaged file: import the plan's text.",
      ),
    );
  }
  if (sentences.length < fewestSentences) {
    return rejected(
      text(`文件中只有${sentences.length}句话`, `The file holds only ${sentences.length} sentences`),
      text(
        `规划至少有${fewestSentences}句,请检查文件是否完整。`,
        `A plan has at least ${fewestSentences}; check that the whole text is in the file.`,
      ),
    );
  }
  const committing = sentences.filter(({ commits }) => commits).length;
  const headings = structure.chapters.filter(({ number }) => number > 0).length;
  if (committing === 0 || (headings === 0 && committing < sentences.length * leastCommitting)) {
    const noHeadings = headings === 0 ? text(",也没有标题", ", and no headings were found") : text("", "");
    return rejected(
      text(
        `${sentences.length}句话中没有读出承诺${noHeadings.zh}`,
        `None of the ${sentences.length} sentences reads like a commitment${noHeadings.en}`,
      ),
      text(
        "请导入规划的正文:有章节、写明要做什么的文字。",
        "Import the text of a plan: chapters with sentences that say what shall be done.",
      ),
    );
  }
  return undefined;
}

function rejected(what: Text, fix: Text): Problem {
  const detail = text(`${what.zh},看起来不是规划。${fix.zh}`, `${what.en}: this does not look like a plan. ${fix.en}`);
  return new Problem("import.rejected", detail, [{ where: "file", what, fix }]);
}
