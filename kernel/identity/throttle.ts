import { isIPv6 } from "node:net";
import { type Kysely, sql } from "kysely";
import type { Database } from "../database/types.ts";
import { Problem } from "../problems/index.ts";
import type { IdentityTables } from "./tables.ts";

/** How many failed sign-ins are borne within the window. */
export interface LoginLimits {
  readonly windowMinutes: number;
  /** One account tried from one address. */
  readonly perAccountAndAddress: number;
  /** One address, whatever accounts it tries. */
  readonly perAddress: number;
  /** One account tried from addresses from which it never signed in. */
  readonly perAccount: number;
}

export const loginLimits: LoginLimits = { windowMinutes: 15, perAccountAndAddress: 5, perAddress: 30, perAccount: 50 };

/** For so long an address from which somebody signed in is trusted not to be the stranger. */
const knownAddressDays = 90;
const addressLock = 7_241_502;
const accountLock = 7_241_503;
const dayMs = 86_400_000;

type Trx = Kysely<IdentityTables>;

/** What counts as one address: an IPv6 customer holds a whole /64. */
export function addressGroup(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!isIPv6(plain)) return plain.slice(0, 64);
  const [head = "", tail] = plain.toLowerCase().split("::");
  const left = head.split(":").filter(Boolean);
  const right = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill("0");
  const groups = [...left, ...zeros, ...right].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(":")}::/64`;
}

/** When the failures of a condition were made, newest first, at most `limit`; those before a success are forgiven. */
async function failures(
  trx: Trx,
  where: { user?: string; address?: string },
  since: Date,
  limit: number,
): Promise<Date[]> {
  let query = trx
    .selectFrom("kernel_login_attempt")
    .select("attempted_at")
    .where("succeeded", "=", false)
    .where("attempted_at", ">", since);
  if (where.user !== undefined) query = query.where("user_name", "=", where.user);
  if (where.address !== undefined) query = query.where("address", "=", where.address);
  const rows = await query.orderBy("attempted_at", "desc").limit(limit).execute();
  return rows.map((row) => row.attempted_at);
}

async function lastSuccess(trx: Trx, user: string, address: string): Promise<Date | undefined> {
  const row = await trx
    .selectFrom("kernel_login_attempt")
    .select("attempted_at")
    .where("succeeded", "=", true)
    .where("user_name", "=", user)
    .where("address", "=", address)
    .orderBy("attempted_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.attempted_at;
}

function refuseWhenFull(times: readonly Date[], limit: number, windowMs: number, now: Date): void {
  const oldest = times[limit - 1];
  if (oldest === undefined) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((oldest.getTime() + windowMs - now.getTime()) / 1000));
  throw new Problem(
    "auth.too-many-attempts",
    {
      zh: `登录失败次数过多。请等待${retryAfterSeconds}秒后再试。`,
      en: `Too many sign-ins failed. Wait ${retryAfterSeconds} seconds, then try again.`,
    },
    [],
    { retryAfterSeconds },
  );
}

/**
 * Counts an attempt before it is tried, so that many at once cannot slip through, and refuses one too many. It counts
 * as failed until `forgiveLoginAttempt`. Refused attempts are not counted: who waits gets in again.
 * A stranger cannot shut out the person: failures from elsewhere do not count at an address from which the person
 * signed in before.
 * @returns id of the attempt
 * @throws Problem `auth.too-many-attempts` with the time to wait
 */
export async function reserveLoginAttempt(
  database: Database,
  attempt: { readonly userName: string; readonly address: string },
  now: Date,
  limits: LoginLimits = loginLimits,
): Promise<bigint> {
  const windowMs = limits.windowMinutes * 60_000;
  const address = addressGroup(attempt.address);
  const user = attempt.userName.slice(0, 64);
  return database.transaction<IdentityTables, bigint>(async (trx) => {
    // Always in this order, so that two attempts never wait for each other.
    await sql`select pg_advisory_xact_lock(${addressLock}::int, hashtext(${address}))`.execute(trx);
    await sql`select pg_advisory_xact_lock(${accountLock}::int, hashtext(${user}))`.execute(trx);
    const since = new Date(now.getTime() - windowMs);
    const fromAddress = await failures(trx, { address }, since, limits.perAddress);
    refuseWhenFull(fromAddress, limits.perAddress, windowMs, now);
    const success = await lastSuccess(trx, user, address);
    const sinceSuccess = success && success > since ? success : since;
    const pair = await failures(trx, { user, address }, sinceSuccess, limits.perAccountAndAddress);
    refuseWhenFull(pair, limits.perAccountAndAddress, windowMs, now);
    const isKnown = success !== undefined && now.getTime() - success.getTime() < knownAddressDays * dayMs;
    if (!isKnown) {
      const onAccount = await failures(trx, { user }, since, limits.perAccount);
      refuseWhenFull(onAccount, limits.perAccount, windowMs, now);
    }
    const { id } = await trx
      .insertInto("kernel_login_attempt")
      .values({ user_name: user, address, succeeded: false, attempted_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    return id;
  });
}

/** Turns an attempt into a success, in the transaction that lets the person in. */
export async function forgiveLoginAttempt(trx: Trx, id: bigint): Promise<void> {
  await trx.updateTable("kernel_login_attempt").set({ succeeded: true }).where("id", "=", id).execute();
}

/** Deletes attempts that no longer count: failures after a day, successes when their address is no longer known. */
export async function deleteOldLoginAttempts(trx: Trx, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  await trx
    .deleteFrom("kernel_login_attempt")
    .where((where) =>
      where.or([
        where("attempted_at", "<", before(knownAddressDays)),
        where.and([where("succeeded", "=", false), where("attempted_at", "<", before(1))]),
      ]),
    )
    .execute();
}
