import type { ImportSummary } from "@midreach/plan";
import {
  apiKey,
  DataTable,
  FileDrop,
  formatDay,
  m,
  Page,
  ProblemView,
  Queried,
  useApi,
  useSession,
} from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { importAddress } from "./parts/import-words.ts";
import { importApi } from "./parts/plan-api.ts";
import "./parts/figures.css";
import "./parts/import-review.css";

/** Plans that are being imported from their text: drop a file, go on with a review. */
export default function ImportsPage() {
  const { session } = useSession();
  const maySee = session?.roles.some((role) => role !== "unit") ?? false;
  return (
    <Page
      title={m.imports()}
      tabTitle={m.imports()}
      crumbs={[{ title: m.imports() }]}
      lead={m.imports_lead()}
      actions={<Link to="/plans">{m.plans()}</Link>}
    >
      {session && !maySee ? (
        <p className="mr-note">
          {m.imports_sign_in()} {session.signedIn ? null : <Link to="/sign-in?back=/imports">{m.sign_in()}</Link>}
        </p>
      ) : null}
      {maySee ? <Imports /> : null}
    </Page>
  );
}

function Imports() {
  const query = useApi(importApi, "/api/imports");
  return (
    <Queried query={query}>
      {({ imports, mayReview }) => (
        <>
          {mayReview ? <PlanDrop /> : null}
          <DataTable<ImportSummary>
            label={m.imports()}
            rows={imports}
            rowKey={({ id }) => id}
            empty={m.imports_none()}
            card={(row) => (
              <>
                <Name row={row} />
                <Progress row={row} />
              </>
            )}
            columns={[
              { title: m.import_plan(), render: (_, row) => <Name row={row} /> },
              { title: m.import_sentences(), width: 110, render: (_, row) => row.progress.sentences },
              { title: m.import_state(), width: 240, render: (_, row) => <Progress row={row} /> },
              { title: m.import_created(), width: 190, render: (_, row) => <Created row={row} /> },
              ...(mayReview
                ? [{ title: "", width: 110, render: (_: unknown, row: ImportSummary) => <Remove row={row} /> }]
                : []),
            ]}
          />
        </>
      )}
    </Queried>
  );
}

function Name({ row }: { readonly row: ImportSummary }) {
  return (
    <>
      <Link to={importAddress(row.id)}>{row.title}</Link> <span className="mr-small mr-soft">{row.name}</span>
    </>
  );
}

function Created({ row }: { readonly row: ImportSummary }) {
  return (
    <>
      {formatDay(row.createdAt)} <span className="mr-soft">{row.createdBy}</span>
    </>
  );
}

function Progress({ row: { state, progress } }: { readonly row: ImportSummary }) {
  if (state === "complete") return <span className="mr-chip mr-import-accepted">{m.import_complete()}</span>;
  return <span className="mr-number">{m.import_progress({ decided: progress.decided, all: progress.sentences })}</span>;
}

function Remove({ row }: { readonly row: ImportSummary }) {
  const memory = useQueryClient();
  const [asked, setAsked] = useState(false);
  const remove = useMutation({
    mutationFn: () => importApi.request("delete", "/api/imports/{id}", { params: { id: row.id } }),
    onSuccess: () => memory.invalidateQueries({ queryKey: apiKey("/api/imports") }),
  });
  if (row.state === "complete") return null;
  return (
    <button type="button" className="mr-button" onClick={() => (asked ? remove.mutate() : setAsked(true))}>
      {asked ? m.import_remove_sure() : m.import_remove()}
    </button>
  );
}

/** Larger files are refused before they are sent. */
const maxBytes = 32 << 20;

function PlanDrop() {
  const memory = useQueryClient();
  const navigate = useNavigate();
  const send = useMutation({
    mutationFn: (file: File) =>
      importApi.request("post", "/api/imports", {
        query: { name: file.name },
        // As octets: what the file is, its content says.
        file: file.slice(0, file.size, "application/octet-stream"),
      }),
    onSuccess: async (answer) => {
      await memory.invalidateQueries({ queryKey: apiKey("/api/imports") });
      navigate(importAddress(answer.import.id));
    },
  });
  return (
    <>
      <FileDrop
        title={m.import_drop()}
        limits={m.import_drop_limits()}
        accept=".txt,.html,.htm,.docx"
        maxBytes={maxBytes}
        tooLarge={m.import_too_large()}
        onFile={(file) => {
          if (!send.isPending) send.mutate(file);
        }}
      />
      {send.isPending ? <p role="status">{m.import_reading()}</p> : null}
      {send.isError ? <ProblemView error={send.error} /> : null}
    </>
  );
}
