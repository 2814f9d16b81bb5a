import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { Problem } from "@midreach/kernel/problems";
import type { ImportAnswer } from "@midreach/plan";
import type { Command } from "commander";
import type { Paper } from "./paper.ts";
import { say } from "./words.ts";

const words = {
  figures: { zh: "个数据", en: "figures" },
  new: { zh: "新", en: "new" },
  revisions: { zh: "修订", en: "revised" },
  earlier: { zh: "更早的公布", en: "published earlier" },
  left: { zh: "未填写的行", en: "rows left empty" },
  suspicious: {
    zh: "与邻近数据相差十倍以上,请核对单位",
    en: "ten times as large or small as its neighbour, check the unit",
  },
  refused: { zh: "处错误,未导入任何数据", en: "faults, nothing was imported" },
  imported: { zh: "已导入", en: "imported" },
  trial: { zh: "仅试算,未导入", en: "a trial, nothing was imported" },
} as const;

/** What this command takes from the program: who carries it out, and the folder where it was typed. */
export interface SeriesCommandHost {
  report(
    command: Command,
    report: {
      readonly command: string;
      readonly args: object;
      print(paper: Paper, answer: ImportAnswer): void;
      isBad?(answer: ImportAnswer): boolean;
    },
  ): Promise<void>;
  folder(): string;
}

/** `plan import-series FILE [--dry-run]`: figures from CSV or xlsx, all or none. */
export function addSeriesCommand(plan: Command, host: SeriesCommandHost): void {
  plan
    .command("import-series <file>")
    .description("import figures from CSV or xlsx, all or none; exit code 2 when rows are wrong, each is listed")
    .option("--dry-run", "say what it would change, and what is wrong; nothing is kept")
    .action(async (file: string, flags: { dryRun?: boolean }, command: Command) =>
      host.report(command, {
        command: "plan.importSeries",
        args: {
          name: basename(file),
          base64: await readBase64(resolve(host.folder(), file)),
          dryRun: flags.dryRun === true,
        },
        print: printImport,
        isBad: (answer) => answer.faultCount > 0,
      }),
    );
}

async function readBase64(path: string): Promise<string> {
  try {
    return (await readFile(path)).toString("base64");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Problem("request.invalid", `${path} cannot be read (${code}). Give the path of a CSV or xlsx file.`);
  }
}

/** What an import brought, or every row that kept it out. */
export function printImport(paper: Paper, answer: ImportAnswer): void {
  if (answer.faultCount > 0) {
    paper.line(`${paper.paint("red", String(answer.faultCount))} ${say(paper, words.refused)}: ${answer.file}`);
    paper.table(
      answer.faults.map(({ where, what, fix }) => [`  ${where}`, say(paper, what), fix ? say(paper, fix) : ""]),
    );
    return;
  }
  const state = answer.import === null ? words.trial : words.imported;
  const counts = [
    `${answer.figures} ${say(paper, words.figures)}`,
    `${say(paper, words.new)} ${answer.new}`,
    `${say(paper, words.revisions)} ${answer.revisions}`,
    `${say(paper, words.earlier)} ${answer.earlier}`,
    `${say(paper, words.left)} ${answer.left}`,
  ];
  paper.line(`${paper.paint("bold", say(paper, state))}: ${answer.file}: ${counts.join(", ")}`);
  for (const row of answer.rows.filter((candidate) => candidate.suspicious)) {
    paper.line(`  ${paper.paint("yellow", row.where)}: ${row.value}; ${say(paper, words.suspicious)}`);
  }
}
