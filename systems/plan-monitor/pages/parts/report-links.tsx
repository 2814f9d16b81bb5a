import { m, useLanguage } from "@midreach/ui";

const formats = ["docx", "xlsx"] as const;

/** The evaluation report of an evaluation, as a Word file and as a workbook, in the reader's language. */
export function ReportLinks({ evaluation }: { readonly evaluation: string }) {
  const language = useLanguage();
  return (
    <span className="mr-downloads" title={m.report_takes_seconds()}>
      {m.evaluation_report()}
      {formats.map((format) => (
        <a
          key={format}
          className="mr-button"
          href={`/api/report?${new URLSearchParams({ evaluation, format, lang: language })}`}
          download
        >
          {format === "docx" ? m.download_word() : m.download_xlsx()}
        </a>
      ))}
    </span>
  );
}
