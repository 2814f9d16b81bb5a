import { parse } from "hono/utils/cookie";
import type { Database } from "../database/types.ts";
import { type Actor, publicActor, type RequestFacts } from "../http/types.ts";
import { Problem } from "../problems/index.ts";
import { type Clock, systemClock } from "../time/index.ts";
import { listJurisdiction } from "./jurisdiction.ts";
import { sessionCookie, sessionLimits } from "./sessions.ts";
import type { IdentityTables } from "./tables.ts";
import { hashToken } from "./tokens.ts";

const operatorRoles = ["administrator", "office", "publisher", "auditor"] as const;

/** Whoever commands the machine itself, through the command line. */
export function localActor(name: string): Actor {
  return { kind: "local", accountId: null, name, roles: operatorRoles, organisation: null, jurisdiction: ["*"] };
}

/** The installation when it acts on its own: first load, jobs. */
export const systemActor: Actor = localActor("system");

/** API keys start with this, so that secret scanners find them. */
export const apiKeyPrefix = "mrk_";
/** Use is noted at most this often; a write for each read would be too much. */
const noteEveryMs = 60_000;

interface AccountRow {
  readonly id: string;
  readonly display_name: string;
  readonly roles: Actor["roles"];
  readonly organisation: string | null;
  readonly must_change_password: boolean;
}

/**
 * Who is asking, by API key (`Authorization: Bearer mrk_…`) or session cookie; the public without either, or when the
 * session has ended. Until a one-time password is changed, its account has no roles.
 * @throws Problem `auth.required` for an API key that is wrong, expired or revoked
 */
export async function findActor(
  database: Database,
  { headers }: Pick<RequestFacts, "headers">,
  clock: Clock = systemClock,
): Promise<Actor> {
  const authorization = headers.get("authorization");
  if (authorization !== null) return actorOfKey(database, authorization, clock.now());
  const token = parse(headers.get("cookie") ?? "", sessionCookie)[sessionCookie];
  return token ? actorOfSession(database, token, clock.now()) : publicActor;
}

async function actorOfKey(database: Database, authorization: string, now: Date): Promise<Actor> {
  const [, key] = /^Bearer\s+(mrk_[A-Za-z0-9_-]+)$/i.exec(authorization) ?? [];
  const tables = database.kysely<IdentityTables>();
  const row =
    key === undefined
      ? undefined
      : await tables
          .selectFrom("kernel_api_key as key")
          .innerJoin("kernel_account as account", "account.id", "key.account_id")
          .select([
            "key.id as key_id",
            "key.name as key_name",
            "key.last_used_at",
            "account.id",
            "account.display_name",
          ])
          .select(["account.roles", "account.organisation", "account.must_change_password"])
          .where("key.key_hash", "=", hashToken(key))
          .where("key.revoked_at", "is", null)
          .where((where) => where.or([where("key.expires_at", "is", null), where("key.expires_at", ">", now)]))
          .where("account.disabled", "=", false)
          .executeTakeFirst();
  if (!row) {
    throw new Problem("auth.required", {
      zh: "API密钥有误、过期或已撤销。请换一个;只读公开内容时可以不用密钥。",
      en: "The API key is wrong, expired or revoked. Send another, or none to read what is public.",
    });
  }
  if (now.getTime() - (row.last_used_at?.getTime() ?? 0) > noteEveryMs) {
    await tables.updateTable("kernel_api_key").set({ last_used_at: now }).where("id", "=", row.key_id).execute();
  }
  const actor = await accountActor(database, row, "api-key");
  return { ...actor, name: `${actor.name} (${row.key_name})` };
}

async function actorOfSession(database: Database, token: string, now: Date): Promise<Actor> {
  const tables = database.kysely<IdentityTables>();
  const tokenHash = hashToken(token);
  const row = await tables
    .selectFrom("kernel_session as session")
    .innerJoin("kernel_account as account", "account.id", "session.account_id")
    .select(["session.last_seen_at", "account.id", "account.display_name"])
    .select(["account.roles", "account.organisation", "account.must_change_password"])
    .where("session.token_hash", "=", tokenHash)
    .where("session.expires_at", ">", now)
    .where("session.last_seen_at", ">", new Date(now.getTime() - sessionLimits.idleMinutes * 60_000))
    .where("account.disabled", "=", false)
    .executeTakeFirst();
  if (!row) return publicActor;
  if (now.getTime() - row.last_seen_at.getTime() > noteEveryMs) {
    await tables.updateTable("kernel_session").set({ last_seen_at: now }).where("token_hash", "=", tokenHash).execute();
  }
  return accountActor(database, row, "account");
}

async function accountActor(database: Database, row: AccountRow, kind: "account" | "api-key"): Promise<Actor> {
  const mayAct = !row.must_change_password;
  return {
    kind,
    accountId: row.id,
    name: row.display_name,
    roles: mayAct ? row.roles : [],
    organisation: row.organisation,
    jurisdiction: mayAct ? await listJurisdiction(database.kysely<IdentityTables>(), row.organisation) : [],
  };
}
