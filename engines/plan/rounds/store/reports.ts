import type { Database } from "@midreach/kernel/database";
import { type Fault, Problem } from "@midreach/kernel/problems";
import type { Kysely } from "kysely";
import { hashRow } from "../../core/frame.ts";
import type { ReportContent } from "../../core/rounds/report.ts";
import { addReportedAssessments, type NewReportedAssessment } from "../../store/assessments.ts";
import { addMilestones, type NewMilestone } from "../../store/milestones.ts";
import { addObservations, type NewObservation } from "../../store/observations.ts";
import type { PlanTables } from "../../tables.ts";
import type { RoundTables } from "../tables.ts";
import {
  type ItemKey,
  insertEvents,
  lockItems,
  type NewEvent,
  type StoredItem,
  updateItem,
  updateItems,
  writeItems,
} from "./items.ts";
import { type Doing, recordAct, type StoredRound } from "./rounds.ts";

/** What a saved draft became. */
export interface Saved {
  readonly version: number;
  readonly state: StoredItem["state"];
  readonly savedAt: Date;
}

/** The round, kept from being closed while somebody writes; closing waits, writers do not hinder each other. */
async function shareRound(trx: Kysely<RoundTables>, id: string): Promise<StoredRound> {
  const round = await trx.selectFrom("plan_round").selectAll().where("id", "=", id).forShare().executeTakeFirst();
  if (!round) throw new Problem("resource.not-found", `There is no reporting round "${id}".`);
  return round;
}

const toContext = (item: StoredItem) => ({
  version: item.version,
  state: item.state,
  content: item.content,
  savedAt: item.saved_at?.toISOString() ?? null,
  savedBy: item.saved_by,
});

/**
 * Keeps what a unit has typed. Sending the same text again does no harm, so a client may repeat what got no answer.
 * @param baseVersion the version that the writer has read
 * @throws Problem `resource.conflict` with the version that stands in the way (`context.reason`: `changed`, `sent`), or
 * when the round is closed (`closed`): then the text is kept all the same, but does not count
 */
export async function saveDraft(
  database: Database,
  key: ItemKey,
  given: { readonly baseVersion: number; readonly content: ReportContent },
  doing: Doing,
): Promise<Saved> {
  const outcome = await database.transaction<RoundTables, { saved: Saved; round: StoredRound }>(async (trx) => {
    const round = await shareRound(trx, key.round);
    const item = (await lockItems(trx, key.round, key.organisation, [key.commitment])).get(key.commitment);
    if (!item) throw noItem(key);
    const same = item.content !== null && hashRow(item.content) === hashRow(given.content);
    if (same)
      return { round, saved: { version: item.version, state: item.state, savedAt: item.saved_at ?? doing.now } };
    checkWritable(item);
    if (item.version !== given.baseVersion) {
      throw new Problem(
        "resource.conflict",
        `${item.saved_by ?? "Somebody"} has changed this report since you read it (version ${item.version}, yours began from ${given.baseVersion}). Compare both and keep what is right.`,
        [],
        { context: { reason: "changed", current: toContext(item) } },
      );
    }
    const isClosed = round.state === "closed";
    const state = item.state === "not-started" ? "draft" : item.state;
    const version = await updateItem(trx, item, {
      content: given.content,
      state: isClosed ? item.state : state,
      saved_at: doing.now,
      saved_by: doing.actor.name,
      ...(isClosed && !item.late ? { late: true, closed_content: item.content } : {}),
    });
    // Every pause in typing is a saving: the first one is an act, the others are not.
    if (item.content === null) await record(trx, doing, "plan.report-begun", "rounds:fill", key);
    return { round, saved: { version, state, savedAt: doing.now } };
  });
  if (outcome.round.state === "closed") throw closedProblem(outcome.round, outcome.saved.version);
  return outcome.saved;
}

function closedProblem(round: StoredRound, version: number): Problem {
  return new Problem(
    "resource.conflict",
    `Round "${round.title}" was closed on ${round.closed_at?.toISOString().slice(0, 10)} by ${round.closed_by}. Your text is kept as a draft and will be offered in the next round, but it does not count in this one. Ask the office if it should.`,
    [],
    { context: { reason: "closed", kept: true, version } },
  );
}

function checkWritable(item: StoredItem): void {
  if (item.state !== "submitted" && item.state !== "accepted") return;
  throw new Problem(
    "resource.conflict",
    item.state === "accepted"
      ? "This report has been accepted and stands. Report what is new in the next round."
      : "This report has been submitted. Withdraw it, or wait until it is returned, to change it.",
    [],
    { context: { reason: "sent", current: toContext(item) } },
  );
}

