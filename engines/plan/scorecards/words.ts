import type { Text } from "@midreach/kernel/contracts";
import type { FactorName, NoScore, Relation, Score, ScoringRules } from "../core/scoring.ts";

/** Why a commitment counts for the one who is scored. */
export const relationNames: Readonly<Record<Relation, Text>> = {
  lead: { zh: "牵头", en: "leads it" },
  support: { zh: "配合", en: "supports it" },
  named: { zh: "直接点名", en: "named" },
  group: { zh: "所在组团或水系", en: "by its group or waters" },
  province: { zh: "所在省", en: "by its province" },
  whole: { zh: "整个区域", en: "whole region" },
};

/** What makes a commitment weigh more or less than 1. */
export const factorNames: Readonly<Record<FactorName, Text>> = {
  strength: { zh: "力度", en: "how firm" },
  statutory: { zh: "约束性或预期性", en: "binding or expected" },
  relation: { zh: "关系", en: "relation" },
  chapter: { zh: "篇章", en: "chapter" },
  topic: { zh: "主题", en: "topic" },
};

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

/** Why no score is shown, with the figures that decide it. */
export function noScoreText(why: NoScore, score: Score, { minimum }: Pick<ScoringRules, "minimum">): Text {
  const { coverage, judged } = score;
  if (why === "nothing-counts") {
    return { zh: "没有可计分的承诺", en: "No commitment can be scored" };
  }
  if (why === "coverage") {
    return {
      zh: `有数据可判断的仅占${percent(coverage)},低于规则要求的${percent(minimum.coverage)}`,
      en: `Only ${percent(coverage)} can be judged; the rules ask for ${percent(minimum.coverage)}`,
    };
  }
  return {
    zh: `可判断的承诺仅${judged}项,少于规则要求的${minimum.commitments}项`,
    en: `Only ${judged} commitments can be judged; the rules ask for ${minimum.commitments}`,
  };
}
