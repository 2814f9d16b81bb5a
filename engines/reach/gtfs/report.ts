import type { Text } from "@midreach/kernel/contracts";
import type { ImportReport, ReportEntry } from "../schemas.ts";

/** Something about a feed that its owner has to know. */
export interface Finding {
  /** An error keeps the whole feed out; a warning does not; an info says what was done with it. */
  readonly severity: ReportEntry["severity"];
  readonly code: string;
  readonly file: string;
  /** Line of the file, the heading being 1. */
  readonly row?: number | undefined;
  readonly field?: string | undefined;
  readonly what: Text;
  readonly fix?: Text | undefined;
}

/** Collects findings: counts all of them, keeps the first of each kind. */
export interface Findings {
  add(finding: Finding): void;
  /** Whether any was an error. */
  hasErrors(): boolean;
  finish(): ImportReport;
}

/** A file with one fault in every row must not make a report of a million lines. */
const shownOfEach = 20;
const severities = ["error", "warning", "info"] as const;

/** An empty collection of findings. */
export function createFindings(): Findings {
  const kinds = new Map<string, { readonly shown: ReportEntry[]; count: number }>();
  const counts = { error: 0, warning: 0, info: 0 };
  return {
    add({ severity, code, file, row, field, what, fix }) {
      counts[severity] += 1;
      const key = `${severity} ${code} ${file}`;
      const kind = kinds.get(key) ?? { shown: [], count: 0 };
      kinds.set(key, kind);
      kind.count += 1;
      if (kind.shown.length >= shownOfEach) return;
      kind.shown.push({ severity, code, file, row: row ?? null, field: field ?? null, what, fix: fix ?? null });
    },
    hasErrors: () => counts.error > 0,
    finish() {
      const entries = [...kinds.values()].flatMap(({ shown, count }) =>
        count > shown.length ? [...shown, toMore(shown[0] as ReportEntry, count - shown.length)] : shown,
      );
      const rank = (entry: ReportEntry) => severities.indexOf(entry.severity);
      entries.sort((a, b) => rank(a) - rank(b));
      return { errors: counts.error, warnings: counts.warning, infos: counts.info, entries };
    },
  };
}

const toMore = (first: ReportEntry, more: number): ReportEntry => ({
  ...first,
  row: null,
  what: { zh: `另有${more}处同类问题`, en: `${more} more of this kind` },
  fix: null,
});
