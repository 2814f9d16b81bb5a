import { text } from "@midreach/kernel/contracts";
import type { Database } from "@midreach/kernel/database";
import { type Fault, Problem } from "@midreach/kernel/problems";
import type { Kysely } from "kysely";
import { hashRow } from "../../core/frame.ts";
import type { ReportContent } from "../../core/rounds/report.ts";
import { addReportedAssessments, type NewReportedAssessment } from "../../store/assessments.ts";
import { addMilestones, type NewMilestone } from "../../store/milestones.ts";
import { addObservations, type NewObservation } from "../../store/observations.ts";
import type { PlanTables } from "../../tables.ts";
import { stateWords } from "../sheet/columns.ts";
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
import { type Doing, noRound, recordAct, roundConflict, type StoredRound } from "./rounds.ts";

/** What a saved draft became. */
export interface Saved {
  readonly version: number;
  readonly state: StoredItem["state"];
  readonly savedAt: Date;
}

/** The round, kept from being closed while somebody writes; closing waits, writers do not hinder each other. */
async function shareRound(trx: Kysely<RoundTables>, id: string): Promise<StoredRound> {
  const round = await trx.selectFrom("plan_round").selectAll().where("id", "=", id).forShare().executeTakeFirst();
  if (!round) throw noRound(id);
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
        {
          zh: `${item.saved_by ?? "有人"}在您读取之后改了这份填报(现为第${item.version}版,您从第${given.baseVersion}版改起)。请对照两个版本,保留正确的内容。`,
          en: `${item.saved_by ?? "Somebody"} has changed this report since you read it (version ${item.version}, yours began from ${given.baseVersion}). Compare both and keep what is right.`,
        },
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
  const day = round.closed_at?.toISOString().slice(0, 10);
  const detail = {
    zh: `填报轮次“${round.title}”已由${round.closed_by}于${day}关闭。您的内容已保留为草稿,可在下一轮带入,但不计入本轮。如应计入,请与办公室联系。`,
    en: `Round "${round.title}" was closed on ${day} by ${round.closed_by}. Your text is kept as a draft and will be offered in the next round, but it does not count in this one. Ask the office if it should.`,
  };
  return new Problem("resource.conflict", detail, [], { context: { reason: "closed", kept: true, version } });
}

function checkWritable(item: StoredItem): void {
  if (item.state !== "submitted" && item.state !== "accepted") return;
  throw new Problem(
    "resource.conflict",
    item.state === "accepted"
      ? text(
          "这份填报已审核通过,不再改变。新的情况请在下一轮填报。",
          "This report has been accepted and stands. Report what is new in the next round.",
        )
      : text(
          "这份填报已提交。要修改,请先撤回,或等退回。",
          "This report has been submitted. Withdraw it, or wait until it is returned, to change it.",
        ),
    [],
    { context: { reason: "sent", current: toContext(item) } },
  );
}

/** That the unit is not asked about the task in this round. */
export const noItem = ({ commitment, organisation }: Pick<ItemKey, "commitment" | "organisation">): Problem =>
  new Problem("resource.not-found", {
    zh: `本轮没有向“${organisation}”下发任务“${commitment}”。`,
    en: `${organisation} is not asked about "${commitment}" in this round.`,
  });

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
    const context = { reason: "closed", kept: false };
    throw roundConflict(round, "不能提交或审核。", "nothing can be sent or reviewed.", context);
  }
  const found = await lockItems(
    trx,
    picked.round,
    picked.organisation,
    picked.items.map((item) => item.commitment),
  );
  const faults: Fault[] = picked.items.flatMap(({ commitment, version }): Fault[] => {
    const item = found.get(commitment);
    if (!item) {
      const what = text("本轮没有向该单位下发", "is not asked of this unit in this round");
      return [{ where: commitment, what }];
    }
    if (!states.includes(item.state)) {
      const wanted = states.map((state) => stateWords[state].zh).join("、");
      const what = {
        zh: `状态是${stateWords[item.state].zh},不是${wanted}`,
        en: `is ${item.state}, not ${states.join(" or ")}`,
      };
      return [{ where: commitment, what }];
    }
    if (item.version !== version) {
      const what = {
        zh: `其间已被修改(现为第${item.version}版)`,
        en: `was changed meanwhile (version ${item.version})`,
      };
      return [{ where: commitment, what, fix: text("请重新读取", "read it again") }];
    }
    return [];
  });
  if (faults.length > 0) {
    const detail = {
      zh: `${picked.items.length}份填报中有${faults.length}份不能办理;内容未改变。`,
      en: `${faults.length} of ${picked.items.length} reports stand in the way; none was changed.`,
    };
    throw new Problem("resource.conflict", detail, faults);
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
      const detail = {
        zh: `还缺${faults.length}处;没有提交。`,
        en: `${faults.length} things are missing; nothing was submitted.`,
      };
      throw new Problem("request.invalid", detail, faults);
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
  if (reason === "") {
    throw new Problem("request.invalid", {
      zh: "请写明退回的原因,让单位知道。",
      en: "Say why the reports are returned: the unit has to know.",
    });
  }
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
