import type { Round, RoundDetail } from "@midreach/plan";
import type { Paper } from "./paper.ts";
import { say } from "./words.ts";

const words = {
  round: { zh: "轮次", en: "Round" },
  due: { zh: "截止", en: "Due" },
  owed: { zh: "尚欠", en: "Owed" },
  overdue: { zh: "逾期天数", en: "Days overdue" },
  differs: { zh: "与测算不一致", en: "Differing" },
  unit: { zh: "单位", en: "Unit" },
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

/** `plan rounds`: every round with how far it is. */
export function printRounds(paper: Paper, { rounds }: { readonly rounds: readonly Round[] }): void {
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
export function printRound(paper: Paper, { round, units }: RoundDetail): void {
  paper.line(paper.paint("bold", `${round.title} (${say(paper, words.states[round.state])})`));
  paper.line(`${say(paper, words.due)} ${round.due}`);
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
