import { z } from "zod";
import { findOwner } from "../owners.ts";
import { defineEvaluator, unknownOutcome } from "./evaluator.ts";

/**
 * Whether an ordered joint system works: 1 or 0, by the system's own health measure as it was recorded on the last day
 * not after the as-of date. A day without a record, and a system that is not installed, are unknown.
 */
export const systemEvaluator = defineEvaluator({
  id: "system",
  title: { zh: "联合系统运行情况", en: "Health of a joint system" },
  params: z.strictObject({ system: z.string() }),
  describe({ system }, world) {
    const title = world.systems.get(system)?.title ?? { zh: system, en: system };
    return { zh: `联合系统“${title.zh}”是否运行`, en: `Whether the joint system "${title.en}" works` };
  },
  references: ({ system }) => [{ kind: "system", id: system, path: "system" }],
  unitOf: () => undefined,
  evaluate({ system }, { world, dates, measure, commitment }) {
    const { unit } = measure.target;
    const title = world.systems.get(system)?.title ?? { zh: system, en: system };
    const samples = world.samples.get(system) ?? [];
    const sample = samples.findLast((row) => row.day <= dates.asOf && row.day <= dates.knownBy);
    if (!sample) {
      const reason =
        samples.length > 0
          ? { zh: "该日期没有运行记录", en: "There is no record of its health for that date" }
          : { zh: "系统尚未安装", en: "The system is not installed" };
      const owedBy = findOwner(world, commitment);
      return unknownOutcome(unit, [
        { figure: `system:${system}`, label: title, ...(owedBy ? { owedBy } : {}), reason },
      ]);
    }
    const value = sample.working ? 1 : 0;
    const source = {
      resource: `system:${system}`,
      title: `${title.zh} / ${title.en}`,
      publishedAt: sample.day,
      publishedBasis: "stated" as const,
    };
    const inputs = sample.checks.map((check) => ({
      label: check.detail
        ? { zh: `${check.label.zh}(${check.detail})`, en: `${check.label.en} (${check.detail})` }
        : check.label,
      value: check.ok ? 1 : 0,
      unit: "",
      period: sample.day,
      source,
    }));
    const label =
      value === 1
        ? { zh: "系统正在运行", en: "The system works" }
        : { zh: "系统没有正常运行", en: "The system does not work" };
    return { low: value, high: value, unit, steps: [{ label, value, unit, inputs }], missing: [], notes: [] };
  },
});
