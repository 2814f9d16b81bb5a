import type { ImportReport } from "@midreach/reach";
import { formatNumber, m, say } from "@midreach/ui";

const severityWords = {
  error: () => m.feeds_error(),
  warning: () => m.feeds_warning(),
  info: () => m.feeds_info(),
} as const;

/** What is wrong with a file, where, and what to do; the gravest first. */
export function FeedReport({ report }: { readonly report: ImportReport }) {
  const { errors, warnings, infos, entries } = report;
  return (
    <div className="mr-stack">
      <p>
        {m.feeds_report_counts({
          errors: formatNumber(errors),
          warnings: formatNumber(warnings),
          infos: formatNumber(infos),
        })}
      </p>
      {entries.length === 0 ? null : (
        <div className="mr-scroll">
          <table className="mr-table mr-small mr-feed-report">
            <thead>
              <tr>
                <th scope="col">{m.feeds_severity()}</th>
                <th scope="col">{m.feeds_file()}</th>
                <th scope="col" className="mr-end">
                  {m.feeds_row()}
                </th>
                <th scope="col">{m.feeds_what()}</th>
                <th scope="col">{m.feeds_fix()}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry, index) => (
                // Two findings may be alike in everything; they never move.
                <tr key={`${index.toString()} ${entry.code}`}>
                  <td className="mr-nowrap">
                    <span className={`mr-feed-severity mr-feed-${entry.severity}`}>
                      {severityWords[entry.severity]()}
                    </span>
                  </td>
                  <th scope="row" className="mr-nowrap">
                    {entry.file}
                    {entry.field ? <span className="mr-soft"> {entry.field}</span> : null}
                  </th>
                  <td className="mr-end mr-number">{entry.row === null ? "" : formatNumber(entry.row)}</td>
                  <td>{say(entry.what)}</td>
                  <td>{entry.fix ? say(entry.fix) : ""}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
