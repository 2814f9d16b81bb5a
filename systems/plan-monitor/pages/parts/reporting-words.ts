import type { ItemRow, Notice } from "@midreach/plan";
import { m } from "@midreach/ui";

/** The states of a report in the order of their course. */
export const itemStateNames = ["not-started", "draft", "returned", "submitted", "accepted"] as const;

/** A report's state as a word. */
export function itemStateWord(state: ItemRow["state"]): string {
  const words = {
    "not-started": m.report_state_not_started,
    draft: m.report_state_draft,
    submitted: m.report_state_submitted,
    returned: m.report_state_returned,
    accepted: m.report_state_accepted,
  } as const;
  return words[state]();
}

/** How a unit may say that its task stands. */
export const reportedStatusNames = ["done", "on-track", "behind", "not-started"] as const;

/** A reported status as a word. */
export function reportedStatusWord(status: NonNullable<ItemRow["status"]>): string {
  const words = {
    done: m.reported_done,
    "on-track": m.reported_on_track,
    behind: m.reported_behind,
    "not-started": m.reported_not_started,
  } as const;
  return words[status]();
}

/** What can happen to a named project; opened in part is not realised yet. */
export const milestoneEventNames = ["opened", "part opened", "completed", "rebuilt"] as const;

/** An event of a project as a word. */
export function milestoneEventWord(event: (typeof milestoneEventNames)[number]): string {
  const words = {
    opened: m.milestone_opened,
    "part opened": m.milestone_part_opened,
    completed: m.milestone_completed,
    rebuilt: m.milestone_rebuilt,
  } as const;
  return words[event]();
}

/** The capacities in which organisations answer for a commitment. */
export const dutyRoleNames = ["lead", "responsible", "support"] as const;

/** A role as a word. */
export function dutyRoleWord(role: ItemRow["role"]): string {
  const words = { lead: m.duty_lead, responsible: m.duty_responsible, support: m.duty_support } as const;
  return words[role]();
}

/** The states of a round as words. */
export function roundStateWord(state: "draft" | "open" | "closed"): string {
  const words = { draft: m.round_draft, open: m.round_open, closed: m.round_closed } as const;
  return words[state]();
}

/** The states of closing a task as words. */
export function closureStateWord(state: "proposed" | "confirmed" | "refused" | "revoked"): string {
  const words = {
    proposed: m.closure_proposed,
    confirmed: m.closure_confirmed,
    refused: m.closure_refused,
    revoked: m.closure_revoked,
  } as const;
  return words[state]();
}

/** What happened to a report as a word. */
export function itemActWord(act: "imported" | "submitted" | "withdrawn" | "returned" | "accepted"): string {
  const words = {
    imported: m.act_imported,
    submitted: m.act_submitted,
    withdrawn: m.act_withdrawn,
    returned: m.act_returned,
    accepted: m.act_accepted,
  } as const;
  return words[act]();
}

/** What happened to a supervision notice as a word. */
export function supervisionActWord(act: "issued" | "answered" | "returned" | "lifted"): string {
  const words = {
    issued: m.supervision_issued,
    answered: m.supervision_answered,
    returned: m.supervision_returned,
    lifted: m.supervision_lifted,
  } as const;
  return words[act]();
}

/** Days until or since a due date. */
export function daysWord(daysLeft: number): string {
  if (daysLeft < 0) return m.days_overdue({ count: -daysLeft });
  return daysLeft === 0 ? m.due_today() : m.days_left({ count: daysLeft });
}

/** One line that says what waits for the reader. */
export function noticeWord(notice: Notice): string {
  const { count } = notice;
  const words = {
    "report-owed": m.notice_report_owed,
    "report-returned": m.notice_report_returned,
    "review-waiting": m.notice_review_waiting,
    "units-overdue": m.notice_units_overdue,
    "supervision-open": m.notice_supervision_open,
    "supervision-answered": m.notice_supervision_answered,
    "closure-proposed": m.notice_closure_proposed,
    "closure-decided": m.notice_closure_decided,
    "evaluation-due": m.notice_evaluation_due,
  } as const;
  return words[notice.kind]({ count });
}
