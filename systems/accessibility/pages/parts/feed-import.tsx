import type { FeedImportAnswer } from "@midreach/reach";
import { apiKey, Field, FileDrop, m, ProblemView, say } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { FeedFacts } from "./feed-panel.tsx";
import { FeedReport } from "./feed-report.tsx";
import { NoDataGroups } from "./no-data-groups.tsx";
import { mapAddress, reachApi } from "./reach-api.ts";

const maxBytes = 64 << 20;

/** What one says about a timetable that one brings; what is left empty is as the file has it. */
interface FeedWords {
  readonly id: string;
  readonly title: string;
  readonly publishedAt: string;
  readonly measureOn: string;
  readonly judging: boolean;
}

const noWords: FeedWords = { id: "", title: "", publishedAt: "", measureOn: "", judging: false };

function useFeedImport(trial: "true" | "false") {
  return useMutation({
    mutationFn: ({ file, words }: { readonly file: File; readonly words: FeedWords }) =>
      reachApi.request("post", "/api/reach/imports", {
        query: {
          name: file.name,
          trial,
          id: words.id.trim() || undefined,
          title: words.title.trim() || undefined,
          publishedAt: words.publishedAt || undefined,
          measureOn: words.measureOn || undefined,
          judging: words.judging ? "true" : "false",
        },
        // Browsers do not agree on the type of a zip.
        file: file.slice(0, file.size, "application/octet-stream"),
      }),
  });
}

/** Drop a GTFS file, read the report on it, keep it. Nothing is kept before one says so. */
export function FeedImport({ onAnother }: { readonly onAnother: () => void }) {
  const memory = useQueryClient();
  const [words, setWords] = useState(noWords);
  const [file, setFile] = useState<File>();
  const trial = useFeedImport("true");
  const keep = useFeedImport("false");
  const choose = (chosen: File) => {
    setFile(chosen);
    keep.reset();
    trial.mutate({ file: chosen, words });
  };
  const confirm = () => {
    if (!file) return;
    keep.mutate(
      { file, words },
      {
        onSuccess: () =>
          memory.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== apiKey("/api/session")[0] }),
      },
    );
  };
  const kept = keep.data?.import ? keep.data : undefined;
  if (kept?.feed) return <Kept title={say(kept.feed.title)} id={kept.feed.id} onAnother={onAnother} />;
  return (
    <>
      <FileDrop
        title={file ? m.feeds_drop_again() : m.feeds_drop()}
        limits={m.feeds_drop_limits()}
        accept=".zip"
        maxBytes={maxBytes}
        tooLarge={m.feeds_too_large()}
        onFile={choose}
      />
      <WordsForm words={words} onChange={setWords} />
      {trial.isPending && file ? <p role="status">{m.feeds_reading({ name: file.name })}</p> : null}
      {trial.isError ? (
        <ProblemView error={trial.error} {...(file ? { onRetry: () => trial.mutate({ file, words }) } : {})} />
      ) : null}
      {trial.data && file && !trial.isPending ? (
        <Trial answer={trial.data} pending={keep.isPending} onConfirm={confirm} />
      ) : null}
      {keep.isError ? <ProblemView error={keep.error} /> : null}
    </>
  );
}

interface KeptProps {
  readonly title: string;
  readonly id: string;
  readonly onAnother: () => void;
}

function Kept({ title, id, onAnother }: KeptProps) {
  return (
    <p className="mr-note" role="status">
      {m.feeds_kept({ title })} <Link to={mapAddress(undefined, { feed: id })}>{m.reach_map()}</Link>{" "}
      <button type="button" className="mr-button" onClick={onAnother}>
        {m.feeds_another()}
      </button>
    </p>
  );
}

interface TrialProps {
  readonly answer: FeedImportAnswer;
  readonly pending: boolean;
  readonly onConfirm: () => void;
}

/** What the file would bring, or why it cannot be kept. */
function Trial({ answer, pending, onConfirm }: TrialProps) {
  const { feed, report, fileName } = answer;
  return (
    <section className="mr-stack" aria-labelledby="trial-heading">
      <h3 id="trial-heading">{m.feeds_trial({ name: fileName })}</h3>
      {feed ? (
        <>
          <FeedFacts feed={feed} />
          {feed.noData.length > 0 ? (
            <details>
              <summary>{m.feeds_no_data({ count: feed.noData.length })}</summary>
              <NoDataGroups places={feed.noData} />
            </details>
          ) : null}
          <p>
            <button type="button" className="mr-button mr-button-primary" disabled={pending} onClick={onConfirm}>
              {m.feeds_confirm()}
            </button>
          </p>
        </>
      ) : (
        <p className="mr-note mr-feed-refused" role="alert">
          {m.feeds_refused()}
        </p>
      )}
      <FeedReport report={report} />
    </section>
  );
}

interface WordsFormProps {
  readonly words: FeedWords;
  readonly onChange: (words: FeedWords) => void;
}

function WordsForm({ words, onChange }: WordsFormProps) {
  const text = (
    name: "id" | "title" | "publishedAt" | "measureOn",
    label: string,
    type: "text" | "date",
    hint?: string,
  ) => (
    <Field label={label}>
      <input
        className="mr-field-plain"
        type={type}
        value={words[name]}
        placeholder={hint}
        {...(name === "id" ? { pattern: "[a-z0-9][a-z0-9\\-]*", maxLength: 60 } : {})}
        {...(name === "title" ? { maxLength: 200 } : {})}
        onChange={({ target }) => onChange({ ...words, [name]: target.value })}
      />
    </Field>
  );
  return (
    <fieldset className="mr-feed-words">
      <legend className="mr-small mr-soft">{m.feeds_words()}</legend>
      {text("title", m.feeds_name(), "text")}
      {text("id", m.feeds_id(), "text", m.feeds_id_hint())}
      {text("publishedAt", m.feeds_published(), "date")}
      {text("measureOn", m.feeds_measure_on(), "date")}
      <label className="mr-feed-judging">
        <input
          type="checkbox"
          checked={words.judging}
          onChange={({ target }) => onChange({ ...words, judging: target.checked })}
        />{" "}
        {m.feeds_judge_by_it()}
      </label>
    </fieldset>
  );
}
