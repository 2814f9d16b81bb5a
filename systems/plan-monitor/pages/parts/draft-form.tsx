import { AntdFrame, apiKey, m, ProblemView } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useNavigate } from "react-router";
import { planApi } from "./plan-api.ts";
import { usePlanScope } from "./plan-scope.ts";

interface Fields {
  readonly asOf: string;
  readonly knownBy: string;
}

/** Computes a draft for two dates and opens it. */
export function DraftForm() {
  const memory = useQueryClient();
  const navigate = useNavigate();
  const { plan, within } = usePlanScope();
  const create = useMutation({
    mutationFn: (body: Fields) => planApi.request("post", "/api/evaluations", { query: { plan }, body }),
    onSuccess: async (answer) => {
      await memory.invalidateQueries({ queryKey: apiKey("/api/evaluations") });
      navigate(within(`/evaluations/${answer.evaluation.id}`));
    },
  });
  const required = [{ required: true, message: m.field_required() }];
  return (
    <AntdFrame>
      <Form layout="vertical" className="mr-form" onFinish={(fields: Fields) => create.mutate(fields)}>
        <Form.Item name="asOf" label={m.as_of()} extra={m.as_of_help()} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="knownBy" label={m.known_by()} extra={m.known_by_help()} rules={required}>
          <Input type="date" />
        </Form.Item>
        {create.isError ? <ProblemView error={create.error} /> : null}
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {m.evaluation_create()}
        </Button>
      </Form>
    </AntdFrame>
  );
}
