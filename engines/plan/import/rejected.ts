import type { Text } from "@midreach/kernel/contracts";
import { Problem } from "@midreach/kernel/problems";

/** The problem of a file that cannot be a plan. @param fix a sentence with its full stop */
export function rejected(fileName: string, what: Text, fix: Text): Problem {
  const detail = { zh: `${fileName}:${what.zh}。${fix.zh}`, en: `${fileName}: ${what.en}. ${fix.en}` };
  return new Problem("import.rejected", detail, [{ where: fileName, what, fix }]);
}
