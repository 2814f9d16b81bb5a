import { apiKey, DataTable, identityApi, m, Page, ProblemView, Queried, useApi } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { AccountForm } from "./parts/account-form.tsx";
import { roleWord } from "./parts/role-words.ts";
import "./parts/commitment.css";

const path = "/api/accounts";
type Account = Awaited<ReturnType<typeof fetchAccounts>>["accounts"][number];
const fetchAccounts = () => identityApi.request("get", path);

/** Who may sign in, with which roles; for administrators. */
export default function AccountsPage() {
  const accounts = useApi(identityApi, path);
  return (
    <Page title={m.users()} tabTitle={m.users()} crumbs={[{ title: m.users() }]} lead={m.users_lead()}>
      <Queried query={accounts}>
        {(answer) => (
          <>
            <details className="mr-panel">
              <summary>{m.user_new()}</summary>
              <AccountForm />
            </details>
            <AccountTable accounts={answer.accounts} />
          </>
        )}
      </Queried>
    </Page>
  );
}

function AccountTable({ accounts }: { readonly accounts: readonly Account[] }) {
  const rolesOf = (account: Account) => account.roles.map(roleWord).join(m.list_separator()) || m.roles_none();
  return (
    <DataTable<Account>
      label={m.users()}
      rows={accounts}
      rowKey={(account) => account.id}
      empty={m.users_none()}
      card={(account) => (
        <>
          <Name account={account} />
          <span>{rolesOf(account)}</span>
          <Actions account={account} />
        </>
      )}
      columns={[
        { title: m.user_name(), render: (_, account) => <Name account={account} /> },
        { title: m.roles(), render: (_, account) => rolesOf(account) },
        { title: m.organisation(), render: (_, account) => account.organisation ?? "" },
        { title: m.actions(), width: 260, render: (_, account) => <Actions account={account} /> },
      ]}
    />
  );
}

function Name({ account }: { readonly account: Account }) {
  return (
    <div>
      <strong>{account.userName}</strong> {account.displayName}
      {account.disabled ? <span className="mr-chip">{m.disabled()}</span> : null}
      {account.mustChangePassword ? <span className="mr-chip">{m.password_not_changed_yet()}</span> : null}
    </div>
  );
}

function Actions({ account }: { readonly account: Account }) {
  const memory = useQueryClient();
  const [password, setPassword] = useState<string | null>(null);
  const { id } = account;
  const toggle = useMutation({
    mutationFn: () =>
      identityApi.request("patch", "/api/accounts/{id}", { params: { id }, body: { disabled: !account.disabled } }),
    onSuccess: () => memory.invalidateQueries({ queryKey: apiKey(path) }),
  });
  const reset = useMutation({
    mutationFn: () => identityApi.request("post", "/api/accounts/{id}/password", { params: { id } }),
    onSuccess: (answer) => setPassword(answer.oneTimePassword),
  });
  const error = toggle.error ?? reset.error;
  return (
    <div className="mr-chips">
      <button type="button" className="mr-button" onClick={() => toggle.mutate()}>
        {account.disabled ? m.enable() : m.disable()}
      </button>
      <button
        type="button"
        className="mr-button"
        onClick={() => {
          if (window.confirm(m.reset_password_confirm({ name: account.userName }))) reset.mutate();
        }}
      >
        {m.reset_password()}
      </button>
      {password ? (
        <p role="status" className="mr-note">
          {m.shown_once()} <code>{password}</code>
        </p>
      ) : null}
      {error ? <ProblemView error={error} /> : null}
    </div>
  );
}
