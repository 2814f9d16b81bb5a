import { AntdFrame, m, ProblemView } from "@midreach/ui";
import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input, InputNumber } from "antd";
import { planApi } from "./plan-api.ts";
import { usePlanScope } from "./plan-scope.ts";

interface AssessmentFormProps {
  readonly id: string;
  /** The commitment asks for a percentage, not only for words. */
  readonly withValue: boolean;
  readonly onDone: () => void;
}

interface Fields {
  readonly asOf: string;
  readonly valuePercent?: number | null;
  readonly judgement: string;
  readonly evidenceTitle: string;
  readonly evidenceUrl?: string;
}

/** A judgement with its evidence; it counts from the next evaluation on. */
export function AssessmentForm({ id, withValue, onDone }: AssessmentFormProps) {
  const [form] = Form.useForm<Fields>();
  const { plan } = usePlanScope();
  const send = useMutation({
    mutationFn: (fields: Fields) =>
      planApi.request("post", "/api/commitments/{id}/assessments", {
        params: { id },
        query: { plan },
        body: { ...fields, valuePercent: fields.valuePercent ?? null, evidenceUrl: fields.evidenceUrl || null },
      }),
    onSuccess: () => {
      form.resetFields();
      onDone();
    },
  });
  const required = [{ required: true, message: m.field_required() }];
  return (
    <AntdFrame>
      <Form form={form} layout="vertical" className="mr-form" onFinish={(fields) => send.mutate(fields)}>
        <Form.Item name="asOf" label={m.assessment_as_of()} rules={required}>
          <Input type="date" />
        </Form.Item>
        {withValue ? (
          <Form.Item name="valuePercent" label={m.assessment_percent()} rules={required}>
            <InputNumber min={0} max={100} />
          </Form.Item>
        ) : null}
        <Form.Item name="judgement" label={m.assessment_judgement()} rules={required}>
          <Input.TextArea rows={3} maxLength={4000} />
        </Form.Item>
        <Form.Item name="evidenceTitle" label={m.assessment_evidence_title()} rules={required}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="evidenceUrl" label={m.assessment_evidence_url()}>
          <Input type="url" maxLength={2000} />
        </Form.Item>
        {send.isError ? <ProblemView error={send.error} /> : null}
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {m.assessment_send()}
        </Button>
      </Form>
    </AntdFrame>
  );
}
