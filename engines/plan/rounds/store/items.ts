import { type Kysely, type Selectable, sql } from "kysely";
import type { ItemCounts } from "../../core/rounds/deadlines.ts";
import type { ReportContent, ReportedStatus } from "../../core/rounds/report.ts";
import type { ItemAct, RoundTables } from "../tables.ts";
import { noCounts } from "./rounds.ts";

/** An item as kept. */
export type StoredItem = Selectable<RoundTables["plan_round_item"]>;

/** Names one item. */
export interface ItemKey {
  readonly round: string;
  readonly organisation: string;
  readonly commitment: string;
}

/** What a unit has to report in a round, in the order of the plan. */
export async function listUnitItems(
  db: Kysely<RoundTables>,
  round: string,
  organisation: string,
): Promise<StoredItem[]> {
  return db
    .selectFrom("plan_round_item")
    .selectAll()
    .where("round", "=", round)
    .where("organisation", "=", organisation)
    .orderBy("ordinal")
    .execute();
}

/** One item; undefined when the unit is not asked about the commitment in this round. */
export async function findItem(db: Kysely<RoundTables>, key: ItemKey): Promise<StoredItem | undefined> {
  return whereKey(db.selectFrom("plan_round_item").selectAll(), key).executeTakeFirst();
}

interface Filtered<Query> {
  where(column: "round" | "organisation" | "commitment", operator: "=", value: string): Query;
}

/** Narrows a query to one item. */
function whereKey<Query extends Filtered<Query>>(query: Query, { round, organisation, commitment }: ItemKey): Query {
  return query.where("round", "=", round).where("organisation", "=", organisation).where("commitment", "=", commitment);
}

/** Some items of a unit, locked for change in a fixed order, so that two writers wait instead of blocking each other. */
export async function lockItems(
  trx: Kysely<RoundTables>,
  round: string,
  organisation: string,
  commitments: readonly string[],
): Promise<Map<string, StoredItem>> {
  const rows = await trx
    .selectFrom("plan_round_item")
    .selectAll()
    .where("round", "=", round)
    .where("organisation", "=", organisation)
    .where("commitment", "in", [...commitments])
    .orderBy("commitment")
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.commitment, row]));
}

/** Changes an item; its version grows. Returns the new version. */
export async function updateItem(
  trx: Kysely<RoundTables>,
  item: StoredItem,
  change: Partial<Omit<StoredItem, "content" | "closed_content">> & {
    readonly content?: ReportContent;
    readonly closed_content?: ReportContent | null;
  },
): Promise<number> {
  const { content, closed_content, ...plain } = change;
  const version = item.version + 1;
  await trx
    .updateTable("plan_round_item")
    .set({
      ...plain,
      ...(content === undefined ? {} : { content: JSON.stringify(content) }),
      ...(closed_content === undefined
        ? {}
        : { closed_content: closed_content === null ? null : JSON.stringify(closed_content) }),
      version,
    })
    .where("round", "=", item.round)
    .where("organisation", "=", item.organisation)
    .where("commitment", "=", item.commitment)
    .where("opened_on", "=", item.opened_on)
    .execute();
  return version;
}

/** Changes several items of one unit in one round in the same way, in one statement; their versions grow by one. */
export async function updateItems(
  trx: Kysely<RoundTables>,
  items: readonly StoredItem[],
  change: Partial<Pick<StoredItem, "state" | "submitted_at" | "submitted_by" | "reviewed_at" | "reviewed_by">> & {
    readonly return_reason?: string | null;
  },
): Promise<void> {
  const [first] = items;
  if (!first) return;
  await trx
    .updateTable("plan_round_item")
    .set({ ...change, version: sql`version + 1` })
    .where("round", "=", first.round)
    .where("organisation", "=", first.organisation)
    .where(
      "commitment",
      "in",
      items.map((item) => item.commitment),
    )
    .execute();
}

