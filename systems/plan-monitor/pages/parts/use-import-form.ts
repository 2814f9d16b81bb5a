import type { ImportSentence, Reviewed } from "@midreach/plan";
import { useEffect, useRef, useState } from "react";
import { dropImportDraft, type ImportDraft, keepImportDraft, listImportDrafts } from "./import-drafts.ts";
import type { useImportReview } from "./use-import-review.ts";

/** An open form: what it begins from, and which version of the decision the writer had read. */
export interface Editing {
  readonly ordinal: number;
  readonly citation: string;
  readonly version: number;
  readonly start: readonly Reviewed[];
}

const toEditing = ({ rows, ...rest }: ImportDraft): Editing => ({ ...rest, start: rows });

interface FormOptions {
  readonly review: ReturnType<typeof useImportReview>;
  readonly id: string;
  readonly person: string;
  readonly mayReview: boolean;
}

/**
 * The form of a review. Every key stroke is kept on this device; leaving the form, a reload, a lost connection or a
 * faster reviewer lose nothing. Only saving and giving up forget it. After a reload the form that was typed in last is
 * open again, wherever its sentence stands by now.
 */
export function useImportForm({ review, id, person, mayReview }: FormOptions) {
  const store = window.localStorage;
  const [editing, setEditing] = useState<Editing>();
  const [drafts, setDrafts] = useState(() => listImportDrafts(store, person, id));
  const [lost, setLost] = useState(false);
  const resumed = useRef(false);
  const refresh = () => setDrafts(listImportDrafts(store, person, id));
  const resume = async (draft: ImportDraft) => {
    if (await review.include(draft.ordinal)) setEditing(toEditing(draft));
  };
  const [latest] = drafts;
  const isListed = review.sentences !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as there is a list to show it in
  useEffect(() => {
    if (!isListed || resumed.current) return;
    resumed.current = true;
    if (latest && mayReview) void resume(latest);
  }, [isListed]);
  return {
    editing,
    /** Texts that wait elsewhere than in the open form. */
    waiting: mayReview ? drafts.filter(({ ordinal }) => ordinal !== editing?.ordinal) : [],
    /** The device keeps nothing. */
    lost,
    resume,
    /** Opens the form on a sentence: with what was typed there before, if anything was. */
    open: ({ ordinal, citation, version }: ImportSentence, start: readonly Reviewed[]) => {
      const draft = drafts.find((kept) => kept.ordinal === ordinal);
      setEditing(draft ? toEditing(draft) : { ordinal, citation, version, start });
    },
    /** Keeps what stands in the form now. */
    typed: (rows: readonly Reviewed[]) => {
      if (!editing) return;
      const { ordinal, citation, version } = editing;
      const draft = { ordinal, citation, version, rows, typedAt: new Date().toISOString() };
      setLost(!keepImportDraft(store, person, id, draft));
    },
    /** Closes the form; what was typed waits. */
    leave: () => {
      setEditing(undefined);
      refresh();
    },
    /** Closes the form and forgets what was typed about a sentence. */
    forget: (ordinal: number) => {
      dropImportDraft(store, person, id, ordinal);
      setEditing((known) => (known?.ordinal === ordinal ? undefined : known));
      refresh();
    },
  };
}
