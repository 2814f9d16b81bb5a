import { type Kysely, sql } from "kysely";
import { appendAudit } from "../audit/index.ts";
import type { Text } from "../contracts/index.ts";
import type { Database } from "../database/types.ts";
import type { Actor, Role } from "../http/types.ts";
import { Problem } from "../problems/index.ts";
import { type Clock, systemClock } from "../time/index.ts";
import { systemActor } from "./actors.ts";
import { hashPassword } from "./password.ts";
import { normaliseUserName } from "./sessions.ts";
import type { IdentityTables } from "./tables.ts";
import { createOneTimePassword } from "./tokens.ts";

/** An account as administrators see it; never its hash. */
export interface Account {
  readonly id: string;
  readonly userName: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly organisation: string | null;
  readonly mustChangePassword: boolean;
  readonly disabled: boolean;
  readonly createdAt: Date;
}

/** What an administrator may change of an account. */
export interface AccountChange {
  readonly displayName?: string | undefined;
  readonly roles?: readonly Role[] | undefined;
  readonly organisation?: string | null | undefined;
  readonly disabled?: boolean | undefined;
}

type Trx = Kysely<IdentityTables>;

const administratorLock = 7_241_504;
const columns = [
  "id",
  "user_name as userName",
  "display_name as displayName",
  "roles",
  "organisation",
  "must_change_password as mustChangePassword",
  "disabled",
  "created_at as createdAt",
] as const;

/** All accounts by user name. */
export async function listAccounts(database: Database): Promise<Account[]> {
  return database.kysely<IdentityTables>().selectFrom("kernel_account").select(columns).orderBy("user_name").execute();
}

/** The account of an id, or undefined. */
export async function findAccount(database: Database, id: string): Promise<Account | undefined> {
  const query = database.kysely<IdentityTables>().selectFrom("kernel_account").select(columns).where("id", "=", id);
  return query.executeTakeFirst();
}

async function checkMembership(trx: Trx, roles: readonly Role[], organisation: string | null): Promise<void> {
  const refuse = (what: Text, fix: Text) => {
    const detail = { zh: `${what.zh}。${fix.zh}。`, en: `${what.en}. ${fix.en}.` };
    throw new Problem("request.invalid", detail, [{ where: "body.organisation", what, fix }]);
  };
  if (organisation === null) {
    if (roles.includes("unit")) {
      const what = { zh: "填报单位账号必须属于一个机构", en: "A unit acts for an organisation" };
      refuse(what, { zh: "请指定机构", en: "Name the organisation" });
    }
    return;
  }
  const known = await trx
    .selectFrom("kernel_organisation")
    .select("id")
    .where("id", "=", organisation)
    .executeTakeFirst();
  if (!known) {
    const what = { zh: `没有机构${organisation}`, en: `There is no organisation ${organisation}` };
    refuse(what, { zh: "请从本区域的机构中选择", en: "Take one of the region's organisations" });
  }
}

async function insertAccount(
  trx: Trx,
  account: { userName: string; displayName: string; roles: readonly Role[]; organisation: string | null; hash: string },
  now: Date,
): Promise<Account> {
  const inserted = await trx
    .insertInto("kernel_account")
    .values({
      user_name: account.userName,
      display_name: account.displayName,
      roles: [...account.roles],
      organisation: account.organisation,
      password_hash: account.hash,
      must_change_password: true,
      created_at: now,
    })
    .onConflict((conflict) => conflict.column("user_name").doNothing())
    .returning(columns)
    .executeTakeFirst();
  if (!inserted) {
    throw new Problem("resource.conflict", {
      zh: `用户名${account.userName}已被使用。请换一个。`,
      en: `The user name ${account.userName} is taken. Take another.`,
    });
  }
  return inserted;
}

/**
 * Creates an account with a one-time password, which is returned this once and must be changed at the first sign-in.
 * @throws Problem `resource.conflict` (name taken), `request.invalid` (unknown organisation)
 */
export async function createAccount(
  database: Database,
  actor: Actor,
  account: {
    readonly userName: string;
    readonly displayName: string;
    readonly roles: readonly Role[];
    readonly organisation: string | null;
  },
  clock: Clock = systemClock,
): Promise<{ readonly account: Account; readonly oneTimePassword: string }> {
  const oneTimePassword = createOneTimePassword();
  const hash = await hashPassword(oneTimePassword);
  const now = clock.now();
  const created = await database.transaction<IdentityTables, Account>(async (trx) => {
    await checkMembership(trx, account.roles, account.organisation);
    const inserted = await insertAccount(trx, { ...account, userName: normaliseUserName(account.userName), hash }, now);
    const { userName, roles, organisation } = inserted;
    const resource = { type: "Account", id: inserted.id };
    await appendAudit(
      trx,
      { actor, action: "account:create", resource, detail: { userName, roles, organisation } },
      now,
    );
    return inserted;
  });
  return { account: created, oneTimePassword };
}

function changedColumns(change: AccountChange) {
  return {
    ...(change.displayName === undefined ? {} : { display_name: change.displayName }),
    ...(change.roles === undefined ? {} : { roles: [...change.roles] }),
    ...(change.organisation === undefined ? {} : { organisation: change.organisation }),
    ...(change.disabled === undefined ? {} : { disabled: change.disabled }),
  };
}

