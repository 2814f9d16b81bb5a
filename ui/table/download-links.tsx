import { m } from "../texts/index.ts";
import "./table.css";

interface DownloadLinksProps {
  /** Address of the table's download without ending, e.g. `/api/commitments`. */
  readonly path: string;
  /** The filters of the table, as they stand in its address. */
  readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  readonly language: "zh" | "en";
  /** Kinds of files that the route gives out. */
  readonly endings?: readonly (keyof typeof endingWords)[];
}

const endingWords = { csv: m.download_csv, xlsx: m.download_xlsx, geojson: m.download_geojson } as const;

/** The same table as a file: CSV and xlsx unless told, with the filters that are set. */
export function DownloadLinks({ path, query = {}, language, endings = ["csv", "xlsx"] }: DownloadLinksProps) {
  const search = new URLSearchParams({ lang: language });
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const item of value) search.append(name, item);
    else if (value !== undefined && value !== "") search.set(name, String(value));
  }
  return (
    <span className="mr-downloads">
      {m.download()}
      {endings.map((ending) => (
        <a key={ending} href={`${path}.${ending}?${search}`} download>
          {endingWords[ending]()}
        </a>
      ))}
    </span>
  );
}
