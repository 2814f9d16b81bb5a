import { Problem } from "@midreach/kernel/problems";
import { expect, test, vi } from "vitest";
import type { DraftStore } from "./report-drafts.ts";
import { ReportSaver, type SendReport } from "./report-saver.ts";

const blank = {
  status: null,
  progress: "",
  problems: "",
  nextSteps: "",
  figures: [],
  milestones: [],
  assessment: null,
};
const text = (progress: string) => ({ ...blank, progress });

/** A server that keeps one report by the rules of the real one, and can be cut off. */
function createServer() {
  const state = { version: 0, content: text(""), reachable: true, closed: false, sent: [] as string[] };
  const send: SendReport = async ({ baseVersion, content }) => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (!state.reachable) throw new TypeError("Failed to fetch");
    state.sent.push(content.progress);
    if (content.progress !== state.content.progress) {
      if (baseVersion !== state.version) {
        const current = { version: state.version, content: state.content, savedBy: "Wang" };
        throw new Problem("resource.conflict", "changed", [], { context: { reason: "changed", current } });
      }
      state.version += 1;
      state.content = text(content.progress);
    }
    if (state.closed)
      throw new Problem("resource.conflict", "closed", [], { context: { reason: "closed", kept: true } });
    return { version: state.version, savedAt: "2026-02-01T00:00:00Z" };
  };
  return { state, send };
}

function createStore(): DraftStore & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const open = ({ state, send }: ReturnType<typeof createServer>, store: DraftStore) =>
  new ReportSaver({
    server: { version: state.version, content: state.content },
    savedAt: null,
    savedBy: null,
    mayFill: true,
    store,
    key: "k",
    send,
    pauseMs: 100,
    retryMs: 500,
  });

async function run(work: () => Promise<void>): Promise<void> {
  vi.useFakeTimers();
  try {
    await work();
  } finally {
    vi.useRealTimers();
  }
}

test("keeps every key stroke on the device and sends at a pause, one text at a time", () =>
  run(async () => {
    const server = createServer();
    const store = createStore();
    const saver = open(server, store);
    for (const progress of ["a", "ab", "abc"]) saver.change(text(progress));
    expect(JSON.parse(store.kept.get("k") ?? "").content.progress).toBe("abc");
    expect(server.state.sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(105);
    saver.change(text("abcd"));
    await vi.advanceTimersByTimeAsync(300);
    expect(server.state.sent).toEqual(["abc", "abcd"]);
    expect(server.state).toMatchObject({ version: 2, content: { progress: "abcd" } });
    expect(saver.view().state.kind).toBe("saved");
    expect(store.kept.size).toBe(0);
  }));

test("a lost connection loses nothing: the text waits on the device and goes out when it can", () =>
  run(async () => {
    const server = createServer();
    const store = createStore();
    const saver = open(server, store);
    server.state.reachable = false;
    saver.change(text("typed in a tunnel"));
    await vi.advanceTimersByTimeAsync(200);
    expect(saver.view().state).toEqual({ kind: "offline", kept: true });
    saver.change(text("typed in a long tunnel"));
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.kept.size).toBe(1);
    server.state.reachable = true;
    await vi.advanceTimersByTimeAsync(600);
    expect(server.state.content.progress).toBe("typed in a long tunnel");
    expect(saver.view().state.kind).toBe("saved");
  }));

test("a reload takes up what had not been sent", () =>
  run(async () => {
    const server = createServer();
    const store = createStore();
    open(server, store).change(text("half a sent"));
    const again = open(server, store);
    expect(again.view().content.progress).toBe("half a sent");
    again.start();
    await vi.advanceTimersByTimeAsync(50);
    expect(server.state.content.progress).toBe("half a sent");
  }));

test("what another wrote is shown beside, and nothing is overwritten until a person says so", () =>
  run(async () => {
    for (const keep of ["mine", "theirs"] as const) {
      const server = createServer();
      const store = createStore();
      const saver = open(server, store);
      server.state.version = 7;
      server.state.content = text("theirs");
      saver.change(text("mine"));
      await vi.advanceTimersByTimeAsync(200);
      expect(saver.view()).toMatchObject({
        content: { progress: "mine" },
        state: { kind: "conflict", other: { version: 7, content: { progress: "theirs" }, savedBy: "Wang" } },
      });
      await vi.advanceTimersByTimeAsync(5000);
      expect(server.state.content.progress).toBe("theirs");
      saver.resolve(keep);
      await vi.advanceTimersByTimeAsync(200);
      expect(server.state.content.progress).toBe(keep);
      expect(saver.view().content.progress).toBe(keep);
      expect(store.kept.size).toBe(0);
    }
  }));

test("closed while typing: told, kept, and not sent again and again", () =>
  run(async () => {
    const server = createServer();
    const saver = open(server, createStore());
    server.state.closed = true;
    saver.change(text("too late"));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saver.view().state.kind).toBe("closed");
    expect(server.state.sent).toEqual(["too late"]);
    expect(await saver.flush()).toBeUndefined();
  }));

test("submitting waits for what is under way", () =>
  run(async () => {
    const server = createServer();
    const saver = open(server, createStore());
    saver.change(text("a"));
    const flushed = saver.flush();
    saver.change(text("ab"));
    await vi.advanceTimersByTimeAsync(300);
    await flushed;
    const last = saver.flush();
    await vi.advanceTimersByTimeAsync(50);
    expect(server.state.content.progress).toBe("ab");
    expect(await last).toBe(server.state.version);
  }));
