import type { Strength } from "../../schemas.ts";
import { type Clause, isHedgedClause, readClauses } from "./clauses.ts";
import type { FoundDeadline } from "./deadlines.ts";
import { actionVerbs, backgroundTitles, doctrineTitles, goalTitles, significanceMarks } from "./lexicon.ts";
import { findLabel } from "./numbering.ts";
import type { FoundQuantity } from "./quantities.ts";
import type { SentenceRole } from "./structure.ts";
import { type Finding, maskQuoted, toHalfWidth } from "./text.ts";
import { WordSet } from "./words.ts";

/** Where a sentence stands: what the headings above it and the sentence before it say about it. */
export interface SentenceContext {
  readonly role: SentenceRole;
  /** Headings above it, innermost first: run-in heading, section, chapter. */
  readonly titles: readonly string[];
  /** The first of the titles is a run-in heading. */
  readonly hasRunIn: boolean;
  /** The sentence before it in the paragraph, ended by a semicolon, stated what shall be reached. */
  readonly continuesGoal: boolean;
  /** The sentence before it in the paragraph, ended by a semicolon, told of the past or of worth. */
  readonly continuesStatus: boolean;
  /** First year of the plan: what happened in earlier years is told, not promised. */
  readonly firstYear: number;
  /** Bodies that act in the sentence. */
  readonly subjects: readonly Finding[];
}

export interface CommitVerdict {
  readonly commits: boolean;
  readonly strength: Strength | null;
  /** The words that decided, for a review page to highlight. */
  readonly evidence: readonly Finding[];
  /** The sentence states what shall be reached by a date. */
  readonly isGoal: boolean;
  readonly isStatus: boolean;
}

const strengths: readonly Strength[] = ["explored", "encouraged", "planned", "firm"];
const actionSet = new WordSet(actionVerbs);

/** Verbs of consequence: after 支持…, they tell what the support is for and carry no promise of their own. */
const consequence =
  /^(?:提高|促进|形成|打造|打破|把|将|合作|提升|实现|增强|带动|扩大|改善|优化|发挥|拓展|推动|构建|培育|发展|壮大|做大|吸引|引进|辐射|缓解|满足|降低|减少|丰富|激发|释放|开拓|开展|参与|创建|大力发展|集聚|探索|解决|共同|建设)/u;

const pastOpening =
  /^(?:截至|截止|近年来|近几年|多年来|过去|长期以来|改革开放以来|[“"]?十[一二三四五六七八九]?五[”"]?(?:以来|期间|时期)|\d{4}年以来|自\d{4}年|随着|目前|当前|同时也要看到|但也要看到|也要看到|与此同时,?也|从[国内外际]{1,4}[看形环])/u;
const aboutThePlan =
  /(?:(?:编制|制定|制订|特制定|形成|印发)了?本(?:规划|纲要|方案|计划|意见)|^本?(?:规划|纲要|方案|计划|意见)(?:由[^,;]{1,30}解释|自|所列|是|以|的?范围|的?期限|所称|涵盖|为|根据|依据|包括|主要|范围|规划|实施期)|规划期(?:限)?(?:为|是|至|:)|规划(?:范围|期限|基准年|目标年)|(?:简称|以下称))/u;

