import { AntdFrame, apiKey, m, ProblemView, say, useApi } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Select } from "antd";
import { planApi, reportingApi } from "./plan-api.ts";

interface Fields {
  readonly organisation: string;
  readonly subject: string;
  readonly words: string;
  readonly deadline: string;
  readonly commitments?: string[];
}

interface SupervisionFormProps {
  readonly unit: string | undefined;
  readonly round: string | undefined;
}

/** Issues a notice to a unit; the server refuses whom the reader may not supervise. */
export function SupervisionForm({ unit, round }: SupervisionFormProps) {
  const memory = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const owners = useApi(planApi, "/api/owners").data;
  const options = (owners?.functions ?? []).flatMap((trade) =>
    trade.organisations.map((organisation) => ({ value: organisation.id, label: say(organisation.name) })),
  );
  const issue = useMutation({
    mutationFn: (fields: Fields) =>
      reportingApi.request("post", "/api/supervisions", {
        body: { ...fields, commitments: fields.commitments ?? [], round: round ?? null },
      }),
    onSuccess: () => {
      form.resetFields();
      return memory.invalidateQueries({ queryKey: apiKey("/api/supervisions") });
    },
  });
  const required = [{ required: true, message: m.field_required() }];
  return (
    <AntdFrame>
      <Form
        form={form}
        layout="vertical"
        className="mr-form"
        initialValues={{ organisation: unit }}
        onFinish={(fields) => issue.mutate(fields)}
      >
        <Form.Item name="organisation" label={m.unit()} rules={required}>
          <Select showSearch={{ optionFilterProp: "label" }} options={options} />
        </Form.Item>
        <Form.Item name="commitments" label={m.supervision_commitments()}>
          <Select mode="tags" tokenSeparators={[",", " ", "、"]} open={false} suffixIcon={null} />
        </Form.Item>
        <Form.Item name="subject" label={m.supervision_subject()} rules={required}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="words" label={m.supervision_what()} rules={required}>
          <Input.TextArea rows={3} maxLength={8000} />
        </Form.Item>
        <Form.Item name="deadline" label={m.supervision_deadline()} rules={required}>
          <Input type="date" />
        </Form.Item>
        {issue.isError ? <ProblemView error={issue.error} /> : null}
        <Button type="primary" htmlType="submit" loading={issue.isPending}>
          {m.supervision_issue()}
        </Button>
      </Form>
    </AntdFrame>
  );
}
