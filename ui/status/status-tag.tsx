import { type StatusName, statusWord } from "./status.ts";
import "./status.css";

/** Each state has its own shape, so that colour is never the only difference. Drawn in a 12 by 12 box. */
const shapes: Readonly<Record<StatusName, string>> = {
  met: "M1.5 6.5 4.8 9.8 10.5 2.8",
  "on-track": "M6 10.5V2M2.2 5.6 6 1.8l3.8 3.8",
  behind: "M6 1.5V10M2.2 6.4 6 10.2l3.8-3.8",
  missed: "M2.2 2.2l7.6 7.6M9.8 2.2 2.2 9.8",
  "no-data": "M6 1.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4Z",
  qualitative: "M2 3h8M2 6h8M2 9h5",
};

/** The sign of a state without its word; only beside the word or a label that holds it. */
export function StatusIcon({ status }: { readonly status: StatusName }) {
  return (
    <svg className={`mr-status-icon mr-is-${status}`} viewBox="0 0 12 12" aria-hidden="true">
      <path d={shapes[status]} />
    </svg>
  );
}

/** The state of a commitment: shape, word and colour. */
export function StatusTag({ status, prefix }: { readonly status: StatusName; readonly prefix?: string }) {
  return (
    <span className={`mr-status mr-is-${status}`}>
      <StatusIcon status={status} />
      {prefix ? <span className="mr-status-prefix">{prefix}</span> : null}
      {statusWord(status)}
    </span>
  );
}
