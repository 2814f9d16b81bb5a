import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import { askDataFolder } from "@midreach/kernel/database";
import { Problem } from "@midreach/kernel/problems";
import type { EndRow, FeedImportAnswer, FeedList, Isochrones, Journeys, ReachService } from "@midreach/reach";
import type { Command } from "commander";
import { carryOut, type Place } from "./connect.ts";
import type { Paper } from "./paper.ts";
import { printFeedImport, printFeeds, printJourneys, printMatrix, printWritten } from "./reach-print.ts";

/** What these commands take from the program around them. */
export interface ReachTools {
  place(command: Command): Place;
  paper(command: Command): Paper;
  /** Prints the answer: as JSON where that is asked for, else by `print`. */
  tell(command: Command, answer: unknown, print: (paper: Paper) => void): void;
  /** Says by the exit code that something was found wrong. */
  foundFaults(): void;
  /** Folder that relative paths start from. */
  folder(): string;
}

interface DataSetFlags {
  readonly feed?: string;
  readonly scenario?: string;
  readonly date?: string;
}

interface MatrixFlags extends DataSetFlags {
  readonly from?: string;
  readonly to?: string;
  readonly start?: string;
  readonly end?: string;
  readonly threshold?: string;
  readonly out?: string;
}

/** `reach feeds|matrix|journey|isochrone|import|export`: travel times out of timetables. */
export function addReachCommands(program: Command, tools: ReachTools): void {
  const reach = program.command("reach").description("travel times out of timetables");
  reach
    .command("feeds")
    .description("the timetables: what each covers, and of which cities it says nothing")
    .action(async (_flags, command: Command) => {
      const answer = (await ask(tools, command, "feeds", {})) as FeedList;
      tools.tell(command, answer, (paper) => printFeeds(paper, answer));
    });
  addMatrixCommand(reach, tools);
  addJourneyCommand(reach, tools);
  addIsochroneCommand(reach, tools);
  addFileCommands(reach, tools);
}

/** The options by which every question names its timetable. */
function withDataSet(command: Command): Command {
  return command
    .option("--feed <feed>", "id of a timetable (see reach feeds), or the path of a GTFS file, which is not imported")
    .option("--scenario <scenario>", "id of a kept scenario, or one written out as an address carries it")
    .option("--date <date>", "day of service, 2016-03-15; the timetable's own unless told");
}

function addMatrixCommand(reach: Command, tools: ReachTools): void {
  withDataSet(reach.command("matrix"))
    .description("travel times between cities; ends may also be station:ID or lon,lat (separate those by semicolons)")
    .option("--from <ends>", "names or codes, separated by commas; all cities of the plan unless told")
    .option("--to <ends>", "names or codes, separated by commas; all cities of the plan unless told")
    .option("--start <time>", "earliest departure, 00:00 unless told")
    .option("--end <time>", "departures before this time, 24:00 unless told")
    .option("--threshold <minutes>", "minutes that count as within reach, 120 unless told")
    .option("--out <file>", "write it as .csv, .xlsx or .geojson (cities only)")
    .action(async (flags: MatrixFlags, command: Command) => {
      const args = { ...dataSetOf(flags), ...windowOf(flags), ...listsOf(flags) };
      if (flags.out !== undefined) return writeMatrixFile(tools, command, args, flags.out);
      const rows = (await ask(tools, command, "matrix", args)) as EndRow[];
      tools.tell(command, rows, (paper) => printMatrix(paper, rows));
    });
}

async function writeMatrixFile(tools: ReachTools, command: Command, args: object, out: string): Promise<void> {
  const format = extname(out).slice(1).toLowerCase();
  if (!["csv", "xlsx", "geojson"].includes(format)) {
    throw new Problem("request.invalid", {
      zh: `“${out}”的扩展名应为.csv、.xlsx或.geojson。`,
      en: `"${out}" should end in .csv, .xlsx or .geojson.`,
    });
  }
  const { language } = tools.paper(command);
  const file = (await ask(tools, command, "matrixFile", { ...args, format, language })) as { base64: string };
  await writeOut(tools, command, out, Buffer.from(file.base64, "base64"));
}

interface JourneyFlags extends DataSetFlags {
  readonly depart?: string;
  readonly arrive?: string;
  readonly window?: string;
  readonly maxTransfers?: string;
  readonly without?: string[];
}

