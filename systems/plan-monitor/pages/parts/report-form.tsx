import type { ItemDetail } from "@midreach/plan";
import { m, ProblemView, useSession } from "@midreach/ui";
import { useMutation } from "@tanstack/react-query";
import { reportingApi } from "./plan-api.ts";
import { EvidenceFiles } from "./report-evidence.tsx";
import { FigureFields } from "./report-figures.tsx";
import { RecordFields } from "./report-records.tsx";
import { SaveStateLine, Version } from "./report-save-state.tsx";
import { reportedStatusNames, reportedStatusWord } from "./reporting-words.ts";
import { useAutosave } from "./use-autosave.ts";

type Content = ItemDetail["content"];

interface ReportFormProps {
  readonly detail: ItemDetail;
  readonly person: string;
  readonly onChanged: () => Promise<void>;
}

/** What the unit writes. Every key stroke is kept on the device, every pause on the server. */
export function ReportForm({ detail, person, onChanged }: ReportFormProps) {
  const { saver, view } = useAutosave(detail, person);
  const { content, state } = view;
  const { item, may, round, unit } = detail;
  const open = may.fill && item.state !== "submitted" && item.state !== "accepted";
  const set = (change: Partial<Content>) => saver.change({ ...content, ...change });
  return (
    <section className="mr-panel mr-form-stack" aria-label={m.report()}>
      <h2>{m.report_written()}</h2>
      {open ? <SaveStateLine state={state} mine={content} onResolve={(keep) => saver.resolve(keep)} /> : null}
      {open && detail.previous && item.version === 0 && content.progress === "" ? (
        <p className="mr-note">
          {m.previous_offered({ round: detail.previous.round.name.zh })}{" "}
          <button type="button" className="mr-button" onClick={() => saver.change(takeOver(detail))}>
            {m.previous_take()}
          </button>
        </p>
      ) : null}
      {open ? <Fields detail={detail} content={content} set={set} /> : <Version content={content} />}
      <EvidenceFiles
        files={detail.files}
        target={{ unit: unit.id, commitment: item.commitment.id, round: round.id }}
        open={may.fill && item.state !== "accepted"}
        onChanged={onChanged}
      />
      <SendButtons detail={detail} open={open} flush={() => saver.flush()} onChanged={onChanged} />
    </section>
  );
}

interface FieldsProps {
  readonly detail: ItemDetail;
  readonly content: Content;
  readonly set: (change: Partial<Content>) => void;
}

function Fields({ detail, content, set }: FieldsProps) {
  return (
    <>
      <fieldset className="mr-field">
        <legend>{m.reported_status()}</legend>
        <div className="mr-options">
          {reportedStatusNames.map((status) => (
            <label key={status}>
              <input type="radio" name="status" checked={content.status === status} onChange={() => set({ status })} />
              {reportedStatusWord(status)}
            </label>
          ))}
        </div>
      </fieldset>
      <Words label={m.report_progress()} value={content.progress} onChange={(progress) => set({ progress })} />
      <FigureFields detail={detail} content={content} onChange={(figures) => set({ figures })} />
      <RecordFields detail={detail} content={content} onChange={set} />
      <Words label={m.report_problems()} value={content.problems} onChange={(problems) => set({ problems })} />
      <Words label={m.report_next_steps()} value={content.nextSteps} onChange={(nextSteps) => set({ nextSteps })} />
    </>
  );
}

/** The words of the round before, without its figures, events and judgement: those belong to its period. */
function takeOver(detail: ItemDetail): Content {
  const before = detail.previous?.content ?? detail.content;
  return { ...before, status: null, figures: [], milestones: [], assessment: null };
}

interface WordsProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Words({ label, value, onChange }: WordsProps) {
  return (
    <label className="mr-field">
      <strong>{label}</strong>
      <textarea
        className="mr-input"
        value={value}
        maxLength={8000}
        rows={4}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

interface SendButtonsProps {
  readonly detail: ItemDetail;
  readonly open: boolean;
  readonly flush: () => Promise<number | undefined>;
  readonly onChanged: () => Promise<void>;
}

function SendButtons({ detail, open, flush, onChanged }: SendButtonsProps) {
  const { session } = useSession();
  const { round, unit, item, may } = detail;
  const params = { round: round.id, unit: unit.id };
  const pick = (version: number) => ({ items: [{ commitment: item.commitment.id, version }] });
  const submit = useMutation({
    mutationFn: async () => {
      const version = await flush();
      // What keeps it from being saved stands above already.
      if (version === undefined) return;
      await reportingApi.request("post", "/api/rounds/{round}/units/{unit}/submit", { params, body: pick(version) });
      await onChanged();
    },
  });
  const withdraw = useMutation({
    mutationFn: () =>
      reportingApi.request("post", "/api/rounds/{round}/units/{unit}/withdraw", { params, body: pick(item.version) }),
    onSuccess: onChanged,
  });
  const error = submit.error ?? withdraw.error;
  if (!session) return null;
  return (
    <>
      {open ? (
        <p className="mr-chips">
          <button
            type="button"
            className="mr-button mr-button-primary"
            disabled={submit.isPending}
            onClick={() => submit.mutate()}
          >
            {m.report_submit()}
          </button>
        </p>
      ) : null}
      {may.fill && item.state === "submitted" ? (
        <p className="mr-chips">
          <button type="button" className="mr-button" disabled={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {m.report_withdraw()}
          </button>
        </p>
      ) : null}
      {error ? <ProblemView error={error} /> : null}
    </>
  );
}
