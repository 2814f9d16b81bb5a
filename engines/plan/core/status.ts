import type { EvidenceStep } from "@midreach/kernel/contracts";

/** Statuses that a value can lead to. `no-data` and `qualitative` are added by the caller. */
export type Judged = "met" | "on-track" | "behind" | "missed";

export type Comparator = ">=" | ">" | "<=" | "<" | "=";

export interface StatusTarget {
  readonly comparator: Comparator;
  readonly value: number;
  readonly unit: string;
  /** Deadline. */
  readonly date: string;
}

export interface StatusQuestion {
  readonly target: StatusTarget;
  readonly baseline: { readonly value: number; readonly date: string } | null;
  readonly direction: "reach" | "maintain";
  /** Share of the path that counts as on track, 0..1. */
  readonly tolerance: number;
  readonly asOf: string;
}

export interface Path {
  /** What the linear path asks for at the as-of date. */
  readonly expected: number;
  /** Share of the whole way that the path asks for by then, 0..1. */
  readonly expectedShare: number;
}

/** Relative difference below which two figures are the same: binary fractions must not decide a promise. */
const relativeNoise = 1e-9;

/** Whether a value fulfils the target's comparison. */
export function isSatisfied(value: number, target: Pick<StatusTarget, "comparator" | "value">): boolean {
  const noise = relativeNoise * Math.max(Math.abs(value), Math.abs(target.value));
  switch (target.comparator) {
    case ">=":
      return value >= target.value - noise;
    case ">":
      return value > target.value + noise;
    case "<=":
      return value <= target.value + noise;
    case "<":
      return value < target.value - noise;
    case "=":
      return Math.abs(value - target.value) <= noise;
  }
}

/** The straight line from baseline to target at a date; undefined without a baseline. */
export function findPath(question: StatusQuestion): Path | undefined {
  const { baseline, target, asOf } = question;
  if (baseline === null) return undefined;
  const whole = Date.parse(target.date) - Date.parse(baseline.date);
  const passed = Date.parse(asOf) - Date.parse(baseline.date);
  const expectedShare = Math.min(1, Math.max(0, passed / whole));
  return { expected: baseline.value + (target.value - baseline.value) * expectedShare, expectedShare };
}

/** Share of the way from baseline to target that a value has covered; undefined without a way. */
export function findProgress(value: number, question: StatusQuestion): number | undefined {
  const { baseline, target } = question;
  if (baseline === null || baseline.value === target.value) return undefined;
  return (value - baseline.value) / (target.value - baseline.value);
}

/**
 * The one definition of status for a value.
 * - `reach`: met when the target is reached, at whatever date; from the deadline on missed when it is not. Before it,
 *   on track when the value has covered at least `tolerance` of the way that the linear path asks for at the as-of
 *   date, else behind. Without a baseline there is no path: nothing can be called on track, so the value is behind.
 * - `maintain`: the target has to hold at the as-of date. Before the deadline on track or behind, from it met or missed.
 *
 * Measured as ways covered, so that it is the same for rising and falling targets, and in any unit.
 */
export function judgeValue(value: number, question: StatusQuestion): Judged {
  const satisfied = isSatisfied(value, question.target);
  const due = question.asOf >= question.target.date;
  if (question.direction === "maintain") {
    if (due) return satisfied ? "met" : "missed";
    return satisfied ? "on-track" : "behind";
  }
  if (satisfied) return "met";
  if (due) return "missed";
  const path = findPath(question);
  const progress = findProgress(value, question);
  if (path === undefined || progress === undefined) return "behind";
  return progress >= question.tolerance * path.expectedShare - relativeNoise ? "on-track" : "behind";
}

/**
 * Status of a value that is known only to lie between two bounds: the status when both ends have the same one,
 * undefined when what is missing could still decide it.
 */
export function findStatus(low: number, high: number, question: StatusQuestion): Judged | undefined {
  const status = judgeValue(low, question);
  return judgeValue(high, question) === status ? status : undefined;
}

const statusNames: Readonly<Record<Judged, { zh: string; en: string }>> = {
  met: { zh: "已达到", en: "met" },
  "on-track": { zh: "进展正常", en: "on track" },
  behind: { zh: "进展滞后", en: "behind" },
  missed: { zh: "未达到", en: "missed" },
};

// Made once: making it takes a hundred times as long as using it.
const figures = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6, useGrouping: false });

/** A figure as it stands in a formula: at most six significant digits, no exponent. */
export function formatFigure(value: number): string {
  return figures.format(Number(value.toPrecision(6)));
}

const percent = (share: number): string => `${formatFigure(share * 100)} %`;

/** The steps from value to status, for the reader. Takes the same bounds as `findStatus`. */
export function explainStatus(low: number, high: number, question: StatusQuestion): EvidenceStep[] {
  const { target, baseline, tolerance, asOf } = question;
  const steps: EvidenceStep[] = [];
  const path = question.direction === "reach" ? findPath(question) : undefined;
  const progress = findProgress(low, question);
  if (path && baseline) {
    steps.push({
      label: { zh: "按直线路径,评估日应达到", en: "What the linear path asks for at the as-of date" },
      formula: `${formatFigure(baseline.value)} + (${formatFigure(target.value)} - ${formatFigure(baseline.value)}) × ${percent(path.expectedShare)}`,
      value: path.expected,
      unit: target.unit,
      inputs: [],
    });
    if (progress !== undefined) {
      steps.push({
        label: { zh: "已走完的路程占全程", en: "Share of the way covered" },
        formula: `(${formatFigure(low)} - ${formatFigure(baseline.value)}) / (${formatFigure(target.value)} - ${formatFigure(baseline.value)}); ${percent(progress)} ≥ ${percent(tolerance)} × ${percent(path.expectedShare)}?`,
        value: progress * 100,
        unit: "%",
        inputs: [],
      });
    }
  } else if (question.direction === "reach" && asOf < target.date) {
    steps.push({
      label: {
        zh: "没有基期值,无法画出路径:期限之前达不到目标即记为滞后",
        en: "No baseline, hence no path: before the deadline, a value short of the target counts as behind",
      },
      inputs: [],
    });
  }
  const status = findStatus(low, high, question);
  const range = low === high ? formatFigure(low) : `${formatFigure(low)} … ${formatFigure(high)}`;
  steps.push({
    label: status
      ? { zh: `结论:${statusNames[status].zh}`, en: `Conclusion: ${statusNames[status].en}` }
      : { zh: "结论:缺少的数据会改变结果,无法判断", en: "Conclusion: what is missing could still decide it" },
    formula: `${range} ${target.comparator} ${formatFigure(target.value)} ${target.unit} (${asOf} ${asOf >= target.date ? "≥" : "<"} ${target.date})`,
    inputs: [],
  });
  return steps;
}