function addJourneyCommand(reach: Command, tools: ReachTools): void {
  withDataSet(reach.command("journey <from> <to>"))
    .description("journeys that none other beats in departure, arrival and transfers")
    .option("--depart <time>", "ready to leave then: 2021-06-15T08:00, or 08:00 with --date")
    .option("--arrive <time>", "there by then")
    .option("--window <times>", "all that depart within: 06:00-12:00")
    .option("--max-transfers <number>", "4 unless told")
    .option("--without <what...>", "cancelled: trains (G1) and sections of line (A~B)")
    .action(async (from: string, to: string, flags: JourneyFlags, command: Command) => {
      const { maxTransfers, without } = flags;
      const args = {
        ...dataSetOf(flags),
        ...timeOf(flags),
        from,
        to,
        ...(maxTransfers === undefined ? {} : { maxTransfers }),
        ...(without === undefined ? {} : { without }),
      };
      const answer = (await ask(tools, command, "journeys", args)) as Journeys;
      tools.tell(command, answer, (paper) => printJourneys(paper, answer));
    });
}

interface IsochroneFlags extends DataSetFlags {
  readonly start?: string;
  readonly end?: string;
  readonly minutes?: string;
  readonly out?: string;
}

function addIsochroneCommand(reach: Command, tools: ReachTools): void {
  withDataSet(reach.command("isochrone <from>"))
    .description("areas within reach of a city, a station:ID or a point lon,lat, as GeoJSON")
    .option("--minutes <list>", "thresholds, separated by commas; 60,120,180,240 unless told")
    .option("--start <time>", "earliest departure, 00:00 unless told")
    .option("--end <time>", "departures before this time, 24:00 unless told")
    .option("--out <file>", "write it to a file instead of printing it")
    .action(async (from: string, flags: IsochroneFlags, command: Command) => {
      const minutes = flags.minutes === undefined ? {} : { minutes: split(flags.minutes) };
      const args = { ...dataSetOf(flags), ...windowOf(flags), ...minutes, from };
      const { isochrones, dataSet } = (await ask(tools, command, "isochrones", args)) as Isochrones;
      const text = `${JSON.stringify({ ...isochrones, dataSet })}\n`;
      if (flags.out !== undefined) await writeOut(tools, command, flags.out, text);
      else tools.paper(command).line(text.trimEnd());
    });
}

interface ImportFlags {
  readonly dryRun?: boolean;
  readonly judging?: boolean;
  readonly id?: string;
  readonly title?: string;
  readonly publishedAt?: string;
  readonly measureOn?: string;
}

function addFileCommands(reach: Command, tools: ReachTools): void {
  reach
    .command("import <file>")
    .description("import a GTFS file, all or nothing; exit code 2 when it has errors, each is listed")
    .option("--dry-run", "say what is in it and what is wrong; nothing is kept")
    .option("--id <id>", "id of the timetable; made of the file's name unless told")
    .option("--title <title>", "title of the timetable")
    .option("--published-at <date>", "day on which it became known; today unless told")
    .option("--measure-on <date>", "day on which measures are taken")
    .option("--judging", "judge the plan by it from its period on")
    .action(async (file: string, flags: ImportFlags, command: Command) => {
      const { dryRun = false, judging = false, ...told } = flags;
      const base64 = (await readFeed(resolve(tools.folder(), file))).toString("base64");
      const args = { name: basename(file), base64, dryRun, judging, ...told };
      const answer = (await carryOut(tools.place(command), "reach.importFeed", args)) as FeedImportAnswer;
      tools.tell(command, answer, (paper) => printFeedImport(paper, answer));
      if (answer.report.errors > 0) tools.foundFaults();
    });
  reach
    .command("export")
    .description("write a timetable, perhaps under a scenario, as a GTFS file")
    .option("--feed <feed>", "id of a timetable; the newest, or the scenario's, unless told")
    .option("--scenario <scenario>", "id of a kept scenario, or one written out as an address carries it")
    .requiredOption("--out <file>", "feed.zip")
    .action(async (flags: DataSetFlags & { readonly out: string }, command: Command) => {
      const file = (await ask(tools, command, "exportFeed", dataSetOf(flags))) as { base64: string };
      await writeOut(tools, command, flags.out, Buffer.from(file.base64, "base64"));
    });
}

