import type { Role } from "@midreach/kernel/http";
import { m } from "@midreach/ui";

/** The roles in the order in which they are offered. */
export const roleNames = ["administrator", "office", "publisher", "unit", "auditor"] as const satisfies readonly Role[];

/** The word for a role. */
export function roleWord(role: Role): string {
  const words = {
    administrator: m.role_administrator,
    office: m.role_office,
    publisher: m.role_publisher,
    unit: m.role_unit,
    auditor: m.role_auditor,
  } as const;
  return words[role]();
}
