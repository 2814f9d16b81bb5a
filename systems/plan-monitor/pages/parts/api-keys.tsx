import { AntdFrame, apiKey, formatDay, identityApi, m, ProblemView, Queried, useApi } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";

const path = "/api/api-keys";

/** The own API keys: list, make, revoke. A new key is shown once. */
export function ApiKeys() {
  const keys = useApi(identityApi, path);
  const memory = useQueryClient();
  const refresh = () => memory.invalidateQueries({ queryKey: apiKey(path) });
  const revoke = useMutation({
    mutationFn: (id: string) => identityApi.request("delete", "/api/api-keys/{id}", { params: { id } }),
    onSuccess: refresh,
  });
  return (
    <>
      <p className="mr-soft">{m.api_keys_lead()}</p>
      <Queried query={keys} lines={3}>
        {(answer) => (
          <ul className="mr-list">
            {answer.apiKeys.map((key) => (
              <li key={key.id} className="mr-match">
                <span>
                  <strong>{key.name}</strong>
                  <span className="mr-small mr-soft">
                    {" "}
                    {m.api_key_dates({
                      created: formatDay(key.createdAt),
                      expires: key.expiresAt ? formatDay(key.expiresAt) : m.never(),
                      used: key.lastUsedAt ? formatDay(key.lastUsedAt) : m.never(),
                    })}
                  </span>
                </span>
                {key.revokedAt ? (
                  <span className="mr-soft">{m.revoked()}</span>
                ) : (
                  <button type="button" className="mr-button" onClick={() => revoke.mutate(key.id)}>
                    {m.revoke()}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Queried>
      {revoke.isError ? <ProblemView error={revoke.error} /> : null}
      <NewKey onMade={() => void refresh()} />
    </>
  );
}

function NewKey({ onMade }: { readonly onMade: () => void }) {
  const make = useMutation({
    mutationFn: ({ name }: { readonly name: string }) =>
      identityApi.request("post", path, { body: { name, expiresInDays: 365 } }),
    onSuccess: onMade,
  });
  return (
    <AntdFrame>
      <Form layout="vertical" className="mr-form" requiredMark={false} onFinish={(fields) => make.mutate(fields)}>
        <Form.Item name="name" label={m.api_key_name()} rules={[{ required: true, message: m.field_required() }]}>
          <Input maxLength={100} />
        </Form.Item>
        {make.isError ? <ProblemView error={make.error} /> : null}
        {make.data ? (
          <p className="mr-note" role="status">
            {m.shown_once()} <code>{make.data.key}</code>
          </p>
        ) : null}
        <Button htmlType="submit" loading={make.isPending}>
          {m.api_key_make()}
        </Button>
      </Form>
    </AntdFrame>
  );
}
