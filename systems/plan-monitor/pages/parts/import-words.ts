import type { DoubtReason, ImportFinding, ImportSentence } from "@midreach/plan";
import { m } from "@midreach/ui";

const states: Record<ImportSentence["state"], () => string> = {
  undecided: m.import_state_undecided,
  accepted: m.import_state_accepted,
  corrected: m.import_state_corrected,
  split: m.import_state_split,
  merged: m.import_state_merged,
  rejected: m.import_state_rejected,
};
const kinds: Record<ImportFinding["kind"], () => string> = {
  verb: m.import_kind_verb,
  quantity: m.import_kind_quantity,
  deadline: m.import_kind_deadline,
  actor: m.import_kind_actor,
  place: m.import_kind_place,
  project: m.import_kind_project,
  system: m.import_kind_system,
};
const doubts: Record<DoubtReason, () => string> = {
  "unknown-place": m.import_doubt_place,
  "vague-figure": m.import_doubt_figure,
  "no-verb": m.import_doubt_verb,
  "unsure-background": m.import_doubt_background,
  "several-figures": m.import_doubt_several,
};
/** What was decided, in a word. */
export const stateWord = (state: ImportSentence["state"]): string => states[state]();
/** What was found, in a word. */
export const kindWord = (kind: ImportFinding["kind"]): string => kinds[kind]();
/** Why to look twice. */
export const doubtWord = (doubt: DoubtReason): string => doubts[doubt]();
/** A review page's address. */
export const importAddress = (id: string): string => `/imports/${encodeURIComponent(id)}`;
