import { m } from "@midreach/ui";

/** Name of who acted, as the audit log has it; what the system did by itself is said in the reader's language. */
export function nameOfActor(name: string | null | undefined): string {
  return name === "system" ? m.by_the_system() : (name ?? "");
}