/**
 * Changes an account. Disabling it ends its sessions; its API keys stop working while it is disabled.
 * @throws Problem `resource.not-found`, `request.invalid`, `resource.conflict` (the last administrator)
 */
export async function changeAccount(
  database: Database,
  actor: Actor,
  id: string,
  change: AccountChange,
  clock: Clock = systemClock,
): Promise<Account> {
  const now = clock.now();
  return database.transaction<IdentityTables, Account>(async (trx) => {
    await lockAdministrators(trx);
    const before = await trx.selectFrom("kernel_account").select(columns).where("id", "=", id).executeTakeFirst();
    if (!before)
      throw new Problem("resource.not-found", {
        zh: `没有账号${id}。请查看账号列表。`,
        en: `There is no account ${id}. See the list of accounts.`,
      });
    const set = changedColumns(change);
    if (Object.keys(set).length === 0) return before;
    await checkMembership(trx, change.roles ?? before.roles, change.organisation ?? before.organisation);
    await trx.updateTable("kernel_account").set(set).where("id", "=", id).execute();
    if (!(await hasAdministrator(trx))) {
      throw new Problem("resource.conflict", {
        zh: "这是最后一个管理员。请先把另一个账号设为管理员。",
        en: "This is the last administrator. Make another account administrator first.",
      });
    }
    if (change.disabled) await trx.deleteFrom("kernel_session").where("account_id", "=", id).execute();
    const resource = { type: "Account", id };
    await appendAudit(trx, { actor, action: "account:change", resource, detail: { ...change } }, now);
    return trx.selectFrom("kernel_account").select(columns).where("id", "=", id).executeTakeFirstOrThrow();
  });
}

/**
 * Sets a new one-time password, ends the account's sessions, and returns the password this once. Takes the account's
 * id or its user name.
 * @throws Problem `resource.not-found`
 */
export async function resetPassword(
  database: Database,
  actor: Actor,
  account: { readonly id: string } | { readonly userName: string },
  clock: Clock = systemClock,
): Promise<{ readonly userName: string; readonly oneTimePassword: string }> {
  const oneTimePassword = createOneTimePassword();
  const hash = await hashPassword(oneTimePassword);
  return database.transaction<IdentityTables, { userName: string; oneTimePassword: string }>(async (trx) => {
    const row = await trx
      .updateTable("kernel_account")
      .set({ password_hash: hash, must_change_password: true })
      .where((where) =>
        "id" in account ? where("id", "=", account.id) : where("user_name", "=", normaliseUserName(account.userName)),
      )
      .returning(["id", "user_name"])
      .executeTakeFirst();
    if (!row)
      throw new Problem("resource.not-found", {
        zh: "没有这个账号。请查看账号列表。",
        en: "There is no such account. See the list of accounts.",
      });
    await trx.deleteFrom("kernel_session").where("account_id", "=", row.id).execute();
    const resource = { type: "Account", id: row.id };
    await appendAudit(trx, { actor, action: "account:change", resource, detail: { password: "reset" } }, clock.now());
    return { userName: row.user_name, oneTimePassword };
  });
}

/** Two administrators who take each other's role at the same moment must not leave nobody. */
async function lockAdministrators(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${administratorLock}::bigint)`.execute(trx);
}

async function hasAdministrator(trx: Trx): Promise<boolean> {
  const row = await trx
    .selectFrom("kernel_account")
    .select("id")
    .where(sql<boolean>`'administrator' = any (roles)`)
    .where("disabled", "=", false)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The name, or the name with the first number that makes it free. */
async function freeName(trx: Trx, name: string): Promise<string> {
  const rows = await trx
    .selectFrom("kernel_account")
    .select("user_name")
    .where("user_name", "like", `${name}%`)
    .execute();
  const taken = new Set(rows.map((row) => row.user_name));
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
  return free;
}

/**
 * Creates the account `admin` with a one-time password when no enabled administrator exists; servers that start at the
 * same moment create one.
 * @returns user name and password to be shown once, or undefined when there is an administrator
 */
export async function ensureAdministrator(
  database: Database,
  clock: Clock = systemClock,
): Promise<{ readonly userName: string; readonly password: string } | undefined> {
  if (await hasAdministrator(database.kysely<IdentityTables>())) return undefined;
  const password = createOneTimePassword();
  const hash = await hashPassword(password);
  const now = clock.now();
  return database.transaction<IdentityTables, { userName: string; password: string } | undefined>(async (trx) => {
    await lockAdministrators(trx);
    if (await hasAdministrator(trx)) return undefined;
    const account = {
      userName: await freeName(trx, "admin"),
      displayName: "Administrator",
      roles: ["administrator", "office", "publisher", "auditor"] as const,
      organisation: null,
      hash,
    };
    const { id, userName } = await insertAccount(trx, account, now);
    const resource = { type: "Account", id };
    await appendAudit(trx, { actor: systemActor, action: "account:create", resource, detail: { userName } }, now);
    return { userName, password };
  });
}