/** Whether a Chinese sentence commits somebody, and how firmly. */
export function judgeCommitment(
  sentence: string,
  context: SentenceContext,
  deadlines: readonly FoundDeadline[],
  quantities: readonly FoundQuantity[],
): CommitVerdict {
  const text = toHalfWidth(sentence);
  if (context.role === "run-in" || context.role === "box-title") return nothing(text, `role:${context.role}`);
  if (context.role === "table-row") return judgeRow(text);
  const label = findLabel(text);
  const start = label?.length ?? 0;
  const masked = maskQuoted(text, true);
  if (aboutThePlan.test(text.slice(start))) return nothing(text, "about-the-plan");
  const clauses = readClauses(masked, start, context.subjects);
  const deadline = deadlines[0];
  const isPast =
    pastOpening.test(text.slice(start)) || context.continuesStatus || tellsThePast(text, clauses, context.firstYear);
  if (isPast && !deadline) return nothing(text, "status:past", true);
  const orders = clauses.filter((clause) => clause.verb !== undefined && !isPurpose(masked, clause));
  if (quantities.length === 0 && tellsWorth(masked, clauses)) return nothing(text, "significance", true);
  const setting = settingOf(context.titles, context.hasRunIn);
  if (setting === "background" && !deadline) return nothing(text, "background-heading", true);
  const goal = deadline !== undefined || context.continuesGoal || setting === "goal";
  const states = goalStates(masked, clauses, quantities, goal);
  // What a box of projects lists is planned, even where no verb says so.
  if (context.role === "box-item" && orders.length + states.length === 0) {
    return {
      commits: true,
      strength: "planned",
      evidence: [{ start, end: text.length, rule: "box-item" }],
      isGoal: false,
      isStatus: false,
    };
  }
  if (orders.length === 0 && states.length === 0)
    return nothing(
      text,
      "no-order",
      clauses.some((clause) => clause.isStatus),
    );
  if (orders.length === 0 && !goal && clauses.some((clause) => clause.isStatus)) return nothing(text, "status", true);
  const { strength, evidence } = strongest(masked, orders, states);
  return { commits: true, strength, evidence, isGoal: goal && orders.length <= states.length + 1, isStatus: false };
}

/** A look at the whole sentence spares most of them the look at each clause. */
function tellsWorth(text: string, clauses: readonly Clause[]): boolean {
  if (!/[是有居]|意义|需要|机遇|挑战|任重/u.test(text)) return false;
  return clauses.some(({ start, end }) => significanceMarks.test(text.slice(start, end)));
}

/** A row of the table of indicators promises its last figure when the row says whether it binds. */
function judgeRow(text: string): CommitVerdict {
  const kind = /约束性|预期性/u.exec(text);
  if (!kind || !/\d/u.test(text)) return nothing(text, "table-row");
  const evidence = [{ start: kind.index, end: kind.index + kind[0].length, rule: `table-row:${kind[0]}` }];
  return { commits: true, strength: "firm", evidence, isGoal: false, isStatus: false };
}

function nothing(text: string, rule: string, isStatus = false): CommitVerdict {
  return { commits: false, strength: null, evidence: [{ start: 0, end: text.length, rule }], isGoal: false, isStatus };
}

/** 2025年达到…, “十四五”时期…, 由2020年的57%提高到2025年的63%: years before the plan's first at the head of a clause. */
function tellsThePast(text: string, clauses: readonly Clause[], firstYear: number): boolean {
  for (const { start, end } of clauses) {
    const clause = text.slice(start, end);
    const year = /^\s*(?:截至|截止|至|到)?(\d{4})年|(?:提高|提升|增加|下降|降低|减少|增长|扩大)[到至](\d{4})年/u.exec(
      clause,
    );
    if (year && Number(year[1] ?? year[2]) < firstYear) return true;
    const plan = /^\s*[“"]?十([一二三四五六七八九])五[”"]?(?:以来|期间|时期|末)/u.exec(clause);
    if (plan && 1955 + (10 + "一二三四五六七八九".indexOf(plan[1] ?? "") + 1) * 5 < firstYear) return true;
  }
  return false;
}

/** 为实现… and 以促进… tell why. */
function isPurpose(text: string, clause: Clause): boolean {
  return (
    /^(?:为了?|以便|有利于|有助于)/u.test(text.slice(clause.start, clause.end)) &&
    !/提供/u.test(text.slice(clause.start, clause.end))
  );
}

/**
 * What the headings say, innermost first: a goal, background, or neither. Doctrine and background of a section hold for
 * its paragraphs whatever their run-in headings begin with; a heading that opens with a verb of action ends the search.
 */
