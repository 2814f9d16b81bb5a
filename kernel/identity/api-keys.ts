import { appendAudit } from "../audit/index.ts";
import type { Database } from "../database/types.ts";
import type { Actor } from "../http/types.ts";
import { Problem } from "../problems/index.ts";
import { type Clock, systemClock } from "../time/index.ts";
import { apiKeyPrefix } from "./actors.ts";
import type { IdentityTables } from "./tables.ts";
import { createToken, hashToken } from "./tokens.ts";

/** An API key as lists show it; the key itself is shown once, when it is made. */
export interface ApiKey {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const columns = [
  "id",
  "account_id as accountId",
  "name",
  "created_at as createdAt",
  "expires_at as expiresAt",
  "last_used_at as lastUsedAt",
  "revoked_at as revokedAt",
] as const;

/** API keys, newest first: those of one account, or all. */
export async function listApiKeys(database: Database, accountId?: string): Promise<ApiKey[]> {
  const query = database.kysely<IdentityTables>().selectFrom("kernel_api_key").select(columns);
  return (accountId === undefined ? query : query.where("account_id", "=", accountId))
    .orderBy("created_at", "desc")
    .execute();
}

/** The API key of an id, or undefined. */
export async function findApiKey(database: Database, id: string): Promise<ApiKey | undefined> {
  const query = database.kysely<IdentityTables>().selectFrom("kernel_api_key").select(columns).where("id", "=", id);
  return query.executeTakeFirst();
}

/**
 * Makes an API key that acts with the roles of the actor's account, as they are whenever it is used.
 * @returns the key, which is shown this once; only its SHA-256 is stored
 * @throws Problem `auth.forbidden` until the one-time password is changed
 */
export async function createApiKey(
  database: Database,
  actor: Actor,
  request: { readonly name: string; readonly expiresInDays: number },
  clock: Clock = systemClock,
): Promise<ApiKey & { readonly key: string }> {
  const now = clock.now();
  const key = apiKeyPrefix + createToken();
  const made = await database.transaction<IdentityTables, ApiKey>(async (trx) => {
    const account = await trx
      .selectFrom("kernel_account")
      .select(["id", "must_change_password"])
      .where("id", "=", actor.accountId)
      .executeTakeFirstOrThrow();
    if (account.must_change_password) {
      throw new Problem("auth.forbidden", {
        zh: "请先修改一次性密码,再创建API密钥。",
        en: "Change the one-time password first, then make API keys.",
      });
    }
    const inserted = await trx
      .insertInto("kernel_api_key")
      .values({
        key_hash: hashToken(key),
        account_id: account.id,
        name: request.name,
        created_at: now,
        expires_at: new Date(now.getTime() + request.expiresInDays * 86_400_000),
      })
      .returning(columns)
      .executeTakeFirstOrThrow();
    const resource = { type: "ApiKey", id: inserted.id };
    await appendAudit(trx, { actor, action: "api-key:create", resource, detail: { name: request.name } }, now);
    return inserted;
  });
  return { ...made, key };
}

/** Revokes an API key for good; one that is revoked stays so. */
export async function revokeApiKey(
  database: Database,
  actor: Actor,
  id: string,
  clock: Clock = systemClock,
): Promise<void> {
  const now = clock.now();
  await database.transaction<IdentityTables, void>(async (trx) => {
    const row = await trx
      .updateTable("kernel_api_key")
      .set({ revoked_at: now })
      .where("id", "=", id)
      .where("revoked_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (row) await appendAudit(trx, { actor, action: "api-key:revoke", resource: { type: "ApiKey", id } }, now);
  });
}
