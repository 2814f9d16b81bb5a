import { unzipSync } from "fflate";

/** Every text of a workbook, joined. */
export async function readWorkbookCells(bytes: Uint8Array): Promise<string> {
  const parts = unzipSync(bytes);
  return Object.entries(parts)
    .filter(([name]) => name.endsWith(".xml"))
    .map(([, part]) => new TextDecoder().decode(part))
    .join("\n");
}
