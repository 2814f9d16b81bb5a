import type { ItemDetail } from "@midreach/plan";

type Content = ItemDetail["content"];

/** What was typed on this device and has not been acknowledged by the server. */
export interface LocalDraft {
  /** The version that the writer had read. */
  readonly baseVersion: number;
  readonly content: Content;
  /** ISO instant of the last key stroke. */
  readonly typedAt: string;
}

/** Where drafts are kept: `localStorage`, or anything like it. */
export type DraftStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const prefix = "midreach.report.v1";

/** Under which a draft is kept: people who share a device do not see each other's. */
export function draftKey(person: string, path: readonly string[]): string {
  return [prefix, person, ...path].map(encodeURIComponent).join("/");
}

/** The draft under a key; undefined when there is none, or what is there cannot be read. */
export function findDraft(store: DraftStore, key: string): LocalDraft | undefined {
  try {
    const kept = JSON.parse(store.getItem(key) ?? "null") as LocalDraft | null;
    if (!kept || typeof kept.baseVersion !== "number" || !isContent(kept.content)) return undefined;
    // A draft that was kept before reports had these says nothing about them.
    return { ...kept, content: { ...added, ...kept.content } };
  } catch {
    return undefined;
  }
}

const added: Pick<Content, "milestones" | "assessment"> = { milestones: [], assessment: null };

function isContent(content: unknown): content is Content {
  const given = content as Partial<Content> | null;
  return typeof given?.progress === "string" && Array.isArray(given.figures);
}

/** @returns false when the device takes nothing (private mode, full): then the page says so */
export function keepDraft(store: DraftStore, key: string, draft: LocalDraft): boolean {
  try {
    store.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** Forgets a draft. */
export function dropDraft(store: DraftStore, key: string): void {
  try {
    store.removeItem(key);
  } catch {
    // Where nothing can be kept there is nothing to forget.
  }
}

/** Equal in everything that is kept, whatever the order of keys. */
export function isSameContent(a: Content, b: Content): boolean {
  const plain = (content: Content) => [
    content.status,
    content.progress,
    content.problems,
    content.nextSteps,
    content.figures.map((figure) => [figure.indicator, figure.place, figure.period, figure.value, figure.source]),
    content.milestones.map((milestone) => [milestone.project, milestone.event, milestone.date, milestone.evidence]),
    content.assessment && [
      content.assessment.asOf,
      content.assessment.valuePercent,
      content.assessment.judgement,
      content.assessment.evidence,
    ],
  ];
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/**
 * What to show when a report is opened and the device holds a draft of it: the server's text (`server`: the draft says
 * nothing new), the draft (`draft`: nobody has written since), or both for the person to choose (`conflict`).
 */
export function reconcile(
  draft: LocalDraft | undefined,
  server: { readonly version: number; readonly content: Content },
): "server" | "draft" | "conflict" {
  if (!draft || isSameContent(draft.content, server.content)) return "server";
  return draft.baseVersion === server.version ? "draft" : "conflict";
}
