import { Problem } from "@midreach/kernel/problems";
import type { Decided, Decision, ImportProgress, ImportSentence } from "@midreach/plan";
import { useCallback, useEffect, useRef, useState } from "react";
import { importApi } from "./plan-api.ts";

/** A decision without the version, which the review adds. */
export type Choice = Decision extends infer One ? (One extends Decision ? Omit<One, "version"> : never) : never;

interface Wanted {
  readonly id: string;
  readonly filter: "all" | "undecided" | "commits" | "doubtful";
  readonly chapter: number | undefined;
}

/** Sentences of a review as the page holds them: fetched a hundred at a time. */
function useSentences({ id, filter, chapter }: Wanted, setError: (error: unknown) => void) {
  const [sentences, setSentences] = useState<readonly ImportSentence[]>();
  const [more, setMore] = useState(false);
  /** Ordinal of the last sentence that came in order; those called for by number may stand behind it. */
  const [reached, setReached] = useState(0);
  const [active, setActive] = useState<number>();
  const fetchAfter = useCallback(
    (after: number) =>
      importApi.request("get", "/api/imports/{id}/sentences", {
        params: { id },
        query: { filter, after, limit: 100, ...(chapter === undefined ? {} : { chapter }) },
      }),
    [id, filter, chapter],
  );
  useEffect(() => {
    let current = true;
    // Keys must not act on sentences of the list before.
    setSentences(undefined);
    fetchAfter(0).then(
      (answer) => {
        if (!current) return;
        setSentences(answer.sentences);
        setMore(answer.more);
        setReached(answer.sentences.at(-1)?.ordinal ?? 0);
        setError(undefined);
        const first = answer.sentences.find(({ state }) => state === "undecided") ?? answer.sentences[0];
        setActive(first?.ordinal);
      },
      (failure) => {
        if (current) setError(failure);
      },
    );
    return () => {
      current = false;
    };
  }, [fetchAfter, setError]);
  return {
    sentences,
    more,
    active: sentences?.find(({ ordinal }) => ordinal === active),
    setActive,
    loadMore: async () => {
      try {
        const answer = await fetchAfter(reached);
        setSentences((known) => joinSentences(known ?? [], answer.sentences));
        setMore(answer.more);
        setReached(answer.sentences.at(-1)?.ordinal ?? reached);
      } catch (failure) {
        setError(failure);
      }
    },
    /** Makes a sentence the active one, wherever it stands. @returns false when it cannot be shown */
    include: async (ordinal: number): Promise<boolean> => {
      const isHere = sentences?.some((known) => known.ordinal === ordinal) ?? false;
      const found = isHere ? undefined : await fetchOne(id, ordinal).catch(setError);
      if (!isHere && !found) return false;
      if (found) setSentences((known) => joinSentences(known ?? [], [found]));
      setActive(ordinal);
      return true;
    },
    /** Puts changed sentences in the place of what they were. */
    replace: (changed: readonly ImportSentence[]) => {
      const byOrdinal = new Map(changed.map((sentence) => [sentence.ordinal, sentence]));
      setSentences((known) => known?.map((sentence) => byOrdinal.get(sentence.ordinal) ?? sentence));
    },
  };
}

/** One sentence by its number, whatever list it belongs to. */
async function fetchOne(id: string, ordinal: number): Promise<ImportSentence | undefined> {
  const query = { filter: "all", after: ordinal - 1, limit: 1 } as const;
  const { sentences } = await importApi.request("get", "/api/imports/{id}/sentences", { params: { id }, query });
  return sentences.find((found) => found.ordinal === ordinal);
}

/** Both lists as one, each sentence once, in the order of the text. */
function joinSentences(known: readonly ImportSentence[], added: readonly ImportSentence[]): readonly ImportSentence[] {
  const byOrdinal = new Map([...known, ...added].map((sentence) => [sentence.ordinal, sentence]));
  return [...byOrdinal.values()].sort((a, b) => a.ordinal - b.ordinal);
}

/** A review in progress: its sentences, and what can be done to them. */
export function useImportReview(wanted: Wanted) {
  const [progress, setProgress] = useState<ImportProgress>();
  const [error, setError] = useState<unknown>();
  const busy = useRef(false);
  const { replace, ...list } = useSentences(wanted, setError);
  /** Sends one act at a time; a conflict brings the other reviewer's decision onto the page. */
  const send = async (work: () => Promise<Decided>): Promise<boolean> => {
    if (busy.current) return false;
    busy.current = true;
    setError(undefined);
    try {
      const answer = await work();
      replace(answer.sentences);
      setProgress(answer.progress);
      return true;
    } catch (failure) {
      setError(failure);
      const current = currentOf(failure);
      if (current) replace([current]);
      return false;
    } finally {
      busy.current = false;
    }
  };
  const path = "/api/imports/{id}/sentences/{ordinal}" as const;
  const at = (ordinal: number) => ({ params: { id: wanted.id, ordinal } });
  return {
    ...list,
    progress,
    error,
    decide: ({ ordinal, version }: ImportSentence, choice: Choice) =>
      send(() => importApi.request("put", path, { ...at(ordinal), body: { ...choice, version } as Decision })),
    merge: ({ ordinal, version }: ImportSentence) =>
      send(() => importApi.request("post", `${path}/merge`, { ...at(ordinal), body: { version } })),
    undo: ({ ordinal, version }: ImportSentence) =>
      send(() => importApi.request("post", `${path}/undo`, { ...at(ordinal), body: { version } })),
  };
}

/** The sentence as it is now, when somebody else was faster. */
function currentOf(failure: unknown): ImportSentence | undefined {
  if (!(failure instanceof Problem)) return undefined;
  const context = failure.context as { readonly current?: ImportSentence } | undefined;
  return context?.current;
}
