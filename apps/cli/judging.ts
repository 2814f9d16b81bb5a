import type { Consultation, ConsultationDetail, EvaluationDetail, ModerationPage, Standing } from "@midreach/plan";
import { type Command, Option } from "commander";
import type { Paper } from "./paper.ts";
import type { Reporter } from "./reporter.ts";
import { printEvaluation } from "./reports.ts";
import { words as common, say } from "./words.ts";

const words = {
  consultation: { zh: "征求意见", en: "Consultation" },
  due: { zh: "截止", en: "Due" },
  open: { zh: "进行中", en: "open" },
  closed: { zh: "已结束", en: "closed" },
  comments: { zh: "意见", en: "Comments" },
  unanswered: { zh: "未答复", en: "Unanswered" },
  none: { zh: "没有征求意见。", en: "There is no consultation." },
  noComments: { zh: "没有意见。", en: "There is no comment." },
  approved: { zh: "已审定", en: "Approved" },
  notApproved: { zh: "未审定", en: "Not approved" },
  inTheWay: { zh: "尚不能审定或发布", en: "In the way" },
  opinions: {
    agree: { zh: "同意", en: "agrees" },
    object: { zh: "不同意", en: "objects" },
    note: { zh: "说明", en: "notes" },
  },
  decisions: { adopted: { zh: "采纳", en: "adopted" }, "not-adopted": { zh: "未采纳", en: "not adopted" } },
  obstacles: {
    "consultation-open": { zh: "征求意见尚未结束", en: "a consultation is open" },
    "comments-unanswered": { zh: "有意见未答复", en: "comments are not answered" },
    "approval-missing": { zh: "须先审定", en: "it has to be approved first" },
  },
} as const;

interface Consultations {
  readonly consultations: readonly Consultation[];
}

/** `plan judging`: consultations on draft evaluations, comments, approval and publication. */
export function addJudgingCommands(plan: Command, report: Reporter): void {
  const judging = plan
    .command("judging")
    .description("drafts on their way to publication: consultations, comments, approval")
    .action((_flags, command: Command) =>
      report<Consultations>(command, { command: "plan.listConsultations", args: {}, print: printConsultations }),
    );
  const detail = (command: Command, name: string, args: object) =>
    report<ConsultationDetail>(command, { command: `plan.${name}`, args, print: printConsultation });
  judging
    .command("show <consultation>")
    .description("what units said in a consultation, and what the office answered")
    .action((id: string, _flags, command: Command) => detail(command, "showConsultation", { id }));
  judging
    .command("consult <evaluation>")
    .description("ask the units about a draft evaluation")
    .requiredOption("--due <date>", "until when they may comment")
    .option("--note <words>", "what they should know")
    .action((id: string, flags: { due: string; note?: string }, command: Command) =>
      detail(command, "openConsultation", { id, ...flags }),
    );
  judging
    .command("prolong <consultation>")
    .description("move the due date of a consultation")
    .requiredOption("--due <date>", "the new one")
    .action((id: string, { due }: { due: string }, command: Command) =>
      detail(command, "prolongConsultation", { id, due }),
    );
  judging
    .command("close <consultation>")
    .description("end a consultation")
    .action((id: string, _flags, command: Command) => detail(command, "closeConsultation", { id }));
  addDecisions(judging, report);
  addModeration(judging, report);
}

function addDecisions(judging: Command, report: Reporter): void {
  judging
    .command("answer <comment>")
    .description("adopt a unit's comment, or do not and say why")
    .addOption(
      new Option("--decision <word>", "what becomes of it").choices(["adopted", "not-adopted"]).makeOptionMandatory(),
    )
    .option("--answer <words>", "the answer; needed where it is not adopted")
    .action((id: string, given: { decision: string; answer?: string }, command: Command) =>
      report<unknown>(command, { command: "plan.answerComment", args: { id, given }, print: printDone }),
    );
  judging
    .command("standing <evaluation>")
    .description("how far an evaluation is, and what stands in the way of its publication")
    .action((id: string, _flags, command: Command) =>
      report<Standing>(command, { command: "plan.showStanding", args: { id }, print: printStanding }),
    );
  judging
    .command("approve <evaluation>")
    .description("approve a draft")
    .requiredOption("--note <words>", "by whom and on what ground; it stands in the audit log")
    .action((id: string, { note }: { note: string }, command: Command) =>
      report<Standing>(command, { command: "plan.approveEvaluation", args: { id, note }, print: printStanding }),
    );
  judging
    .command("publish <evaluation>")
    .description("publish a draft")
    .action((id: string, _flags, command: Command) =>
      report<EvaluationDetail>(command, { command: "plan.publishEvaluation", args: { id }, print: printEvaluation }),
    );
}

