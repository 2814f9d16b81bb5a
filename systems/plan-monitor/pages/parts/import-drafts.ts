import type { Reviewed } from "@midreach/plan";
import type { DraftStore } from "./report-drafts.ts";

/** What was typed about a sentence on this device and has not been saved. */
export interface ImportDraft {
  readonly ordinal: number;
  readonly citation: string;
  /** The version of the sentence's decision that the writer had read. */
  readonly version: number;
  readonly rows: readonly Reviewed[];
  /** ISO instant of the last key stroke. */
  readonly typedAt: string;
}

/** Where drafts of reviews are kept: `localStorage`, or anything like it. */
export type ImportDraftStore = DraftStore & Pick<Storage, "length" | "key">;

const prefix = "midreach.import.v1";

/** Under which the drafts of one person's review begin: people who share a device do not see each other's. */
const folderOf = (person: string, id: string): string => `${[prefix, person, id].map(encodeURIComponent).join("/")}/`;

/** @returns false when the device takes nothing (private mode, full): then the page says so */
export function keepImportDraft(store: ImportDraftStore, person: string, id: string, draft: ImportDraft): boolean {
  try {
    store.setItem(folderOf(person, id) + draft.ordinal, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** Forgets what was typed about a sentence. */
export function dropImportDraft(store: ImportDraftStore, person: string, id: string, ordinal: number): void {
  try {
    store.removeItem(folderOf(person, id) + ordinal);
  } catch {
    // Where nothing can be kept there is nothing to forget.
  }
}

/** What one person has typed in a review and not saved, the latest first; what cannot be read is passed over. */
export function listImportDrafts(store: ImportDraftStore, person: string, id: string): ImportDraft[] {
  const drafts: ImportDraft[] = [];
  try {
    for (let index = 0; index < store.length; index += 1) {
      const key = store.key(index);
      if (!key?.startsWith(folderOf(person, id))) continue;
      const draft = parseDraft(store.getItem(key));
      if (draft) drafts.push(draft);
    }
  } catch {
    return [];
  }
  return drafts.sort((a, b) => b.typedAt.localeCompare(a.typedAt));
}

function parseDraft(text: string | null): ImportDraft | undefined {
  try {
    const draft = JSON.parse(text ?? "null") as Partial<ImportDraft> | null;
    const isWhole =
      typeof draft?.ordinal === "number" &&
      typeof draft.version === "number" &&
      typeof draft.citation === "string" &&
      typeof draft.typedAt === "string" &&
      Array.isArray(draft.rows) &&
      draft.rows.length > 0 &&
      draft.rows.every(isReviewed);
    return isWhole ? (draft as ImportDraft) : undefined;
  } catch {
    return undefined;
  }
}

/** Enough of a commitment for the form to show it; the server checks the rest when it is saved. */
function isReviewed(row: unknown): row is Reviewed {
  const given = row as Partial<Reviewed> | null;
  const lists = [given?.lead, given?.support, given?.places];
  return typeof given?.text?.zh === "string" && typeof given.text.en === "string" && lists.every(Array.isArray);
}
