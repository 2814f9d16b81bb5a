import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Problem } from "@midreach/kernel/problems";
import type { ImportDetail, Imports } from "@midreach/plan";
import type { Command } from "commander";
import type { Paper } from "./paper.ts";
import { say, words } from "./words.ts";

/** Larger files are refused before they are read; the server has the same limit. */
const maxBytes = 32 << 20;

interface Imported extends Pick<ImportDetail, "import" | "headings" | "settings"> {
  readonly reviewPath: string;
}

interface Exported {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** What the commands below need of the program around them. */
export interface ImportTools {
  /** Has a command carried out; prints the answer, as JSON where that is asked for. */
  report<Answer>(
    command: Command,
    report: { readonly command: string; readonly args: object; print(paper: Paper, answer: Answer): void },
  ): Promise<void>;
  /** Has a command carried out. */
  ask(command: Command, name: string, args: object): Promise<unknown>;
  /** Address of the running server; undefined when there is none. */
  address(command: Command): Promise<string | undefined>;
  paper(command: Command): Paper;
  /** Folder that relative paths start from. */
  readonly folder: () => string;
}

/** `plan import FILE`, `plan import list`, `plan import export ID`. @returns the command `plan import`, for more below it */
export function addImportCommands(plan: Command, tools: ImportTools): Command {
  const command = plan
    .command("import")
    .argument("[file]", "an official plan as .txt, .html or .docx")
    .description("read a plan from its text as a draft; it is reviewed, sentence by sentence, on the page")
    .action(async (file: string | undefined, _flags, self: Command) => {
      if (file === undefined) self.help();
      const path = resolve(tools.folder(), file);
      const args = await planFile(path);
      const address = await tools.address(self);
      const print = (paper: Paper, imported: Imported) => printImported(paper, imported, address);
      await tools.report<Imported>(self, { command: "plan.importPlan", args, print });
    });
  command
    .command("list")
    .description("imports, and how far their review is")
    .action((_flags, self: Command) =>
      tools.report<Imports>(self, { command: "plan.listImports", args: {}, print: printImports }),
    );
  command
    .command("export <id>")
    .description(
      "write a reviewed plan as the files of a region pack: plan.json, chapters.csv, register/chapter-N.json",
    )
    .requiredOption("--out <folder>", "folder to write into; files of these names must not be there")
    .action(async (id: string, { out }: { out: string }, self: Command) => {
      const { files } = (await tools.ask(self, "plan.exportImport", { id })) as Exported;
      const folder = resolve(tools.folder(), out);
      await writeNew(folder, files);
      for (const { path } of files) tools.paper(self).line(join(folder, path));
    });
  return command;
}

/** A plan's text as commands take it. @throws Problem `request.invalid`, `request.too-large` */
export const planFile = async (path: string) => ({
  name: basename(path),
  base64: (await readPlan(path)).toString("base64"),
});

async function readPlan(path: string): Promise<Buffer> {
  try {
    const bytes = await readFile(path);
    if (bytes.byteLength <= maxBytes) return bytes;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Problem(
      "request.invalid",
      `${path} cannot be read (${code}). Give the path of a .txt, .html or .docx file.`,
    );
  }
  throw new Problem("request.too-large", `${path} has more than 32 MB. Remove images, or save the text alone.`);
}

async function writeNew(folder: string, files: Exported["files"]): Promise<void> {
  try {
    for (const { path, text } of files) {
      const target = join(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text, { flag: "wx" });
    }
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    throw new Problem(
      "request.invalid",
      `${path ?? folder} cannot be written (${code}). Give a new folder with --out.`,
    );
  }
}

/** @param address of the running server; without one, how to start it is said */
function printImported(
  paper: Paper,
  { import: made, headings, settings, reviewPath }: Imported,
  address: string | undefined,
): void {
  const { progress } = made;
  paper.line(paper.paint("bold", made.title));
  paper.table([
    [`  ${say(paper, words.chapter)}`, String(made.chapters)],
    [`  ${say(paper, words.importSections)}`, String(made.sections)],
    [`  ${say(paper, words.sentences)}`, String(progress.sentences)],
    [`  ${say(paper, words.importCommits)}`, String(progress.commits)],
    [`  ${say(paper, words.importDoubtful)}`, String(progress.doubtful)],
    [`  ${say(paper, words.importPeriod)}`, `${settings.periodStart} – ${settings.periodEnd}`],
  ]);
  for (const { chapter, section, title } of headings) {
    if (title !== "") paper.line(section === 0 ? `  ${chapter} ${title}` : `    ${chapter}.${section} ${title}`);
  }
  paper.line();
  paper.line(`${say(paper, words.importReview)} ${address ?? ""}${reviewPath}`);
  if (address === undefined) paper.line(say(paper, words.importReviewHow));
}

function printImports(paper: Paper, { imports }: Imports): void {
  if (imports.length === 0) paper.line(say(paper, words.none));
  paper.table(
    imports.map(({ id, name, state, progress }) => [
      id,
      say(paper, state === "complete" ? words.importComplete : words.importOpen),
      `${progress.decided}/${progress.sentences}`,
      name,
    ]),
  );
}
