import { m } from "../texts/index.ts";
import "./table.css";

interface DownloadLinksProps {
  /** Address of the table's download without ending, e.g. `/api/commitments`. */
  readonly path: string;
  /** The filters of the table, as they stand in its address. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly language: "zh" | "en";
}

/** The same table as a file: CSV and xlsx, with the filters that are set. */
export function DownloadLinks({ path, query = {}, language }: DownloadLinksProps) {
  const search = new URLSearchParams({ lang: language });
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") search.set(name, String(value));
  }
  return (
    <span className="mr-downloads">
      {m.download()}
      {(["csv", "xlsx"] as const).map((ending) => (
        <a key={ending} href={`${path}.${ending}?${search}`} download>
          {ending === "csv" ? m.download_csv() : m.download_xlsx()}
        </a>
      ))}
    </span>
  );
}
