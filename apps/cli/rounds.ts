import type { Reminder, Round, RoundDetail } from "@midreach/plan";
import type { Command } from "commander";
import type { Paper } from "./paper.ts";
import type { Reporter } from "./reporter.ts";
import { say } from "./words.ts";

const words = {
  round: { zh: "轮次", en: "Round" },
  due: { zh: "截止", en: "Due" },
  owed: { zh: "尚欠", en: "Owed" },
  overdue: { zh: "逾期天数", en: "Days overdue" },
  differs: { zh: "与测算不一致", en: "Differing" },
  unit: { zh: "单位", en: "Unit" },
  daysLeft: { zh: "剩余天数", en: "Days left" },
  returned: { zh: "退回", en: "Returned" },
  nobodyOwes: { zh: "没有单位欠报。", en: "Nobody owes a report." },
  reopened: { zh: "曾重新开放", en: "Opened again" },
  none: { zh: "还没有填报轮次。", en: "There is no reporting round yet." },
  states: {
    draft: { zh: "草稿", en: "draft" },
    open: { zh: "填报中", en: "open" },
    closed: { zh: "已关闭", en: "closed" },
  },
  items: {
    "not-started": { zh: "未填报", en: "not started" },
    draft: { zh: "草稿", en: "draft" },
    returned: { zh: "已退回", en: "returned" },
    submitted: { zh: "已提交", en: "submitted" },
    accepted: { zh: "已通过", en: "accepted" },
  },
} as const;
const itemStates = ["not-started", "draft", "returned", "submitted", "accepted"] as const;

interface ScopeFlags {
  readonly chapter?: string[];
  readonly commitment?: string[];
  readonly unit?: string[];
  readonly trade?: string[];
  readonly role?: string[];
}

interface CreateFlags extends ScopeFlags {
  readonly title: string;
  readonly from: string;
  readonly until: string;
  readonly due: string;
  readonly note?: string;
}

/** Only what was said narrows the scope; the rest is left to the defaults of the API. */
function toScope({ chapter, commitment, unit, trade, role }: ScopeFlags): object {
  return {
    ...(chapter ? { chapters: chapter.map(Number) } : {}),
    ...(commitment ? { commitments: commitment } : {}),
    ...(unit ? { organisations: unit } : {}),
    ...(trade ? { functions: trade } : {}),
    ...(role ? { roles: role } : {}),
  };
}

/** `plan rounds`, and what can be done with a round: create, change, open, close, reopen, remind. */
export function addRoundCommands(plan: Command, report: Reporter): void {
  const rounds = plan
    .command("rounds")
    .argument("[round]", "the number of one")
    .description("reporting rounds; with the number of one, the units that still owe reports in it")
    .action((round: string | undefined, _flags, command: Command) =>
      round === undefined
        ? report<RoundList>(command, { command: "plan.listRounds", args: {}, print: printRounds })
        : report<RoundDetail>(command, { command: "plan.showRound", args: { round }, print: printRound }),
    );
  addDrafting(rounds, report);
  for (const [name, description] of [
    ["open", "open a draft for the units that are assigned today"],
    ["close", "close an open round: what is written afterwards is kept, but does not count"],
  ] as const) {
    rounds
      .command(`${name} <round>`)
      .description(description)
      .action((round: string, _flags, command: Command) =>
        report<RoundDetail>(command, { command: `plan.${name}Round`, args: { round }, print: printRound }),
      );
  }
  rounds
    .command("reopen <round>")
    .description("open a closed round again; what was written too late counts then")
    .requiredOption("--reason <words>", "why; it stands in the audit log")
    .requiredOption("--due <date>", "the new due date")
    .action((round: string, flags: { reason: string; due: string }, command: Command) =>
      report<RoundDetail>(command, { command: "plan.reopenRound", args: { round, ...flags }, print: printRound }),
    );
  rounds
    .command("remind [round]")
    .description("the units that owe reports in open rounds (or in one), the most urgent first; nothing is sent")
    .action((round: string | undefined, _flags, command: Command) =>
      report<Reminders>(command, {
        command: "plan.listReminders",
        args: round === undefined ? {} : { round },
        print: printReminders,
      }),
    );
}

