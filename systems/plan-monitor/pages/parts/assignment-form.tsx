import type { Assignment } from "@midreach/plan";
import { AntdFrame, apiKey, m, ProblemView, say, useApi } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Select } from "antd";
import { planApi, reportingApi } from "./plan-api.ts";
import { dutyRoleNames, dutyRoleWord } from "./reporting-words.ts";

type Role = (typeof dutyRoleNames)[number];

interface Fields {
  readonly validFrom: string;
  readonly note?: string;
  readonly lead?: string | null;
  readonly responsible?: string[];
  readonly support?: string[];
}

/** Decides who answers from a day on; begins with who does now. */
export function AssignmentForm({ assignment }: { readonly assignment: Assignment }) {
  const memory = useQueryClient();
  const owners = useApi(planApi, "/api/owners").data;
  const options = (owners?.functions ?? []).flatMap((trade) =>
    trade.organisations.map((organisation) => ({ value: organisation.id, label: say(organisation.name) })),
  );
  const commitment = assignment.commitment.id;
  const decide = useMutation({
    mutationFn: ({ validFrom, note = "", lead, responsible = [], support = [] }: Fields) => {
      const as = (role: Role) => (organisation: string) => ({ organisation, role });
      const duties = [
        ...(lead ? [as("lead")(lead)] : []),
        ...responsible.map(as("responsible")),
        ...support.map(as("support")),
      ];
      return reportingApi.request("put", "/api/assignments/{commitment}", {
        params: { commitment },
        body: { validFrom, note, duties },
      });
    },
    onSuccess: async (answer) => {
      memory.setQueryData(apiKey("/api/assignments/{commitment}", { params: { commitment } }), answer);
      await memory.invalidateQueries({ queryKey: apiKey("/api/assignments") });
    },
  });
  const now = (role: Role) => assignment.duties.filter((duty) => duty.role === role).map((duty) => duty.unit.id);
  const initial = { lead: now("lead")[0] ?? null, responsible: now("responsible"), support: now("support") };
  const search = { optionFilterProp: "label" };
  return (
    <AntdFrame>
      <Form
        layout="vertical"
        className="mr-form"
        initialValues={initial}
        onFinish={(fields: Fields) => decide.mutate(fields)}
      >
        {dutyRoleNames.map((role) => (
          <Form.Item key={role} name={role} label={dutyRoleWord(role)}>
            <Select
              {...(role === "lead" ? {} : { mode: "multiple" as const })}
              allowClear
              showSearch={search}
              options={options}
            />
          </Form.Item>
        ))}
        <Form.Item name="validFrom" label={m.valid_from()} rules={[{ required: true, message: m.field_required() }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="note" label={m.assignment_note()}>
          <Input maxLength={500} />
        </Form.Item>
        {decide.isError ? <ProblemView error={decide.error} /> : null}
        <Button type="primary" htmlType="submit" loading={decide.isPending}>
          {m.assignment_save()}
        </Button>
      </Form>
    </AntdFrame>
  );
}
