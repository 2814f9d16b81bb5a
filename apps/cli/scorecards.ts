import type { Scorecard, Scorecards } from "@midreach/plan";
import { Argument, type Command } from "commander";
import type { Paper } from "./paper.ts";
import type { Reporter } from "./reporter.ts";
import { words as common, say, statusWord } from "./words.ts";

const words = {
  rank: { zh: "名次", en: "Rank" },
  score: { zh: "得分", en: "Score" },
  coverage: { zh: "可判断比重", en: "Can be judged" },
  judged: { zh: "已判断", en: "Judged" },
  name: { zh: "名称", en: "Name" },
  noRules: { zh: "本区域没有评分规则。", en: "This region has no rules of scoring." },
  proposal: { zh: "建议规则,未经任何机关采纳", en: "proposed rules, adopted by nobody" },
  weight: { zh: "权重", en: "Weight" },
  points: { zh: "分值", en: "Points" },
  lost: { zh: "失分", en: "Lost" },
} as const;

/** `plan scorecards [KIND] [ID]`: a ranking, or one card with the commitments that make it. */
export function addScorecardCommand(plan: Command, report: Reporter): void {
  const kinds = ["province", "city", "trade", "organisation"];
  plan
    .command("scorecards")
    .addArgument(new Argument("[kind]", "who is scored").choices(kinds).default("province"))
    .argument("[id]", "one of them: its card")
    .description("scores by the region's rules; with an id, the commitments, weights and points of one card")
    .option("--evaluation <id>", "by this evaluation; plan-end, latest or an id")
    .action((kind: string, id: string | undefined, flags: { evaluation?: string }, command: Command) =>
      id === undefined
        ? report<Scorecards>(command, {
            command: "plan.listScorecards",
            args: { kind, ...flags },
            print: printScorecards,
          })
        : report<Scorecard>(command, {
            command: "plan.showScorecard",
            args: { kind, id, ...flags },
            print: printScorecard,
          }),
    );
}

const decimal = (value: number | null): string => (value === null ? "-" : value.toFixed(1));
const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

function printRules(paper: Paper, rules: Scorecards["rules"]): void {
  if (!rules) {
    paper.line(say(paper, words.noRules));
    return;
  }
  const basis = rules.basis === "proposal" ? ` (${say(paper, words.proposal)})` : "";
  paper.line(paper.paint("bold", `${say(paper, rules.title)}${basis}`));
}

function printScorecards(paper: Paper, { rules, evaluation, rows }: Scorecards): void {
  printRules(paper, rules);
  if (evaluation) paper.line(`${say(paper, common.asOf)} ${evaluation.asOf}`);
  if (rows.length === 0) return;
  const titles = [words.rank, words.score, words.coverage, words.judged, words.name];
  const lines = rows.map((row) => [
    row.rank === null ? "-" : String(row.rank),
    decimal(row.score),
    percent(row.coverage),
    `${row.judged}/${row.total}`,
    `${say(paper, row.name)} (${row.id})${row.why ? `: ${say(paper, row.why)}` : ""}`,
  ]);
  paper.table([titles.map((title) => say(paper, title)), ...lines]);
}

function printScorecard(paper: Paper, { rules, evaluation, row, ranked, lines }: Scorecard): void {
  printRules(paper, rules);
  if (evaluation) paper.line(`${say(paper, common.asOf)} ${evaluation.asOf}`);
  const rank = row.rank === null ? "" : `, ${say(paper, words.rank)} ${row.rank}/${ranked}`;
  paper.line(`${say(paper, row.name)}: ${say(paper, words.score)} ${decimal(row.score)}${rank}`);
  if (row.why) paper.line(say(paper, row.why));
  paper.line();
  const titles = [common.status, words.weight, words.points, words.lost].map((title) => say(paper, title));
  const rows = lines.map((line) => [
    line.commitment.id,
    statusWord(paper, line.status),
    decimal(line.weight),
    decimal(line.points),
    decimal(line.lost),
    say(paper, line.commitment.text),
  ]);
  paper.table([["", ...titles, ""], ...rows]);
}