function addModeration(judging: Command, report: Reporter): void {
  const states = ["waiting", "accepted", "refused"];
  judging
    .command("comments")
    .description("comments of the public")
    .addOption(new Option("--state <state>", "which of them").choices(states).default("waiting"))
    .option("--page <number>", "which page", "1")
    .action((flags: { state: string; page: string }, command: Command) =>
      report<ModerationPage>(command, { command: "plan.listModeration", args: flags, print: printModeration }),
    );
  judging
    .command("moderate <comment>")
    .description("show a comment of the public, or refuse it and say why")
    .addOption(new Option("--decision <word>", "what becomes of it").choices(states.slice(1)).makeOptionMandatory())
    .option("--reason <words>", "needed where it is refused")
    .action((id: string, given: { decision: string; reason?: string }, command: Command) =>
      report<unknown>(command, { command: "plan.moderateComment", args: { id, given }, print: printDone }),
    );
}

const printDone = (paper: Paper): void => paper.line("OK");

const stateOf = (paper: Paper, { closedAt }: Consultation): string =>
  say(paper, closedAt === null ? words.open : words.closed);

function printConsultations(paper: Paper, { consultations }: Consultations): void {
  if (consultations.length === 0) {
    paper.line(say(paper, words.none));
    return;
  }
  const titles = [words.due, words.comments, words.unanswered, words.consultation].map((title) => say(paper, title));
  const rows = consultations.map((one) => [
    one.id,
    one.due,
    String(one.comments),
    String(one.unanswered),
    `${say(paper, one.evaluation.title)} (${stateOf(paper, one)})`,
  ]);
  paper.table([["", ...titles], ...rows]);
}

function printConsultation(paper: Paper, { consultation, rows }: ConsultationDetail): void {
  const { evaluation, due } = consultation;
  paper.line(paper.paint("bold", `${say(paper, evaluation.title)} (${stateOf(paper, consultation)})`));
  paper.line(`${say(paper, words.due)} ${due}`);
  const commented = rows.filter((row) => row.comments.length > 0);
  if (commented.length === 0) paper.line(say(paper, words.noComments));
  for (const { commitment, comments } of commented) {
    paper.line(`\n${paper.paint("bold", commitment.id)} ${say(paper, commitment.text)}`);
    for (const { id, organisation, opinion, body, decision, answer } of comments) {
      paper.line(`  ${id}  ${say(paper, organisation.name)} ${say(paper, words.opinions[opinion])}: ${body}`);
      if (decision) paper.line(`    ${say(paper, words.decisions[decision])}${answer ? `: ${answer}` : ""}`);
    }
  }
}

function printStanding(paper: Paper, { evaluation, state, approval, obstacles }: Standing): void {
  const word = say(paper, state === "draft" ? common.draft : common.published);
  paper.line(`${paper.paint("bold", `${say(paper, common.evaluation)} ${evaluation}`)} (${word})`);
  paper.line(
    approval
      ? `${say(paper, words.approved)}: ${approval.approvedBy}, ${approval.note}`
      : say(paper, words.notApproved),
  );
  for (const obstacle of obstacles) {
    paper.line(`${say(paper, words.inTheWay)}: ${say(paper, words.obstacles[obstacle])}`);
  }
}

function printModeration(paper: Paper, { comments }: ModerationPage): void {
  if (comments.length === 0) paper.line(say(paper, words.noComments));
  for (const { id, name, text, sentAt, commitment } of comments) {
    paper.line(`${id}  ${sentAt.slice(0, 10)} ${commitment.id} ${name}`);
    paper.line(`  ${text}`);
  }
}
