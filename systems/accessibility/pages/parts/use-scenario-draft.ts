import { Problem } from "@midreach/kernel/problems";
import type { Scenario } from "@midreach/reach";
import { useState } from "react";
import { findLocal, isSameDraft, keepLocal, type LocalDraft, type ScenarioDraft } from "./scenario-draft.ts";

/** What the server says about a kept scenario beside what is in it. */
export type KeptScenario = Pick<Scenario, "id" | "version" | "changedBy" | "changeable">;

/** Somebody else's version that stands in the way. */
export interface OtherVersion {
  readonly version: number;
  readonly draft: ScenarioDraft;
  /** Null where it is not known. */
  readonly changedBy: string | null;
}

interface DraftState {
  readonly draft: ScenarioDraft;
  /** What the draft is compared with: as the server or the address has it. */
  readonly kept: ScenarioDraft;
  /** Version of the kept one; null when it is not kept. */
  readonly version: number | null;
  readonly conflict: OtherVersion | null;
  /** The draft was found on this device when the page was opened. */
  readonly resumed: boolean;
  /** The device keeps what is typed. */
  readonly keeps: boolean;
}

interface DraftSource {
  /** Under which this device keeps what is typed. */
  readonly key: string;
  /** Where else it may be found: typed before one signed in. */
  readonly otherKey: string;
  readonly kept: ScenarioDraft;
  readonly version: number | null;
  readonly changedBy: string | null;
}

/**
 * A scenario as it is being edited. Everything typed is on this device at once, until it is saved or thrown away; when
 * somebody has saved another version meanwhile, both are shown.
 */
export function useScenarioDraft({ key, otherKey, kept, version, changedBy }: DraftSource) {
  const keep = (local: LocalDraft | undefined): boolean => {
    if (otherKey !== key) keepLocal(localStorage, otherKey, undefined);
    return keepLocal(localStorage, key, local);
  };
  const [state, setState] = useState<DraftState>(() => {
    const local = findLocal(localStorage, key) ?? findLocal(localStorage, otherKey);
    const fresh = { draft: kept, kept, version, conflict: null, resumed: false, keeps: true };
    if (!local || isSameDraft(local.draft, kept)) return fresh;
    if (local.base === version || version === null) return { ...fresh, draft: local.draft, resumed: true };
    return { ...fresh, draft: local.draft, version: local.base, conflict: { version, draft: kept, changedBy } };
  });
  const change = (draft: ScenarioDraft) => {
    const local = isSameDraft(draft, state.kept) ? undefined : { base: state.version, draft };
    setState({ ...state, draft, keeps: keep(local) });
  };
  /** Takes what the server has just kept. */
  const saved = (scenario: KeptScenario & ScenarioDraft) => {
    const draft = draftOf(scenario);
    keep(undefined);
    setState({ draft, kept: draft, version: scenario.version, conflict: null, resumed: false, keeps: true });
  };
  /** Throws away what was typed. */
  const reset = () => {
    keep(undefined);
    setState({ ...state, draft: state.kept, resumed: false });
  };
  /** Shows the version in the way, if that is what the server refused for. @returns whether it was */
  const refused = (error: unknown): boolean => {
    const conflict = findConflict(error);
    if (conflict) setState({ ...state, conflict });
    return conflict !== null;
  };
  /** Ends a conflict: what was typed here will go over the other version, or gives way to it. */
  const resolve = (choice: "mine" | "theirs") => {
    const { conflict } = state;
    if (!conflict) return;
    const next = { ...state, kept: conflict.draft, version: conflict.version, conflict: null };
    if (choice === "mine") {
      keep({ base: conflict.version, draft: state.draft });
      setState(next);
    } else {
      keep(undefined);
      setState({ ...next, draft: conflict.draft, resumed: false });
    }
  };
  return { ...state, isDirty: !isSameDraft(state.draft, state.kept), change, saved, reset, refused, resolve };
}

/** What `useScenarioDraft` gives. */
export type DraftWork = ReturnType<typeof useScenarioDraft>;

/** A kept scenario as one edits it. */
export const draftOf = ({ name, feed, shared, modifications }: ScenarioDraft): ScenarioDraft => ({
  name,
  feed,
  shared,
  modifications,
});

interface ConflictContext {
  readonly reason?: string;
  readonly current?: ScenarioDraft & {
    readonly version: number;
    readonly changedBy: string | null;
  };
}

function findConflict(error: unknown): OtherVersion | null {
  if (!(error instanceof Problem) || error.code !== "resource.conflict") return null;
  const { current } = (error.context ?? {}) as ConflictContext;
  return current ? { version: current.version, draft: draftOf(current), changedBy: current.changedBy } : null;
}