const noItem = ({ commitment, organisation }: Pick<ItemKey, "commitment" | "organisation">) =>
  new Problem("resource.not-found", `${organisation} is not asked about "${commitment}" in this round.`);

async function record(
  trx: Kysely<RoundTables>,
  doing: Doing,
  topic: string,
  action: string,
  { round, organisation, commitment }: ItemKey,
): Promise<void> {
  const resource = { type: "report", id: `${round}/${organisation}/${commitment}` };
  await recordAct(trx, doing, { action, topic, resource });
}

/** Some items of one unit in one round, each with the version that was read. */
export interface Picked {
  readonly round: string;
  readonly organisation: string;
  readonly items: readonly { readonly commitment: string; readonly version: number }[];
}

/** Locks the picked items of an open round. @throws Problem with a fault for each that is gone or has changed */
async function lockPicked(trx: Kysely<RoundTables>, picked: Picked, states: readonly StoredItem["state"][]) {
  const round = await shareRound(trx, picked.round);
  if (round.state !== "open") {
    throw new Problem(
      "resource.conflict",
      `Round "${round.title}" is ${round.state}; nothing can be sent or reviewed.`,
      [],
      {
        context: { reason: "closed", kept: false },
      },
    );
  }
  const found = await lockItems(
    trx,
    picked.round,
    picked.organisation,
    picked.items.map((item) => item.commitment),
  );
  const faults: Fault[] = picked.items.flatMap(({ commitment, version }): Fault[] => {
    const item = found.get(commitment);
    if (!item) return [{ where: commitment, what: "is not asked of this unit in this round" }];
    if (!states.includes(item.state))
      return [{ where: commitment, what: `is ${item.state}, not ${states.join(" or ")}` }];
    if (item.version !== version) {
      return [{ where: commitment, what: `was changed meanwhile (version ${item.version})`, fix: "read it again" }];
    }
    return [];
  });
  if (faults.length > 0) {
    throw new Problem(
      "resource.conflict",
      `${faults.length} of ${picked.items.length} reports stand in the way; none was changed.`,
      faults,
    );
  }
  return { round, items: picked.items.flatMap(({ commitment }) => found.get(commitment) ?? []) };
}

/**
 * Submits reports, all or none.
 * @param check finds what is missing in a report
 * @throws Problem `request.invalid` with every fault, `resource.conflict`
 */
export async function submitReports(
  database: Database,
  picked: Picked,
  check: (item: StoredItem) => readonly Fault[],
  doing: Doing,
): Promise<number> {
  return database.transaction<RoundTables, number>(async (trx) => {
    const { items } = await lockPicked(trx, picked, ["not-started", "draft", "returned"]);
    const faults = items.flatMap(check);
    if (faults.length > 0) {
      throw new Problem("request.invalid", `${faults.length} things are missing; nothing was submitted.`, faults);
    }
    const change = { state: "submitted", submitted_at: doing.now, submitted_by: doing.actor.name } as const;
    return changeAll(trx, items, { change, act: "submitted", action: "rounds:fill" }, doing);
  });
}

/** Takes submitted reports back, as long as nobody has reviewed them. @throws Problem `resource.conflict` */
export async function withdrawReports(database: Database, picked: Picked, doing: Doing): Promise<number> {
  return database.transaction<RoundTables, number>(async (trx) => {
    const { items } = await lockPicked(trx, picked, ["submitted"]);
    const change = { state: "draft", submitted_at: null, submitted_by: null } as const;
    return changeAll(trx, items, { change, act: "withdrawn", action: "rounds:fill" }, doing);
  });
}

/** Returns submitted reports with a reason. @throws Problem `request.invalid` without one, `resource.conflict` */
export async function returnReports(database: Database, picked: Picked, reason: string, doing: Doing): Promise<number> {
  if (reason === "") throw new Problem("request.invalid", "Say why the reports are returned: the unit has to know.");
  return database.transaction<RoundTables, number>(async (trx) => {
    const { items } = await lockPicked(trx, picked, ["submitted"]);
    const reviewed = { reviewed_at: doing.now, reviewed_by: doing.actor.name };
    const change = { state: "returned", return_reason: reason, ...reviewed } as const;
    return changeAll(trx, items, { change, act: "returned", action: "rounds:review", reason }, doing);
  });
}

