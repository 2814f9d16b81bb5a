import type { ImportDetail } from "@midreach/plan";
import { apiKey, m, ProblemView, say } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ChoiceField, CodesField, TextField } from "./import-fields.tsx";
import { importApi } from "./plan-api.ts";

/** Titles, period, and what stands where a sentence says nothing of its own. */
export function ImportSettingsForm({ detail }: { readonly detail: ImportDetail }) {
  const memory = useQueryClient();
  const [settings, setSettings] = useState(detail.settings);
  const { id, version } = detail.import;
  const save = useMutation({
    mutationFn: () => importApi.request("patch", "/api/imports/{id}", { params: { id }, body: { version, settings } }),
    onSuccess: () => memory.invalidateQueries({ queryKey: apiKey("/api/imports/{id}") }),
  });
  const set = (change: Partial<typeof settings>) => setSettings({ ...settings, ...change });
  return (
    <form
      className="mr-form-stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <p className="mr-soft">{m.import_settings_lead()}</p>
      <div className="mr-import-grid">
        <TextField
          label={m.import_title_zh()}
          value={settings.title.zh}
          onChange={(zh) => set({ title: { ...settings.title, zh } })}
        />
        <TextField
          label={m.import_title_en()}
          value={settings.title.en}
          onChange={(en) => set({ title: { ...settings.title, en } })}
        />
        <TextField label={m.import_plan_id()} value={settings.planId} onChange={(planId) => set({ planId })} />
        <TextField
          label={m.import_period_start()}
          type="date"
          value={settings.periodStart}
          onChange={(periodStart) => set({ periodStart })}
        />
        <TextField
          label={m.import_period_end()}
          type="date"
          value={settings.periodEnd}
          onChange={(periodEnd) => set({ periodEnd })}
        />
        <CodesField
          label={m.import_lead()}
          values={settings.lead}
          options={detail.choices.owners}
          onChange={(lead) => set({ lead: [...lead] })}
        />
        <ChoiceField
          label={m.import_topic()}
          value={settings.topic}
          options={detail.choices.topics.map((topic) => ({ id: topic.id, label: say(topic.name) }))}
          onChange={(topic) => set({ topic })}
        />
      </div>
      {save.isError ? <ProblemView error={save.error} /> : null}
      <div>
        <button type="submit" className="mr-button mr-button-primary" disabled={save.isPending}>
          {m.import_save()}
        </button>
      </div>
    </form>
  );
}
