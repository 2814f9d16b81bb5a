import type { SystemHealth } from "@midreach/kernel/contracts";
import type { ScoringFacts } from "@midreach/plan";

/**
 * Whether provinces and cities are being assessed by common rules: the region has rules, a published evaluation is
 * there to be scored, and at least one province or city has figures enough for a score. Rules that are only proposed
 * work like others, but the check says that nobody has adopted them.
 */
export function judgePerformance({ rules, asOf, provinces, cities }: ScoringFacts): SystemHealth {
  const scored = provinces.scored + cities.scored;
  const total = provinces.total + cities.total;
  const checks = [
    {
      label: { zh: "区域有统一的评分规则", en: "The region has common rules" },
      ok: rules !== null,
      ...(rules ? { detail: rules.basis === "official" ? rules.title.zh : `${rules.title.zh} (proposal)` } : {}),
    },
    {
      label: { zh: "有已发布的评估可供评分", en: "A published evaluation is there to be scored" },
      ok: asOf !== null,
      ...(asOf ? { detail: asOf } : {}),
    },
    {
      label: {
        zh: "至少一个省市的数据足以评分",
        en: "At least one province or city has figures enough for a score",
      },
      ok: scored > 0,
      detail: `${scored}/${total}`,
    },
  ];
  return { working: checks.every((check) => check.ok), checks };
}
