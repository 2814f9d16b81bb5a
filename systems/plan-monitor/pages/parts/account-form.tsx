import type { Role } from "@midreach/kernel/http";
import { AntdFrame, apiKey, identityApi, m, ProblemView, say, useApi } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Select } from "antd";
import { planApi } from "./plan-api.ts";
import { roleNames, roleWord } from "./role-words.ts";

interface Fields {
  readonly userName: string;
  readonly displayName: string;
  readonly roles?: Role[];
  readonly organisation?: string;
}

/** Makes an account; its one-time password is shown once. */
export function AccountForm() {
  const memory = useQueryClient();
  const owners = useApi(planApi, "/api/owners").data;
  const organisations = (owners?.functions ?? []).flatMap((trade) =>
    trade.organisations.map((organisation) => ({ value: organisation.id, label: say(organisation.name) })),
  );
  const create = useMutation({
    mutationFn: (fields: Fields) =>
      identityApi.request("post", "/api/accounts", {
        body: { ...fields, roles: fields.roles ?? [], organisation: fields.organisation ?? null },
      }),
    onSuccess: () => memory.invalidateQueries({ queryKey: apiKey("/api/accounts") }),
  });
  const required = [{ required: true, message: m.field_required() }];
  return (
    <AntdFrame>
      <Form
        layout="vertical"
        className="mr-form"
        requiredMark={false}
        onFinish={(fields: Fields) => create.mutate(fields)}
      >
        <Form.Item name="userName" label={m.user_name()} rules={required}>
          <Input autoComplete="off" maxLength={64} />
        </Form.Item>
        <Form.Item name="displayName" label={m.display_name()} rules={required}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="roles" label={m.roles()}>
          <Select mode="multiple" options={roleNames.map((role) => ({ value: role, label: roleWord(role) }))} />
        </Form.Item>
        <Form.Item name="organisation" label={m.organisation()}>
          <Select allowClear showSearch={{ optionFilterProp: "label" }} options={organisations} />
        </Form.Item>
        {create.isError ? <ProblemView error={create.error} /> : null}
        {create.data ? (
          <p className="mr-note" role="status">
            {create.data.account.userName}: {m.shown_once()} <code>{create.data.oneTimePassword}</code>
          </p>
        ) : null}
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {m.user_create()}
        </Button>
      </Form>
    </AntdFrame>
  );
}
