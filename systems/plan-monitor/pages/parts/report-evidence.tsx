import type { EvidenceFile } from "@midreach/plan";
import { formatNumber, m, ProblemView } from "@midreach/ui";
import { useMutation } from "@tanstack/react-query";
import { reportingApi } from "./plan-api.ts";

interface EvidenceFilesProps {
  readonly files: readonly EvidenceFile[];
  readonly target: { readonly unit: string; readonly commitment: string; readonly round: string };
  readonly open: boolean;
  readonly onChanged: () => Promise<void>;
}

/** Files that prove something: sent one by one, kept with their hash, given back as downloads. */
export function EvidenceFiles({ files, target, open, onChanged }: EvidenceFilesProps) {
  const { round, ...params } = target;
  const add = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      for (const file of chosen) {
        await reportingApi.request("post", "/api/tasks/{unit}/{commitment}/files", {
          params,
          query: { name: file.name, round },
          file: file.type ? file : new Blob([file], { type: "application/octet-stream" }),
        });
      }
    },
    onSettled: onChanged,
  });
  const remove = useMutation({
    mutationFn: (id: string) => reportingApi.request("delete", "/api/evidence/{id}", { params: { id } }),
    onSettled: onChanged,
  });
  const error = add.error ?? remove.error;
  return (
    <div className="mr-field">
      <strong>{m.evidence_files()}</strong>
      <FileList files={files} {...(open ? { onRemove: (id: string) => remove.mutate(id) } : {})} />
      {open ? (
        <p className="mr-chips">
          <label className="mr-button">
            {add.isPending ? m.sheet_sending() : m.evidence_add()}
            <input
              type="file"
              multiple
              className="mr-hidden"
              onChange={(event) => {
                const chosen = [...(event.target.files ?? [])];
                if (chosen.length > 0) add.mutate(chosen);
                event.target.value = "";
              }}
            />
          </label>
          <span className="mr-small mr-soft">{m.evidence_help()}</span>
        </p>
      ) : null}
      {error ? <ProblemView error={error} /> : null}
    </div>
  );
}

interface FileListProps {
  readonly files: readonly EvidenceFile[];
  readonly onRemove?: (id: string) => void;
}

/** Evidence files as downloads. */
export function FileList({ files, onRemove }: FileListProps) {
  if (files.length === 0) return <span className="mr-small mr-soft">{m.evidence_files_none()}</span>;
  return (
    <ul className="mr-list">
      {files.map((file) => (
        <li key={file.id}>
          <a href={`/api/evidence/${file.id}`} download={file.name}>
            {file.name}
          </a>{" "}
          <span className="mr-small mr-soft">
            {m.file_size({ size: formatNumber(Math.max(1, Math.round(file.sizeBytes / 1024))) })} · {file.uploadedBy}
          </span>{" "}
          {onRemove ? (
            <button
              type="button"
              className="mr-button"
              onClick={() => {
                if (window.confirm(m.evidence_remove_confirm({ name: file.name }))) onRemove(file.id);
              }}
            >
              {m.remove()}
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
