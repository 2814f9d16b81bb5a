import type { RoundDetail } from "@midreach/plan";
import { AntdFrame, apiKey, m, ProblemView, say, useApi } from "@midreach/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Form, Input, Select } from "antd";
import { useNavigate } from "react-router";
import { strengthNames, strengthWord } from "./commitment-words.ts";
import { planApi, reportingApi } from "./plan-api.ts";
import { dutyRoleNames, dutyRoleWord } from "./reporting-words.ts";

type Scope = RoundDetail["round"]["scope"];

interface Fields {
  readonly title: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly due: string;
  readonly note?: string;
  readonly chapters?: number[];
  readonly strengths?: Scope["strengths"];
  readonly functions?: string[];
  readonly roles?: Scope["roles"];
}

const scopeOf = (fields: Partial<Fields>): Scope => ({
  chapters: fields.chapters ?? [],
  strengths: fields.strengths ?? [],
  functions: fields.functions ?? [],
  organisations: [],
  commitments: [],
  roles: fields.roles && fields.roles.length > 0 ? fields.roles : ["lead", "responsible"],
});

/** Drafts a round: period, due date, and whom it asks about what. Says at once how many that would be. */
export function RoundForm() {
  const memory = useQueryClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<Fields>();
  const values = Form.useWatch([], form) as Partial<Fields> | undefined;
  const create = useMutation({
    mutationFn: ({ title, periodFrom, periodTo, due, note = "", ...rest }: Fields) =>
      reportingApi.request("post", "/api/rounds", {
        body: { title, periodFrom, periodTo, due, note, scope: scopeOf(rest) },
      }),
    onSuccess: async (answer) => {
      await memory.invalidateQueries({ queryKey: apiKey("/api/rounds") });
      navigate(`/rounds/${answer.round.id}`);
    },
  });
  const required = [{ required: true, message: m.field_required() }];
  return (
    <AntdFrame>
      <Form form={form} layout="vertical" className="mr-form" onFinish={(fields) => create.mutate(fields)}>
        <Form.Item name="title" label={m.round_title()} rules={required}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="periodFrom" label={m.round_period_from()} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="periodTo" label={m.round_period_to()} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="due" label={m.round_due()} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="note" label={m.round_note()}>
          <Input.TextArea rows={3} maxLength={8000} />
        </Form.Item>
        <ScopeFields />
        <ScopePreview scope={scopeOf(values ?? {})} />
        {create.isError ? <ProblemView error={create.error} /> : null}
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {m.round_create()}
        </Button>
      </Form>
    </AntdFrame>
  );
}

function ScopeFields() {
  const plan = useApi(planApi, "/api/plan").data;
  const chapters = (plan?.chapters ?? [])
    .filter((chapter) => chapter.total > 0)
    .map((chapter) => ({
      value: chapter.number,
      label: m.chapter_title({ number: chapter.number, title: say(chapter.title) }),
    }));
  const functions = (plan?.ownerFunctions ?? []).map((item) => ({ value: item.id, label: say(item.name) }));
  return (
    <>
      <Form.Item name="chapters" label={m.round_chapters()} extra={m.round_scope_help()}>
        <Select mode="multiple" allowClear options={chapters} showSearch={{ optionFilterProp: "label" }} />
      </Form.Item>
      <Form.Item name="strengths" label={m.strength()}>
        <Select
          mode="multiple"
          allowClear
          options={strengthNames.map((id) => ({ value: id, label: strengthWord(id) }))}
        />
      </Form.Item>
      <Form.Item name="functions" label={m.owner_function()}>
        <Select mode="multiple" allowClear options={functions} showSearch={{ optionFilterProp: "label" }} />
      </Form.Item>
      <Form.Item name="roles" label={m.round_roles()} initialValue={["lead", "responsible"]}>
        <Checkbox.Group options={dutyRoleNames.map((role) => ({ value: role, label: dutyRoleWord(role) }))} />
      </Form.Item>
    </>
  );
}

function ScopePreview({ scope }: { readonly scope: Scope }) {
  const preview = useQuery({
    queryKey: apiKey("/api/rounds/preview", scope),
    queryFn: () => reportingApi.request("post", "/api/rounds/preview", { body: scope }),
  });
  if (!preview.data) return null;
  return (
    <p className="mr-note" role="status">
      {m.round_preview(preview.data)}
    </p>
  );
}