async function writeOut(tools: ReachTools, command: Command, out: string, content: string | Buffer): Promise<void> {
  const path = resolve(tools.folder(), out);
  try {
    await writeFile(path, content);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Problem("request.invalid", {
      zh: `无法写入${out}(${code})。`,
      en: `${out} cannot be written (${code}).`,
    });
  }
  tools.tell(command, { file: path }, (paper) => printWritten(paper, path));
}

const split = (list: string): string[] => {
  // Points hold a comma themselves.
  const parts = list.split(list.includes(";") ? ";" : /[,,、]/u);
  return parts.map((part) => part.trim()).filter((part) => part !== "");
};

const defined = (given: object): object =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

const dataSetOf = ({ feed, scenario, date }: DataSetFlags): object => defined({ feed, scenario, date });

const windowOf = ({ start, end, threshold }: MatrixFlags): object =>
  defined({ windowStart: start, windowEnd: end, threshold });

const listsOf = ({ from, to }: MatrixFlags): object =>
  defined({ from: from === undefined ? undefined : split(from), to: to === undefined ? undefined : split(to) });

function timeOf({ depart, arrive, window, date }: JourneyFlags): object {
  const given = [depart, arrive, window].filter((one) => one !== undefined);
  if (given.length > 1) {
    throw new Problem("request.invalid", {
      zh: "--depart、--arrive与--window只能用其中一个。",
      en: "Give one of --depart, --arrive and --window.",
    });
  }
  if (window !== undefined) {
    const [windowStart, windowEnd] = window.split(/\s*[-–—~]\s*/u);
    return { mode: "window", windowStart, windowEnd };
  }
  const told = depart ?? arrive;
  if (told === undefined) return {};
  const match = /^(?:(\d{4}-\d{2}-\d{2})(?:[T ]|$))?(\d{2}:\d{2})?(?::\d{2})?$/u.exec(told);
  if (!match) {
    throw new Problem("request.invalid", {
      zh: `“${told}”不是时间。请写作2021-06-15T08:00或08:00。`,
      en: `"${told}" is no time. Write 2021-06-15T08:00 or 08:00.`,
    });
  }
  return defined({ mode: depart === undefined ? "arrive" : "depart", date: match[1] ?? date, time: match[2] });
}

async function readFeed(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Problem("request.invalid", {
      zh: `${path}无法读取(${code})。请给出GTFS压缩包的路径。`,
      en: `${path} cannot be read (${code}). Give the path of a GTFS zip.`,
    });
  }
}

/**
 * Asks the running server, or the data folder, or, when the timetable is a file or nothing has been kept yet, the region
 * pack alone: then nobody has to wait for a database.
 */
async function ask(tools: ReachTools, command: Command, name: string, args: object): Promise<unknown> {
  const place = tools.place(command);
  const { feed, ...rest } = args as DataSetFlags;
  if (feed !== undefined && (/[\\/]/u.test(feed) || /\.zip$/iu.test(feed))) {
    const path = resolve(tools.folder(), feed);
    const bytes = new Uint8Array(await readFeed(path));
    return askAlone(place, name, rest, (reach, region) => reach.openFeedFile(region, { name: basename(path), bytes }));
  }
  if (place.databaseUrl === undefined && !existsSync(join(place.dataFolder, "pgdata"))) {
    const answer = await askDataFolder(place.dataFolder, { command: `reach.${name}`, args });
    if (answer.answered) return answer.value;
    return askAlone(place, name, args, (reach, region) => reach.openRegion(region));
  }
  return carryOut(place, `reach.${name}`, args);
}

type Reach = typeof import("@midreach/reach");
type Region = Parameters<Reach["openRegion"]>[0];

async function askAlone(
  place: Place,
  name: string,
  args: object,
  open: (reach: Reach, region: Region) => ReachService,
): Promise<unknown> {
  const { readRegionPack } = await import("@midreach/kernel/region");
  const reach = await import("@midreach/reach");
  const service = open(reach, await readRegionPack(place.regionFolder));
  const questions = reach.reachQuestions as Readonly<
    Record<string, (service: ReachService, args: unknown, actor: typeof reach.localAsker) => Promise<unknown>>
  >;
  const question = questions[name];
  if (!question) throw new Error(`there is no question ${name}`);
  // Through JSON, as from a server: what is printed does not depend on who answered.
  return JSON.parse(JSON.stringify(await question(service, args, reach.localAsker)));
}
