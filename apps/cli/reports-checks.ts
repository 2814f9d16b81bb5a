import type { Paper } from "./paper.ts";
import { say, words } from "./words.ts";

/** Answer of `audit.verify`. */
export interface AuditCheck {
  readonly ok: boolean;
  readonly checked: number;
  readonly brokenAt?: string;
  readonly reason?: string;
}

/** `audit verify`: whole, or where it is broken and why. */
export function printAudit(paper: Paper, { ok, checked, reason }: AuditCheck): void {
  const verdict = ok
    ? paper.paint("green", say(paper, words.auditWhole))
    : paper.paint("red", say(paper, words.auditBroken));
  paper.line(`${verdict}: ${checked} ${say(paper, words.entries)}${reason ? `; ${reason}` : ""}`);
}

/** Answer of `plan.verify`. */
export interface Verification {
  readonly sentences: number;
  readonly cited: number;
  readonly matched: number;
  readonly mismatches: readonly {
    readonly citation: string;
    readonly ids: readonly string[];
    readonly kind: "differs" | "elsewhere" | "missing";
    readonly found: string | null;
  }[];
}

/** `plan verify`: how many cited sentences match, and every one that does not. */
export function printVerification(paper: Paper, { sentences, cited, matched, mismatches }: Verification): void {
  paper.line(
    `${sentences} ${say(paper, words.sentences)}; ${cited} ${say(paper, words.cited)}: ${matched} ${say(paper, words.matches)}, ${mismatches.length} ${say(paper, words.mismatches)}`,
  );
  paper.table(
    mismatches.map(({ citation, ids, kind, found }) => [
      `  ${citation}`,
      ids.join(" "),
      say(paper, words.mismatchKinds[kind]),
      found ?? "",
    ]),
  );
}
