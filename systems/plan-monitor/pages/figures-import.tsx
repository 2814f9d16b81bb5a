import type { ImportAnswer } from "@midreach/plan";
import { apiKey, DownloadLinks, FileDrop, m, Page, ProblemView, useApi, useLanguage, useSession } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { EvaluationDue } from "./parts/evaluation-due.tsx";
import { FigurePreview } from "./parts/figure-preview.tsx";
import { ImportRecord } from "./parts/import-record.tsx";
import { seriesApi } from "./parts/plan-api.ts";
import "./parts/figures.css";
import "./parts/front.css";

/** Drop a file with figures, see what it would change and what is wrong with it, import it. */
export default function FiguresImportPage() {
  const { session } = useSession();
  const language = useLanguage();
  const mayImport = session?.roles.some((role) => role === "office" || role === "unit") ?? false;
  const owner = session?.organisation ?? undefined;
  return (
    <Page
      title={m.figures_import()}
      tabTitle={m.figures_import()}
      crumbs={[{ title: m.data_map(), to: "/data" }, { title: m.figures_import() }]}
      lead={m.figures_import_lead()}
      actions={
        <span title={m.template_lead()}>
          {m.template()}{" "}
          <DownloadLinks path="/api/series/template" query={owner ? { owner } : {}} language={language} />
        </span>
      }
    >
      {mayImport ? (
        <Import isUnit={!session?.roles.includes("office")} />
      ) : (
        <p className="mr-note">
          {m.figures_import_who()} {session?.signedIn ? null : <Link to="/sign-in">{m.sign_in()}</Link>}
        </p>
      )}
      {session?.signedIn ? <Imports mayEvaluate={session.roles.includes("office")} /> : null}
    </Page>
  );
}

/** As octets: browsers do not agree on the type of a CSV file. */
const toBody = (file: File): Blob => file.slice(0, file.size, "application/octet-stream");

function useImport(trial: "true" | "false") {
  return useMutation({
    mutationFn: (file: File) =>
      seriesApi.request("post", "/api/series/imports", { query: { name: file.name, trial }, file: toBody(file) }),
  });
}

function Import({ isUnit }: { readonly isUnit: boolean }) {
  const memory = useQueryClient();
  const [file, setFile] = useState<File>();
  const [done, setDone] = useState<ImportAnswer>();
  const preview = useImport("true");
  const keep = useImport("false");
  const choose = (chosen: File) => {
    setFile(chosen);
    setDone(undefined);
    keep.reset();
    preview.mutate(chosen);
  };
  const confirm = () => {
    if (!file) return;
    keep.mutate(file, {
      onSuccess: async (answer) => {
        setDone(answer);
        setFile(undefined);
        preview.reset();
        await memory.invalidateQueries({ predicate: (query) => query.queryKey[0] !== apiKey("/api/session")[0] });
      },
    });
  };
  return (
    <>
      {isUnit ? <p className="mr-soft">{m.figures_import_units()}</p> : null}
      <FileDrop
        title={file === undefined ? m.figures_drop() : m.figures_drop_again()}
        limits={m.figures_drop_limits()}
        accept=".csv,.tsv,.txt,.xlsx"
        maxBytes={10 << 20}
        tooLarge={m.figures_too_large()}
        onFile={choose}
      />
      {preview.isPending && file ? <p role="status">{m.figures_reading({ name: file.name })}</p> : null}
      {preview.isError ? <ProblemView error={preview.error} /> : null}
      {keep.isError ? <ProblemView error={keep.error} /> : null}
      {preview.data && file ? (
        <FigurePreview answer={preview.data} pending={keep.isPending} onConfirm={confirm} />
      ) : null}
      {done ? (
        <p className="mr-note" role="status">
          {m.figures_done({ count: done.figures })} <Link to="/data">{m.data_map()}</Link>
        </p>
      ) : null}
    </>
  );
}

function Imports({ mayEvaluate }: { readonly mayEvaluate: boolean }) {
  const imports = useApi(seriesApi, "/api/series/imports").data;
  if (!imports) return null;
  return (
    <>
      {imports.due ? <EvaluationDue due={imports.due} mayEvaluate={mayEvaluate} /> : null}
      <ImportRecord imports={imports.imports} />
    </>
  );
}
