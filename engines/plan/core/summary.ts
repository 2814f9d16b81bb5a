import type { Evidence, Text } from "@midreach/kernel/contracts";
import type { Status } from "../schemas.ts";
import type { Commitment } from "./register.ts";
import { formatFigure } from "./status.ts";

/** Why a commitment cannot be measured, as a label. */
export const qualitativeReasonNames: Readonly<Record<string, Text>> = {
  "direction-only": { zh: "只有方向,没有量化要求", en: "Direction only, nothing quantified" },
  "no-agreed-definition": { zh: "没有公认的口径", en: "No agreed definition" },
  "event-without-record": { zh: "事件没有公开记录", en: "An event of which there is no public record" },
  "outside-control": { zh: "不由规划主体决定", en: "Outside the control of the plan's parties" },
};

interface Summarised {
  readonly status: Status;
  readonly value: number | null;
  readonly lowerBound: boolean;
  readonly unit: string;
  readonly late: boolean;
  readonly evidence: Evidence;
  readonly reason: Text | undefined;
}

/** One sentence that says why the status is what it is. */
export function summarise(commitment: Commitment, result: Summarised): Text {
  const { measure, qualitative } = commitment;
  if (!measure) {
    const reason = qualitativeReasonNames[qualitative?.reason ?? ""];
    return reason ?? { zh: "定性要求", en: "Qualitative" };
  }
  if (result.value === null) return summariseMissing(result);
  const bound = result.lowerBound ? "≥ " : "";
  const unit = measure.target.unit === "" ? "" : ` ${measure.target.unit}`;
  const value = `${bound}${formatFigure(result.value)}${unit}`;
  const target = `${measure.target.comparator} ${formatFigure(measure.target.value)}${unit}`;
  const late = result.late ? { zh: ",迟于期限达到", en: ", reached after the deadline" } : { zh: "", en: "" };
  const missing = result.evidence.missing.length;
  const gap =
    missing > 0
      ? { zh: `,缺${missing}项数据`, en: `, ${missing === 1 ? "1 figure" : `${missing} figures`} missing` }
      : { zh: "", en: "" };
  return {
    zh: `现值 ${value},目标 ${target}${late.zh}${gap.zh}`,
    en: `Value ${value}, target ${target}${late.en}${gap.en}`,
  };
}

function summariseMissing(result: Summarised): Text {
  const missing = result.evidence.missing;
  const first = missing[0];
  if (missing.length === 1 && first) {
    const because = result.reason ? { zh: `:${result.reason.zh}`, en: `: ${result.reason.en}` } : { zh: "", en: "" };
    return { zh: `缺少“${first.label.zh}”${because.zh}`, en: `Missing "${first.label.en}"${because.en}` };
  }
  if (missing.length > 1) return { zh: `缺少${missing.length}项数据`, en: `${missing.length} figures missing` };
  const note = result.evidence.notes.at(-1);
  return note ?? { zh: "无法计算", en: "Cannot be computed" };
}
