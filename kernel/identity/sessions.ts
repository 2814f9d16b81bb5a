import type { Kysely } from "kysely";
import { appendAudit } from "../audit/index.ts";
import type { Database } from "../database/types.ts";
import type { Actor } from "../http/types.ts";
import { Problem } from "../problems/index.ts";
import { checkNewPassword, hashPassword, needsRehash, verifyPassword } from "./password.ts";
import type { IdentityTables } from "./tables.ts";
import { forgiveLoginAttempt, reserveLoginAttempt } from "./throttle.ts";
import { createToken, hashToken } from "./tokens.ts";

export const sessionCookie = "midreach_session";

/** A session ends when nobody used it for so long, and in any case after the whole time. */
export const sessionLimits = { idleMinutes: 8 * 60, totalMinutes: 7 * 24 * 60 } as const;

type Trx = Kysely<IdentityTables>;
type AccountRow = { id: string; display_name: string; password_hash: string; disabled: boolean };

/** User names are compared without case and in one typography (NFKC). */
export function normaliseUserName(userName: string): string {
  return userName.normalize("NFKC").trim().toLowerCase();
}

function auditActor(account: { id: string; display_name: string }): Actor {
  const { id: accountId, display_name: name } = account;
  return { kind: "account", accountId, name, roles: [], organisation: null, jurisdiction: [] };
}

async function openSession(trx: Trx, accountId: string, now: Date): Promise<string> {
  const token = createToken();
  await trx
    .insertInto("kernel_session")
    .values({
      token_hash: hashToken(token),
      account_id: accountId,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(now.getTime() + sessionLimits.totalMinutes * 60_000),
    })
    .execute();
  return token;
}

/**
 * Checks user name and password and opens a session with a new token. A token that the browser brought along is
 * ended, never continued (session fixation). A hash made at another cost is replaced.
 * @returns the token for the cookie; only its SHA-256 is stored
 * @throws Problem `auth.failed` (the same for an unknown user, a wrong password and a disabled account),
 * `auth.too-many-attempts`
 */
export async function signIn(
  database: Database,
  credentials: {
    readonly userName: string;
    readonly password: string;
    readonly address: string;
    readonly previousToken?: string | undefined;
  },
  now: Date,
): Promise<{ readonly token: string; readonly accountId: string }> {
  const userName = normaliseUserName(credentials.userName);
  const attempt = await reserveLoginAttempt(database, { userName, address: credentials.address }, now);
  const account: AccountRow | undefined = await database
    .kysely<IdentityTables>()
    .selectFrom("kernel_account")
    .select(["id", "display_name", "password_hash", "disabled"])
    .where("user_name", "=", userName)
    .executeTakeFirst();
  const isRight = await verifyPassword(credentials.password, account?.password_hash);
  if (!account || !isRight || account.disabled) {
    throw new Problem("auth.failed", {
      zh: "用户名或密码不正确。请核对;管理员可以重设密码。",
      en: "User name or password is wrong. Check both; an administrator can set a new password.",
    });
  }
  const newHash = needsRehash(account.password_hash) ? await hashPassword(credentials.password) : undefined;
  return database.transaction<IdentityTables, { token: string; accountId: string }>(async (trx) => {
    await forgiveLoginAttempt(trx, attempt);
    if (newHash) {
      // Only when nobody changed the password meanwhile.
      await trx
        .updateTable("kernel_account")
        .set({ password_hash: newHash })
        .where("id", "=", account.id)
        .where("password_hash", "=", account.password_hash)
        .execute();
    }
    if (credentials.previousToken) await endSession(trx, credentials.previousToken);
    const token = await openSession(trx, account.id, now);
    const actor = auditActor(account);
    const resource = { type: "Account", id: account.id };
    await appendAudit(trx, { actor, action: "session:open", resource, detail: { address: credentials.address } }, now);
    return { token, accountId: account.id };
  });
}

async function endSession(trx: Trx, token: string): Promise<void> {
  await trx.deleteFrom("kernel_session").where("token_hash", "=", hashToken(token)).execute();
}

/** Ends the session of a token; one that does not exist is ended already. */
export async function signOut(database: Database, token: string, actor: Actor, now: Date): Promise<void> {
  await database.transaction<IdentityTables, void>(async (trx) => {
    await endSession(trx, token);
    if (actor.accountId === null) return;
    const resource = { type: "Account", id: actor.accountId };
    await appendAudit(trx, { actor, action: "session:close", resource }, now);
  });
}

/**
 * Changes the own password: ends all sessions of the account and opens a new one. Wrong current passwords are
 * counted like failed sign-ins.
 * @throws Problem `auth.failed`, `auth.too-many-attempts`, `request.invalid`
 */
export async function changePassword(
  database: Database,
  change: {
    readonly actor: Actor;
    readonly currentPassword: string;
    readonly newPassword: string;
    readonly address: string;
  },
  now: Date,
): Promise<{ readonly token: string }> {
  const accountId = change.actor.accountId ?? "";
  const account = await database
    .kysely<IdentityTables>()
    .selectFrom("kernel_account")
    .select(["user_name", "password_hash"])
    .where("id", "=", accountId)
    .executeTakeFirstOrThrow();
  checkNewPassword(change.newPassword, account.user_name);
  if (change.newPassword === change.currentPassword) {
    throw new Problem("request.invalid", {
      zh: "新密码与旧密码相同。请换一个。",
      en: "The new password is the old one. Take another.",
    });
  }
  const attempt = await reserveLoginAttempt(database, { userName: account.user_name, address: change.address }, now);
  if (!(await verifyPassword(change.currentPassword, account.password_hash))) {
    throw new Problem("auth.failed", {
      zh: "当前密码不正确。请核对后再试。",
      en: "The current password is wrong. Check it and try again.",
    });
  }
  const passwordHash = await hashPassword(change.newPassword);
  return database.transaction<IdentityTables, { token: string }>(async (trx) => {
    await forgiveLoginAttempt(trx, attempt);
    await trx
      .updateTable("kernel_account")
      .set({ password_hash: passwordHash, must_change_password: false })
      .where("id", "=", accountId)
      .execute();
    await trx.deleteFrom("kernel_session").where("account_id", "=", accountId).execute();
    const token = await openSession(trx, accountId, now);
    const resource = { type: "Account", id: accountId };
    await appendAudit(trx, { actor: change.actor, action: "account:change-password", resource }, now);
    return { token };
  });
}

/** Deletes sessions that have ended by themselves. */
export async function deleteEndedSessions(trx: Trx, now: Date): Promise<void> {
  const idleSince = new Date(now.getTime() - sessionLimits.idleMinutes * 60_000);
  await trx
    .deleteFrom("kernel_session")
    .where((where) => where.or([where("expires_at", "<=", now), where("last_seen_at", "<=", idleSince)]))
    .execute();
}