/** What an accepted report brings that is new. */
export interface AcceptedRecords {
  readonly figures: readonly NewObservation[];
  readonly milestones: readonly NewMilestone[];
  readonly assessments: readonly NewReportedAssessment[];
}

/**
 * Accepts submitted reports; their figures become observations in the same transaction, their events of projects
 * milestones, their judgements assessments.
 * @param recordsOf what a report says that is new
 * @throws Problem `resource.conflict`
 */
export async function acceptReports(
  database: Database,
  picked: Picked,
  recordsOf: (item: StoredItem, round: StoredRound) => AcceptedRecords,
  doing: Doing,
): Promise<number> {
  return database.transaction<RoundTables, number>(async (trx) => {
    const { round, items } = await lockPicked(trx, picked, ["submitted"]);
    const records = items.map((item) => recordsOf(item, round));
    // Two commitments may rest on one figure or project, which is one all the same.
    const figures = new Map(records.flatMap((found) => found.figures).map((row) => [figureKey(row), row]));
    const milestones = new Map(records.flatMap((found) => found.milestones).map((row) => [milestoneKey(row), row]));
    const assessments = records.flatMap((found) => found.assessments);
    const tables = trx as unknown as Kysely<PlanTables>;
    await addObservations(tables, "report", [...figures.values()]);
    await addMilestones(tables, [...milestones.values()], { by: doing.actor.name, at: doing.now });
    await addReportedAssessments(tables, assessments, doing);
    const reviewed = { reviewed_at: doing.now, reviewed_by: doing.actor.name, return_reason: null };
    const change = { state: "accepted", ...reviewed } as const;
    const brought = { figures: figures.size, milestones: milestones.size, assessments: assessments.length };
    return changeAll(trx, items, { change, act: "accepted", action: "rounds:review", brought }, doing);
  });
}

const milestoneKey = (row: NewMilestone) => `${row.project} ${row.event} ${row.date}`;
const figureKey = (row: NewObservation) => `${row.indicator} ${row.place} ${row.period} ${row.value}`;

interface Change {
  readonly change: Parameters<typeof updateItems>[2];
  readonly act: NewEvent["act"];
  readonly action: string;
  readonly reason?: string;
  /** What acceptance has added to the records. */
  readonly brought?: Readonly<Record<keyof AcceptedRecords, number>>;
}

async function changeAll(
  trx: Kysely<RoundTables>,
  items: readonly StoredItem[],
  made: Change,
  doing: Doing,
): Promise<number> {
  await updateItems(trx, items, made.change);
  const reason = made.reason === undefined ? {} : { reason: made.reason };
  const events = items.map((item): NewEvent => {
    return { item, act: made.act, version: item.version + 1, content: item.content, ...reason };
  });
  await insertEvents(trx, events, { name: doing.actor.name, now: doing.now });
  const [first] = items;
  await recordAct(trx, doing, {
    action: made.action,
    topic: `plan.report-${made.act}`,
    resource: { type: "report", id: `${first?.round}/${first?.organisation}` },
    detail: {
      commitments: items.map((item) => item.commitment),
      ...(made.reason === undefined ? {} : { reason: made.reason }),
      ...made.brought,
    },
  });
  return items.length;
}

/** A row of a sheet that came back. */
export interface ImportedReport {
  readonly commitment: string;
  readonly version: number;
  readonly content: ReportContent;
}

/**
 * Keeps the reports of a sheet as drafts, all or none.
 * @throws Problem `resource.conflict` with a fault for each report that was changed after the sheet was made
 */
export async function importReports(
  database: Database,
  target: { readonly round: string; readonly organisation: string; readonly file: string },
  reports: readonly ImportedReport[],
  doing: Doing,
): Promise<number> {
  return database.transaction<RoundTables, number>(async (trx) => {
    const picked = { ...target, items: reports };
    const { items } = await lockPicked(trx, picked, ["not-started", "draft", "returned"]);
    await writeItems(trx, target, reports, { name: doing.actor.name, now: doing.now });
    const contents = new Map(reports.map((report) => [report.commitment, report.content]));
    const events = items.map((item): NewEvent => {
      return { item, act: "imported", version: item.version + 1, content: contents.get(item.commitment) ?? null };
    });
    await insertEvents(trx, events, { name: doing.actor.name, now: doing.now });
    await recordAct(trx, doing, {
      action: "rounds:fill",
      topic: "plan.reports-imported",
      resource: { type: "report", id: `${target.round}/${target.organisation}` },
      detail: { file: target.file, commitments: reports.map((report) => report.commitment) },
    });
    return events.length;
  });
}
