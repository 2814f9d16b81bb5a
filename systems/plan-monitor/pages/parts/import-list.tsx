import type { ImportSentence } from "@midreach/plan";
import { m } from "@midreach/ui";
import { useEffect, useRef } from "react";
import { stateWord } from "./import-words.ts";

interface ImportListProps {
  readonly sentences: readonly ImportSentence[];
  readonly active: number | undefined;
  readonly more: boolean;
  readonly onChoose: (ordinal: number) => void;
  readonly onMore: () => void;
}

/** The sentences one below the other; the one under review is kept in view. */
export function ImportList({ sentences, active, more, onChoose, onMore }: ImportListProps) {
  const current = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another active sentence moves the list
  useEffect(() => {
    const list = current.current?.closest("ol");
    const item = current.current?.parentElement;
    if (!list || !item) return;
    // Only the list moves, never the page: whoever reads the source must not lose it.
    if (item.offsetTop < list.scrollTop) list.scrollTop = item.offsetTop;
    const bottom = item.offsetTop + item.offsetHeight;
    if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
  }, [active]);
  return (
    <nav className="mr-panel mr-import-nav" aria-label={m.import_sentences()}>
      <ol className="mr-import-list">
        {sentences.map((sentence) => {
          const isActive = sentence.ordinal === active;
          return (
            <li key={sentence.ordinal}>
              <button
                type="button"
                ref={isActive ? current : undefined}
                aria-current={isActive ? "true" : undefined}
                onClick={() => onChoose(sentence.ordinal)}
              >
                <span className="mr-small">
                  <span className="mr-number">{sentence.citation}</span>{" "}
                  <span className={`mr-import-state mr-import-${sentence.state}`}>{stateWord(sentence.state)}</span>{" "}
                  {sentence.commits ? null : <span className="mr-soft">{m.import_no_commitment()}</span>}
                  {sentence.doubts.length > 0 ? <span className="mr-import-doubt">{m.import_doubtful()}</span> : null}
                </span>
                <span className="mr-import-words">{sentence.text}</span>
              </button>
            </li>
          );
        })}
      </ol>
      {sentences.length === 0 ? <p className="mr-empty">{m.import_none_left()}</p> : null}
      {more ? (
        <button type="button" className="mr-button" onClick={onMore}>
          {m.import_more()}
        </button>
      ) : null}
    </nav>
  );
}
