import type { SystemHealth } from "@midreach/kernel/contracts";

/** What the health of plan monitoring is judged by. */
export interface MonitorFacts {
  readonly commitments: number;
  readonly newestDataAt: Date;
  readonly latest: { readonly asOf: string; readonly createdAt: Date } | null;
  readonly audit: { readonly ok: boolean; readonly checked: number };
  readonly now: Date;
}

/** A published evaluation may lag behind new data by this many days; monthly rounds are the plan's rhythm. */
export const publicationLagDays = 31;

const dayMs = 86_400_000;

/**
 * Whether the plan is being monitored: a register is loaded, a published evaluation covers the newest data or is at
 * most `publicationLagDays` old, and the log of who did what is whole. The plan asks for monitoring and regular
 * evaluation of its implementation; which clauses that are is said by the region's ordered systems.
 */
export function judgeMonitoring({ commitments, newestDataAt, latest, audit, now }: MonitorFacts): SystemHealth {
  const ageDays = latest ? Math.floor((now.getTime() - latest.createdAt.getTime()) / dayMs) : undefined;
  const isCurrent = latest !== null && (latest.createdAt >= newestDataAt || (ageDays ?? 0) <= publicationLagDays);
  const checks = [
    {
      label: { zh: "承诺已登记", en: "Commitments are registered" },
      ok: commitments > 0,
      detail: String(commitments),
    },
    {
      label: { zh: "已发布的评估涵盖最新数据", en: "A published evaluation covers the newest data" },
      ok: isCurrent,
      ...(latest ? { detail: `${latest.asOf}, ${ageDays} d` } : {}),
    },
    {
      label: { zh: "审计记录完整", en: "The audit log is whole" },
      ok: audit.ok,
      detail: String(audit.checked),
    },
  ];
  return { working: checks.every((check) => check.ok), checks };
}
