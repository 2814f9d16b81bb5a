import { currentLanguage, say } from "@midreach/ui";

type Name = Parameters<typeof say>[0];

/** Names in the order of the reader's language; what has none comes first. */
export function compareNames(a: Name | undefined, b: Name | undefined): number {
  return (a ? say(a) : "").localeCompare(b ? say(b) : "", currentLanguage());
}
