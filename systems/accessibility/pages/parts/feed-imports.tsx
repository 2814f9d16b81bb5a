import type { FeedImport } from "@midreach/reach";
import { apiKey, EmptyNote, formatInstant, formatNumber, m, ProblemView, Queried, say, useApi } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { feedFile } from "./feed-panel.tsx";
import { FeedReport } from "./feed-report.tsx";
import { planApi, reachApi } from "./reach-api.ts";

/** Timetables that somebody brought: which file, who, when, the report on it; they can be taken out of use. */
export function FeedImports({ mayRemove }: { readonly mayRemove: boolean }) {
  const imports = useApi(reachApi, "/api/reach/imports");
  return (
    <section className="mr-panel" aria-labelledby="imports-heading">
      <h2 id="imports-heading">{m.feeds_imports()}</h2>
      <Queried query={imports} lines={3}>
        {(answer) =>
          answer.imports.length === 0 ? (
            <EmptyNote>{m.feeds_imports_none()}</EmptyNote>
          ) : (
            <ul className="mr-list">
              {answer.imports.map((row) => (
                <li key={row.id}>
                  <Imported row={row} mayRemove={mayRemove} />
                </li>
              ))}
            </ul>
          )
        }
      </Queried>
    </section>
  );
}

function Imported({ row, mayRemove }: { readonly row: FeedImport; readonly mayRemove: boolean }) {
  const timeZone = useApi(planApi, "/api/plan").data?.plan.timeZone ?? "UTC";
  return (
    <div className="mr-stack">
      <div className="mr-match">
        <span>
          <strong>{say(row.feed.title)}</strong>{" "}
          <span className="mr-soft">
            {row.fileName} · {m.feeds_kilobytes({ size: formatNumber(Math.ceil(row.sizeBytes / 1024)) })}
          </span>
        </span>
        <span className="mr-small mr-soft">
          {row.importedBy} · {formatInstant(row.importedAt, timeZone)}
        </span>
      </div>
      <details>
        <summary>{m.feeds_report()}</summary>
        <FeedReport report={row.report} />
        <p className="mr-small mr-soft mr-feed-hash">{m.feeds_hash({ hash: row.sha256 })}</p>
      </details>
      <div className="mr-chips">
        <a className="mr-chip" href={feedFile(row.feed.id)} download>
          {m.feeds_download()}
        </a>
        {mayRemove ? <Removal id={row.id} /> : null}
      </div>
    </div>
  );
}

/** Two steps, because nobody else can use the timetable afterwards either. */
function Removal({ id }: { readonly id: string }) {
  const memory = useQueryClient();
  const [asked, setAsked] = useState(false);
  const removal = useMutation({
    mutationFn: () => reachApi.request("delete", "/api/reach/imports/{id}", { params: { id } }),
    onSuccess: () =>
      memory.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== apiKey("/api/session")[0] }),
  });
  if (!asked) {
    return (
      <button type="button" className="mr-chip mr-feed-remove" onClick={() => setAsked(true)}>
        {m.feeds_remove()}
      </button>
    );
  }
  return (
    <span className="mr-chips">
      <span>{m.feeds_remove_sure()}</span>
      <button
        type="button"
        className="mr-chip mr-feed-remove"
        disabled={removal.isPending}
        onClick={() => removal.mutate()}
      >
        {m.feeds_remove_yes()}
      </button>
      <button type="button" className="mr-chip mr-feed-keep" onClick={() => setAsked(false)}>
        {m.feeds_remove_no()}
      </button>
      {removal.isError ? <ProblemView error={removal.error} /> : null}
    </span>
  );
}