/** Writes several reports of one unit in one statement: what was not begun becomes a draft, what was returned stays so. */
export async function writeItems(
  trx: Kysely<RoundTables>,
  target: { readonly round: string; readonly organisation: string },
  reports: readonly { readonly commitment: string; readonly content: ReportContent }[],
  by: { readonly name: string; readonly now: Date },
): Promise<void> {
  const rows = JSON.stringify(reports.map(({ commitment, content }) => ({ commitment, content })));
  await sql`
    update plan_round_item as item
    set content = row.content, version = item.version + 1, saved_at = ${by.now}, saved_by = ${by.name},
      state = case when item.state = 'returned' then 'returned' else 'draft' end
    from jsonb_to_recordset(${rows}::jsonb) as row (commitment text, content jsonb)
    where item.round = ${target.round} and item.organisation = ${target.organisation}
      and item.commitment = row.commitment`.execute(trx);
}

/** What happened to items, to be kept with what they said then. */
export interface NewEvent {
  readonly item: StoredItem;
  readonly act: ItemAct;
  readonly version: number;
  readonly content: ReportContent | null;
  readonly reason?: string;
}

/** Keeps what happened to items. */
export async function insertEvents(
  trx: Kysely<RoundTables>,
  events: readonly NewEvent[],
  by: { readonly name: string; readonly now: Date },
): Promise<void> {
  for (let start = 0; start < events.length; start += 200) {
    await trx
      .insertInto("plan_round_event")
      .values(
        events.slice(start, start + 200).map(({ item, act, version, content, reason }) => ({
          round: item.round,
          organisation: item.organisation,
          commitment: item.commitment,
          at: by.now,
          act,
          version,
          made_by: by.name,
          reason: reason ?? null,
          content: content === null ? null : JSON.stringify(content),
        })),
      )
      .execute();
  }
}

/** What happened to an item, newest first. */
export async function listEvents(db: Kysely<RoundTables>, key: ItemKey) {
  return whereKey(db.selectFrom("plan_round_event").selectAll(), key).orderBy("id", "desc").execute();
}

/** The unit's last words about a task in an earlier round, with the round. */
export async function findPrevious(db: Kysely<RoundTables>, { round, organisation, commitment }: ItemKey) {
  return db
    .selectFrom("plan_round_item as item")
    .innerJoin("plan_round as round", "round.id", "item.round")
    .select(["round.id", "round.title", "item.content"])
    .where("item.organisation", "=", organisation)
    .where("item.commitment", "=", commitment)
    .where("item.round", "!=", round)
    .where("item.content", "is not", null)
    .orderBy("item.opened_on", "desc")
    .orderBy("item.saved_at", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Items of a round by unit and state. */
export async function countByUnit(
  db: Kysely<RoundTables>,
  round: string,
  units?: readonly string[],
): Promise<Map<string, ItemCounts>> {
  let query = db
    .selectFrom("plan_round_item")
    .select(["organisation", "state", (eb) => eb.fn.countAll<bigint>().as("items")])
    .where("round", "=", round)
    .groupBy(["organisation", "state"]);
  if (units) query = query.where("organisation", "in", units.length > 0 ? [...units] : [""]);
  const found = new Map<string, Record<keyof ItemCounts, number>>();
  for (const { organisation, state, items } of await query.execute()) {
    const counts = found.get(organisation) ?? { ...noCounts };
    counts[state] = Number(items);
    found.set(organisation, counts);
  }
  return found;
}

/** What units say about their tasks in a round, in one word each; drafts are left out. */
export async function listReportedStatuses(db: Kysely<RoundTables>, round: string) {
  const { rows } = await sql<{ organisation: string; commitment: string; status: ReportedStatus | null }>`
    select organisation, commitment, coalesce(closed_content, content) ->> 'status' as status
    from plan_round_item where round = ${round} and state in ('submitted', 'accepted')`.execute(db);
  return rows;
}
