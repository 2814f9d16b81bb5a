import { composeReport } from "./document/compose.ts";
import { rasterise } from "./figures/raster.ts";
import type { ReportOrder } from "./order.ts";
import { writeWord } from "./word/write.ts";
import { writeWorkbook } from "./workbook.ts";

/** The report as a file. Takes seconds of computing for a large plan: a server has it made in a worker. */
export async function produceReport({ facts, language, format }: ReportOrder): Promise<Uint8Array<ArrayBuffer>> {
  if (format === "xlsx") return writeWorkbook(facts, language);
  const report = composeReport(facts, language);
  const figures = report.sections.flatMap((section) => section.blocks.filter((block) => block.kind === "figure"));
  return writeWord(report, await rasterise(figures.map((figure) => figure.drawing)));
}
