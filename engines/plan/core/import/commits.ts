import type { Strength } from "../../schemas.ts";
import { type Clause, readClauses } from "./clauses.ts";
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
  /^(?:提高|促进|形成|打造|提升|实现|增强|带动|扩大|改善|优化|发挥|拓展|推动|构建|培育|发展|壮大|做大|吸引|引进|辐射|缓解|满足|降低|减少|丰富|激发|释放|开拓|开展|参与|创建|大力发展|集聚|探索|解决|共同|建设)/u;

const pastOpening =
  /^(?:截至|截止|近年来|近几年|多年来|过去|长期以来|改革开放以来|[“"]?十[一二三四五六七八九]?五[”"]?(?:以来|期间|时期)|\d{4}年以来|自\d{4}年|随着|目前|当前|同时也要看到|但也要看到|也要看到|与此同时,?也|从[国内外际]{1,4}[看形环])/u;
const aboutThePlan =
  /(?:(?:编制|制定|制订|特制定|形成|印发)了?本(?:规划|纲要|方案|计划|意见)|^本(?:规划|纲要|方案|计划|意见)(?:是|以|的?范围|的?期限|所称|涵盖|为|根据|依据|包括|主要|范围|规划|实施期)|规划期(?:限)?(?:为|是|至|:)|规划(?:范围|期限|基准年|目标年)|(?:简称|以下称))/u;

/** Whether a Chinese sentence commits somebody, and how firmly. */
export function judgeCommitment(
  sentence: string,
  context: SentenceContext,
  deadlines: readonly FoundDeadline[],
  quantities: readonly FoundQuantity[],
): CommitVerdict {
  const text = toHalfWidth(sentence);
  if (context.role === "run-in" || context.role === "box-title") return nothing(text, `role:${context.role}`);
  const label = findLabel(text);
  const start = label?.length ?? 0;
  const masked = maskQuoted(text, true);
  if (aboutThePlan.test(text.slice(start))) return nothing(text, "about-the-plan");
  const clauses = readClauses(masked, start);
  const deadline = deadlines[0];
  const isPast = pastOpening.test(text.slice(start)) || (context.continuesStatus && !deadline);
  if (isPast && !deadline) return nothing(text, "status:past", true);
  const orders = clauses.filter((clause) => clause.verb !== undefined && !isPurpose(masked, clause));
  if (!deadline && clauses.some((clause) => significanceMarks.test(masked.slice(clause.start, clause.end))))
    return nothing(text, "significance", true);
  const setting = settingOf(context.titles, context.hasRunIn);
  if (setting === "background" && !deadline) return nothing(text, "background-heading", true);
  const goal = deadline !== undefined || context.continuesGoal || setting === "goal";
  const states = goalStates(clauses, quantities, goal);
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

function nothing(text: string, rule: string, isStatus = false): CommitVerdict {
  return { commits: false, strength: null, evidence: [{ start: 0, end: text.length, rule }], isGoal: false, isStatus };
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
    const verb = actionSet.findAt(plain, 0);
    const opensWithVerb = verb !== undefined && !/^(?:发展|建设|合作|规划|改革|开放|创新|示范)$/u.test(verb);
    if (opensWithVerb) {
      if (runIn && index === 0) continue;
      return "task";
    }
    if (goalTitles.test(plain)) return "goal";
    if (doctrineTitles.test(plain) || backgroundTitles.test(plain)) return "background";
  }
  return "task";
}

interface State extends Finding {
  readonly strength: Strength;
}

/** Outcomes and figures that are promised without a verb of action: 比重达到90%以上, 到2030年…更加完善. */
function goalStates(clauses: readonly Clause[], quantities: readonly FoundQuantity[], goal: boolean): State[] {
  const states: State[] = [];
  for (const clause of clauses) {
    if (clause.verb) continue;
    const figure = quantities.find((quantity) => quantity.start >= clause.start && quantity.end <= clause.end);
    const isBound = figure !== undefined && /[<>]|growth|about/u.test(figure.comparator);
    if (figure && (goal || (isBound && !clause.isStatus))) {
      const strength = /^(?:>=|<=|>|<)$/u.test(figure.comparator) ? "firm" : "planned";
      states.push({ start: figure.start, end: figure.end, rule: "state:figure", strength });
    } else if (goal && (clause.isOutcome || !clause.isStatus)) {
      states.push({ start: clause.start, end: clause.end, rule: "state:outcome", strength: "planned" });
    }
  }
  return states;
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
