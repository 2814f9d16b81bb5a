import {
  DataTable,
  formatInstant,
  identityApi,
  m,
  Page,
  ProblemView,
  Queried,
  textField,
  useAddress,
  useApi,
} from "@midreach/ui";
import { useMutation } from "@tanstack/react-query";
import { Link } from "react-router";
import { planApi } from "./parts/plan-api.ts";

const fields = { before: textField } as const;
const pageSize = 50;
const fetchAudit = () => identityApi.request("get", "/api/audit");
type Entry = Awaited<ReturnType<typeof fetchAudit>>["entries"][number];

/** Who did what, newest first, and whether the chain of hashes holds; for administrators and auditors. */
export default function AuditPage() {
  const [{ before }] = useAddress(fields);
  const audit = useApi(identityApi, "/api/audit", { query: { limit: pageSize, ...(before ? { before } : {}) } });
  const timeZone = useApi(planApi, "/api/plan").data?.plan.timeZone ?? "UTC";
  return (
    <Page title={m.audit_log()} tabTitle={m.audit_log()} crumbs={[{ title: m.audit_log() }]} lead={m.audit_lead()}>
      <Verify />
      <Queried query={audit}>
        {(answer) => (
          <>
            <AuditTable entries={answer.entries} timeZone={timeZone} />
            <p className="mr-match">
              {before ? <Link to="/audit">{m.audit_newest()}</Link> : <span />}
              {answer.next ? <Link to={`/audit?before=${answer.next}`}>{m.audit_older()}</Link> : null}
            </p>
          </>
        )}
      </Queried>
    </Page>
  );
}

function Verify() {
  const check = useMutation({ mutationFn: () => identityApi.request("get", "/api/audit/verify") });
  return (
    <div className="mr-stack">
      <p>
        <button type="button" className="mr-button" disabled={check.isPending} onClick={() => check.mutate()}>
          {m.audit_verify()}
        </button>
      </p>
      {check.data ? (
        <p className="mr-note" role="status">
          {check.data.ok
            ? m.audit_holds({ count: check.data.checked })
            : m.audit_broken({ at: check.data.brokenAt ?? "", reason: check.data.reason ?? "" })}
        </p>
      ) : null}
      {check.isError ? <ProblemView error={check.error} /> : null}
    </div>
  );
}

function AuditTable({ entries, timeZone }: { readonly entries: readonly Entry[]; readonly timeZone: string }) {
  const who = (entry: Entry) => entry.actorName ?? entry.actor;
  const what = (entry: Entry) => `${entry.resourceType} ${entry.resourceId}`;
  const detail = (entry: Entry) => (Object.keys(entry.detail).length > 0 ? JSON.stringify(entry.detail) : "");
  return (
    <DataTable<Entry>
      label={m.audit_log()}
      rows={entries}
      rowKey={(entry) => entry.sequence}
      empty={m.audit_none()}
      card={(entry) => (
        <>
          <span className="mr-small mr-soft">{formatInstant(entry.at, timeZone)}</span>
          <strong>{entry.action}</strong>
          <span>
            {who(entry)} · {what(entry)}
          </span>
          <code className="mr-small">{detail(entry)}</code>
        </>
      )}
      columns={[
        { title: m.audit_sequence(), width: 80, render: (_, entry) => entry.sequence },
        { title: m.audit_when(), width: 170, render: (_, entry) => formatInstant(entry.at, timeZone) },
        { title: m.audit_who(), width: 170, render: (_, entry) => who(entry) },
        { title: m.audit_action(), width: 180, render: (_, entry) => entry.action },
        { title: m.audit_what(), render: (_, entry) => what(entry) },
        { title: m.audit_detail(), render: (_, entry) => <code className="mr-small">{detail(entry)}</code> },
      ]}
    />
  );
}