function settingOf(titles: readonly string[], runIn: boolean): "goal" | "background" | "task" {
  for (const [index, title] of titles.entries()) {
    const plain = toHalfWidth(title)
      .slice(findLabel(title)?.length ?? 0)
      .replace(/[。.,:]+$/u, "")
      .trim();
    if (doctrineTitles.test(plain)) return "background";
    const verb = actionSet.findAt(plain, 0);
    const opensWithVerb = verb !== undefined && !/^(?:发展|建设|合作|规划|改革|开放|创新|示范)$/u.test(verb);
    if (opensWithVerb) {
      if (runIn && index === 0) continue;
      return "task";
    }
    if (goalTitles.test(plain)) return "goal";
    if (backgroundTitles.test(plain)) return "background";
  }
  return "task";
}

interface State extends Finding {
  readonly strength: Strength;
}

const completion = /(?:达到|实现|建成|完成|完工|竣工|投产|通车|通航|到位)/u;

/** Outcomes and figures that are promised without a verb of action: 比重达到90%以上, 到2030年…更加完善. */
function goalStates(
  text: string,
  clauses: readonly Clause[],
  quantities: readonly FoundQuantity[],
  goal: boolean,
): State[] {
  // 力争到2029年,… governs everything after it.
  const first = text.slice(clauses[0]?.start ?? 0, clauses[0]?.end ?? 0);
  const allHedged = clauses[0]?.verb === undefined && /^(?:力争|争取|努力)/u.test(first);
  return clauses
    .filter((clause) => clause.verb === undefined)
    .map((clause) => stateOf(text.slice(clause.start, clause.end), clause, quantities, { goal, allHedged }))
    .filter((state) => state !== undefined);
}

function stateOf(
  words: string,
  clause: Clause,
  quantities: readonly FoundQuantity[],
  { goal, allHedged }: { readonly goal: boolean; readonly allHedged: boolean },
): State | undefined {
  const isHedged = allHedged || isHedgedClause(words);
  const figure = quantities.find(({ start, end }) => start >= clause.start && end <= clause.end);
  if (figure && (goal || (!clause.isStatus && isTarget(figure, words)))) {
    const strength = !isHedged && isBinding(figure, words) ? "firm" : "planned";
    return { start: figure.start, end: figure.end, rule: "state:figure", strength };
  }
  if (!goal || (clause.isStatus && !clause.isOutcome)) return undefined;
  const strength = completion.test(words) && !isHedged ? "firm" : "planned";
  return { start: clause.start, end: clause.end, rule: "state:outcome", strength };
}

const reaching = /(?:达到|达|保持|稳定在|突破|控制在|提高到|提升到|提高至|降至|降低到|缩短到|缩短至|增加到|增至)/u;

function isTarget({ comparator }: FoundQuantity, clause: string): boolean {
  return comparator !== "=" || reaching.test(clause);
}

/** A bound or a level to be reached binds; a change or a bare size is planned. */
function isBinding({ comparator }: FoundQuantity, clause: string): boolean {
  return /^(?:>=|<=|>|<)$/u.test(comparator) || (comparator !== "growth" && reaching.test(clause));
}

/** The firmest of the governing verbs; what follows 支持 or 探索 as its consequence does not make it firmer. */
function strongest(
  text: string,
  orders: readonly Clause[],
  states: readonly State[],
): { strength: Strength; evidence: Finding[] } {
  let best = -1;
  const evidence: Finding[] = [];
  let governing: Strength | undefined;
  for (const clause of orders) {
    const verb = clause.verb;
    if (!verb) continue;
    const isWeak = clause.strength === "encouraged" || clause.strength === "explored";
    const follows = governing !== undefined && consequence.test(text.slice(verb.start, clause.end));
    const strength = follows && governing !== undefined && !isWeak ? governing : clause.strength;
    if (isWeak) governing = clause.strength;
    else if (!follows) governing = undefined;
    evidence.push({ start: verb.start, end: verb.end, rule: clause.rule });
    best = Math.max(best, strengths.indexOf(strength));
  }
  for (const state of states) {
    evidence.push({ start: state.start, end: state.end, rule: state.rule });
    best = Math.max(best, strengths.indexOf(state.strength));
  }
  return { strength: strengths[Math.max(0, best)] ?? "planned", evidence };
}
