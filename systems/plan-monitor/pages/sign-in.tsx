import { AntdFrame, identityApi, m, Page, ProblemView, useSessionKeeper } from "@midreach/ui";
import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useNavigate, useSearchParams } from "react-router";

interface Fields {
  readonly userName: string;
  readonly password: string;
}

/** Only addresses of this site are followed after signing in. */
function wayBack(search: URLSearchParams): string {
  const back = search.get("back") ?? "/";
  return /^\/(?![/\\])/.test(back) ? back : "/";
}

/** Sign in; afterwards back to where the reader came from, or first to a new password. */
export default function SignInPage() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const keep = useSessionKeeper();
  const signIn = useMutation({
    mutationFn: (body: Fields) => identityApi.request("post", "/api/session", { body }),
    onSuccess: (session) => {
      keep(session);
      navigate(session.mustChangePassword ? "/account" : wayBack(search), { replace: true });
    },
  });
  const required = [{ required: true, message: m.field_required() }];
  return (
    <Page title={m.sign_in()} tabTitle={m.sign_in()} crumbs={[{ title: m.sign_in() }]} lead={m.sign_in_lead()}>
      <AntdFrame>
        <Form
          layout="vertical"
          className="mr-panel mr-form"
          onFinish={(fields: Fields) => signIn.mutate(fields)}
          requiredMark={false}
        >
          <Form.Item name="userName" label={m.user_name()} rules={required}>
            <Input autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item name="password" label={m.password()} rules={required}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          {signIn.isError ? <ProblemView error={signIn.error} /> : null}
          <Button type="primary" htmlType="submit" loading={signIn.isPending}>
            {m.sign_in()}
          </Button>
        </Form>
      </AntdFrame>
    </Page>
  );
}
