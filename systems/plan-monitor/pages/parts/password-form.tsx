import { AntdFrame, identityApi, m, ProblemView, useSessionKeeper } from "@midreach/ui";
import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";

interface Fields {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** Changes the own password; every other session of the account ends. */
export function PasswordForm({ userName }: { readonly userName: string }) {
  const keep = useSessionKeeper();
  const [form] = Form.useForm<Fields & { readonly repeated: string }>();
  const change = useMutation({
    mutationFn: ({ currentPassword, newPassword }: Fields) =>
      identityApi.request("post", "/api/password", { body: { currentPassword, newPassword } }),
    onSuccess: (session) => {
      keep(session);
      form.resetFields();
    },
  });
  const required = { required: true, message: m.field_required() };
  return (
    <AntdFrame>
      <Form
        form={form}
        layout="vertical"
        className="mr-form"
        requiredMark={false}
        onFinish={(fields) => change.mutate(fields)}
      >
        {/* For password managers: whose password this is. */}
        <input type="text" autoComplete="username" value={userName} readOnly hidden />
        <Form.Item name="currentPassword" label={m.password_current()} rules={[required]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item
          name="newPassword"
          label={m.password_new()}
          rules={[required, { min: 10, message: m.password_short() }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="repeated"
          label={m.password_again()}
          dependencies={["newPassword"]}
          rules={[
            required,
            {
              validator: (_, value) =>
                value === form.getFieldValue("newPassword")
                  ? Promise.resolve()
                  : Promise.reject(new Error(m.password_differs())),
            },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {change.isError ? <ProblemView error={change.error} /> : null}
        {change.isSuccess ? <p role="status">{m.password_changed()}</p> : null}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {m.change_password()}
        </Button>
      </Form>
    </AntdFrame>
  );
}
