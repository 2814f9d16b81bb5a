import { createApiClient } from "@midreach/kernel/http/client";
import type { ScorecardRoutes, SubjectKind } from "@midreach/plan";
import { formatNumber, m } from "@midreach/ui";

/** Calls the routes of scorecards. */
export const scoreApi = createApiClient<ScorecardRoutes[number]>();

export const subjectKinds = ["province", "city", "trade", "organisation"] as const satisfies readonly SubjectKind[];

/** What a kind of ranking is called. */
export function subjectKindWord(kind: SubjectKind): string {
  switch (kind) {
    case "province":
      return m.score_provinces();
    case "city":
      return m.score_cities();
    case "trade":
      return m.score_trades();
    case "organisation":
      return m.score_organisations();
  }
}

/** A share 0..1 as a percentage with at most one decimal. */
export const shareWord = (share: number): string => `${formatNumber(Math.round(share * 1000) / 10)}%`;

/** Points with one decimal, as they are ranked. */
export const pointsWord = (points: number): string => (Math.round(points * 10) / 10).toFixed(1);

/** A scorecard's page. */
export const scorecardAddress = (kind: SubjectKind, id: string): string =>
  `/performance/${kind}/${encodeURIComponent(id)}`;
