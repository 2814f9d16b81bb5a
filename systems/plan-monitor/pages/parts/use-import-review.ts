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

/** Sentences of a review as the page holds them: fetched a hundred at a time, changed by decisions. */
export function useImportReview(wanted: Wanted) {
  const { id, filter, chapter } = wanted;
  const [sentences, setSentences] = useState<readonly ImportSentence[]>();
  const [more, setMore] = useState(false);
  const [active, setActive] = useState<number>();
  const [progress, setProgress] = useState<ImportProgress>();
  const [error, setError] = useState<unknown>();
  const busy = useRef(false);

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
  }, [fetchAfter]);

  const loadMore = useCallback(async () => {
    const answer = await fetchAfter(sentences?.at(-1)?.ordinal ?? 0);
    setSentences((known) => [...(known ?? []), ...answer.sentences]);
    setMore(answer.more);
  }, [fetchAfter, sentences]);

  const replace = useCallback((changed: readonly ImportSentence[]) => {
    const byOrdinal = new Map(changed.map((sentence) => [sentence.ordinal, sentence]));
    setSentences((known) => known?.map((sentence) => byOrdinal.get(sentence.ordinal) ?? sentence));
  }, []);

  /** Sends one act at a time; a conflict brings the other reviewer's decision onto the page. */
  const send = useCallback(
    async (work: () => Promise<Decided>): Promise<boolean> => {
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
    },
    [replace],
  );

  const at = (ordinal: number) => ({ params: { id, ordinal } });
  return {
    sentences,
    more,
    loadMore,
    active: sentences?.find(({ ordinal }) => ordinal === active),
    setActive,
    progress,
    error,
    clearError: () => setError(undefined),
    decide: ({ ordinal, version }: ImportSentence, choice: Choice) =>
      send(() =>
        importApi.request("put", "/api/imports/{id}/sentences/{ordinal}", {
          ...at(ordinal),
          body: { ...choice, version } as Decision,
        }),
      ),
    merge: ({ ordinal, version }: ImportSentence) =>
      send(() =>
        importApi.request("post", "/api/imports/{id}/sentences/{ordinal}/merge", { ...at(ordinal), body: { version } }),
      ),
    undo: ({ ordinal, version }: ImportSentence) =>
      send(() =>
        importApi.request("post", "/api/imports/{id}/sentences/{ordinal}/undo", { ...at(ordinal), body: { version } }),
      ),
  };
}

/** The sentence as it is now, when somebody else was faster. */
function currentOf(failure: unknown): ImportSentence | undefined {
  if (!(failure instanceof Problem)) return undefined;
  const context = failure.context as { readonly current?: ImportSentence } | undefined;
  return context?.current;
}
