import { Problem } from "@midreach/kernel/problems";
import type { ItemDetail } from "@midreach/plan";
import { type DraftStore, dropDraft, findDraft, isSameContent, keepDraft, reconcile } from "./report-drafts.ts";

type Content = ItemDetail["content"];

/** Somebody else's version that stands in the way. */
interface OtherVersion {
  readonly version: number;
  readonly content: Content;
  readonly savedBy: string | null;
}

/** What the page says about the state of saving. */
export type SaveState =
  | { readonly kind: "saved"; readonly at: string | null }
  | { readonly kind: "typing" }
  /** The server cannot be reached; `kept`: what was typed is on this device. */
  | { readonly kind: "offline"; readonly kept: boolean }
  | { readonly kind: "conflict"; readonly other: OtherVersion }
  | { readonly kind: "closed"; readonly detail: string }
  | { readonly kind: "refused"; readonly error: unknown; readonly kept: boolean };

/** What a page shows. */
export interface SaverView {
  readonly content: Content;
  readonly state: SaveState;
}

/** Sends a text that began from a version. @throws Problem, or TypeError when the server cannot be reached */
export type SendReport = (body: {
  readonly baseVersion: number;
  readonly content: Content;
}) => Promise<{ readonly version: number; readonly savedAt: string }>;

interface SaverOptions {
  readonly server: { readonly version: number; readonly content: Content };
  readonly savedAt: string | null;
  readonly savedBy: string | null;
  readonly mayFill: boolean;
  readonly store: DraftStore;
  readonly key: string;
  readonly send: SendReport;
  readonly pauseMs?: number;
  readonly retryMs?: number;
}

const emptyContent: Content = {
  status: null,
  progress: "",
  problems: "",
  nextSteps: "",
  figures: [],
  milestones: [],
  assessment: null,
};

/**
 * Keeps what is typed: on this device at every key stroke, on the server at every pause. A reload, a lost connection, an
 * ended session or a closed round lose nothing: what the server has not acknowledged stays on the device and is sent
 * again, until it has. One sending at a time, so that a writer never stands in his own way.
 */
export class ReportSaver {
  readonly #options: SaverOptions;
  readonly #listeners = new Set<() => void>();
  #view: SaverView;
  #version: number;
  /** The last text that the server and we agree on. */
  #acknowledged: Content;
  /** A person has to decide before anything is sent. */
  #stopped = false;
  #sending: Promise<number | undefined> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SaverOptions) {
    this.#options = options;
    const { server, savedAt, savedBy, mayFill, store, key } = options;
    this.#version = server.version;
    this.#acknowledged = server.content;
    const draft = mayFill ? findDraft(store, key) : undefined;
    const found = reconcile(draft, server);
    this.#view = {
      content: draft && found !== "server" ? draft.content : server.content,
      state: { kind: "saved", at: savedAt },
    };
    if (found === "draft") this.#view = { ...this.#view, state: { kind: "typing" } };
    if (found === "conflict") {
      this.#stopped = true;
      this.#view = { ...this.#view, state: { kind: "conflict", other: { ...server, savedBy } } };
    }
    if (found === "server") dropDraft(store, key);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): SaverView => this.#view;

  /** Sends what this device still holds from before. */
  start(): void {
    if (this.#isDirty() && !this.#stopped) void this.#send();
  }

  /** Sends what is left at once: the page is being left. The text stays on the device until it is acknowledged. */
  stop(): void {
    clearTimeout(this.#timer);
    this.start();
  }

  /** Takes what was typed. */
  change(content: Content): void {
    const { store, key, pauseMs = 1200 } = this.#options;
    keepDraft(store, key, { baseVersion: this.#version, content, typedAt: new Date().toISOString() });
    const waiting = this.#view.state.kind === "saved" ? { kind: "typing" as const } : this.#view.state;
    this.#show({ content, state: waiting });
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), pauseMs);
  }

  /** Sends what is not yet sent. @returns the version that holds it, or undefined when it could not be sent */
  async flush(): Promise<number | undefined> {
    while (this.#sending) await this.#sending;
    if (this.#stopped) return undefined;
    return this.#isDirty() ? this.#send() : this.#version;
  }

  /** Ends a conflict: what was typed here goes over the other version, or gives way to it. */
  resolve(keep: "mine" | "theirs"): void {
    const { state } = this.#view;
    if (state.kind !== "conflict") return;
    const { other } = state;
    this.#stopped = false;
    this.#version = other.version;
    this.#acknowledged = other.content;
    if (keep === "mine") {
      this.#show({ content: this.#view.content, state: { kind: "typing" } });
      void this.#send();
      return;
    }
    dropDraft(this.#options.store, this.#options.key);
    this.#show({ content: other.content, state: { kind: "saved", at: null } });
  }

  #isDirty(): boolean {
    return !isSameContent(this.#view.content, this.#acknowledged);
  }

  #show(view: SaverView): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }

  #send(): Promise<number | undefined> {
    clearTimeout(this.#timer);
    this.#sending ??= this.#sendNow().finally(() => {
      this.#sending = undefined;
      // What was typed while the text before it was under way.
      if (this.#isDirty() && !this.#stopped && this.#view.state.kind !== "offline") void this.#send();
    });
    return this.#sending;
  }

  async #sendNow(): Promise<number | undefined> {
    const { send, store, key, retryMs = 5000 } = this.#options;
    const { content } = this.#view;
    try {
      const saved = await send({ baseVersion: this.#version, content });
      this.#version = saved.version;
      this.#acknowledged = content;
      if (this.#isDirty()) return saved.version;
      dropDraft(store, key);
      this.#show({ content: this.#view.content, state: { kind: "saved", at: saved.savedAt } });
      return saved.version;
    } catch (error) {
      const state = stateOf(error, findDraft(store, key) !== undefined);
      this.#stopped = state.kind !== "offline";
      if (state.kind === "offline") this.#timer = setTimeout(() => void this.#send(), retryMs);
      // The server has it, though it does not count.
      if (state.kind === "closed") dropDraft(store, key);
      this.#show({ content: this.#view.content, state });
      return undefined;
    }
  }
}

interface ConflictContext {
  readonly reason?: string;
  readonly current?: { readonly version: number; readonly content: Content | null; readonly savedBy: string | null };
}

function stateOf(error: unknown, kept: boolean): SaveState {
  // No answer, or a server that is starting again: what is on the device goes out later.
  if (!(error instanceof Problem) || error.status >= 500) return { kind: "offline", kept };
  const { reason, current } = (error.context ?? {}) as ConflictContext;
  if (reason === "closed") return { kind: "closed", detail: error.message };
  if (reason === "changed" && current) {
    return { kind: "conflict", other: { ...current, content: current.content ?? emptyContent } };
  }
  return { kind: "refused", error, kept };
}
