import { Link } from "react-router";
import { type CountsByStatus, countsInWords, type StatusName, statusNames, statusWord } from "./status.ts";
import { StatusIcon } from "./status-tag.tsx";
import "./status.css";

interface StatusBarProps {
  readonly counts: CountsByStatus;
  /** Also show every count with its sign and word below the bar. */
  readonly legend?: "words" | "signs" | "none";
  /** Address of the list behind a count. */
  readonly hrefFor?: (status: StatusName) => string;
}

/** How many commitments stand where, as one stacked bar; the counts are also there as text. */
export function StatusBar({ counts, legend = "none", hrefFor }: StatusBarProps) {
  const present = statusNames.filter((status) => counts[status] > 0);
  return (
    <div className="mr-status-bar-box">
      <div className="mr-status-bar" role="img" aria-label={countsInWords(counts)}>
        {present.map((status) => (
          <span key={status} className={`mr-status-part mr-is-${status}`} style={{ flexGrow: counts[status] }} />
        ))}
      </div>
      {legend === "none" ? null : (
        <ul className={`mr-status-legend mr-status-legend-${legend}`}>
          {(legend === "words" ? statusNames : present).map((status) => (
            <li key={status}>
              <LegendEntry status={status} count={counts[status]} short={legend === "signs"} href={hrefFor?.(status)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface LegendEntryProps {
  readonly status: StatusName;
  readonly count: number;
  readonly short: boolean;
  readonly href: string | undefined;
}

function LegendEntry({ status, count, short, href }: LegendEntryProps) {
  const word = <span className={short ? "mr-hidden" : "mr-status-word"}>{statusWord(status)}</span>;
  const content = (
    <>
      <StatusIcon status={status} />
      {word}
      <span className="mr-number mr-status-count">{count}</span>
    </>
  );
  const className = `mr-status-entry mr-is-${status}`;
  return href && count > 0 ? (
    <Link className={className} to={href} title={short ? statusWord(status) : undefined}>
      {content}
    </Link>
  ) : (
    <span className={className}>{content}</span>
  );
}