function addDrafting(rounds: Command, report: Reporter): void {
  rounds
    .command("create")
    .description("draft a round; without further options it asks everybody about everything")
    .requiredOption("--title <title>", "its name")
    .requiredOption("--from <date>", "first day of what is reported")
    .requiredOption("--until <date>", "last day of what is reported")
    .requiredOption("--due <date>", "until when reports are due")
    .option("--note <words>", "what units should know")
    .option("--chapter <numbers...>", "only these chapters")
    .option("--commitment <ids...>", "only these commitments")
    .option("--unit <ids...>", "only these organisations")
    .option("--trade <ids...>", "only organisations of these trades")
    .option("--role <roles...>", "lead, responsible, support; the first two unless told")
    .action(({ title, from, until, due, note, ...scope }: CreateFlags, command: Command) =>
      report<RoundDetail>(command, {
        command: "plan.createRound",
        args: { title, periodFrom: from, periodTo: until, due, note, scope: toScope(scope) },
        print: printRound,
      }),
    );
  rounds
    .command("change <round>")
    .description("change title, note or due date of a draft or an open round")
    .option("--title <title>", "its name")
    .option("--due <date>", "until when reports are due")
    .option("--note <words>", "what units should know")
    .action((round: string, change: { title?: string; due?: string; note?: string }, command: Command) =>
      report<RoundDetail>(command, { command: "plan.changeRound", args: { round, change }, print: printRound }),
    );
}

interface RoundList {
  readonly rounds: readonly Round[];
}
interface Reminders {
  readonly reminders: readonly Reminder[];
}

function printReminders(paper: Paper, { reminders }: Reminders): void {
  if (reminders.length === 0) {
    paper.line(say(paper, words.nobodyOwes));
    return;
  }
  const titles = [words.due, words.daysLeft, words.owed, words.returned, words.round, words.unit];
  const rows = reminders.map(({ round, unit, owed, returned }) => [
    round.due,
    String(round.daysLeft),
    String(owed),
    String(returned),
    `${round.id} ${round.title}`,
    `${say(paper, unit.name)} (${unit.id})`,
  ]);
  paper.table([titles.map((title) => say(paper, title)), ...rows]);
}

/** `plan rounds`: every round with how far it is. */
function printRounds(paper: Paper, { rounds }: RoundList): void {
  if (rounds.length === 0) {
    paper.line(say(paper, words.none));
    return;
  }
  const heading = [
    "",
    say(paper, words.round),
    say(paper, words.due),
    ...itemStates.map((state) => say(paper, words.items[state])),
  ];
  const rows = rounds.map((round) => [
    round.id,
    `${round.title} (${say(paper, words.states[round.state])})`,
    round.due,
    ...itemStates.map((state) => String(round.counts[state])),
  ]);
  paper.table([heading, ...rows]);
}

/** `plan rounds ID`: who still owes, those that owe most first. */
function printRound(paper: Paper, { round, units }: RoundDetail): void {
  paper.line(paper.paint("bold", `${round.title} (${say(paper, words.states[round.state])})`));
  paper.line(`${say(paper, words.due)} ${round.due}`);
  if (round.reopened) {
    const { at, by, reason } = round.reopened;
    paper.line(`${say(paper, words.reopened)} ${at.slice(0, 10)}, ${by}: ${reason}`);
  }
  const counted = itemStates.map((state) => `${say(paper, words.items[state])} ${round.counts[state]}`);
  paper.line(counted.join(", "));
  paper.line();
  const heading = [
    say(paper, words.owed),
    say(paper, words.overdue),
    say(paper, words.differs),
    say(paper, words.unit),
  ];
  const rows = units
    .filter((row) => row.owed > 0 || row.disagreements > 0)
    .map((row) => [
      String(row.owed),
      String(row.daysOverdue),
      String(row.disagreements),
      `${say(paper, row.unit.name)} (${row.unit.id})`,
    ]);
  paper.table([heading, ...rows]);
}
