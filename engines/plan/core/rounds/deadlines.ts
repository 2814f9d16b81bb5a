import { daysBetween } from "@midreach/kernel/time";

/** How near a due date is. Reminders begin a week before it. */
export type Urgency = "later" | "soon" | "today" | "overdue";

const remindDays = 7;

/** What a due date means on a day, with the days left (negative: days overdue). */
export function judgeDue(due: string, today: string): { readonly urgency: Urgency; readonly daysLeft: number } {
  const daysLeft = daysBetween(today, due);
  if (daysLeft < 0) return { urgency: "overdue", daysLeft };
  if (daysLeft === 0) return { urgency: "today", daysLeft };
  return { urgency: daysLeft <= remindDays ? "soon" : "later", daysLeft };
}

/** How many of a unit's reports stand in each state. */
export interface ItemCounts {
  readonly "not-started": number;
  readonly draft: number;
  readonly submitted: number;
  readonly returned: number;
  readonly accepted: number;
}

/** Reports that the unit itself still owes: not begun, not sent, or sent back. */
export function countOwed(counts: ItemCounts): number {
  return counts["not-started"] + counts.draft + counts.returned;
}
