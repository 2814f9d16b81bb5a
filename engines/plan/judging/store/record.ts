import { appendAudit } from "@midreach/kernel/audit";
import type { Actor } from "@midreach/kernel/http";
import { appendToOutbox } from "@midreach/kernel/outbox";
import type { Kysely } from "kysely";

/** Who acts, and when; `day` is the calendar day in the region's zone. */
export interface Doing {
  readonly actor: Actor;
  readonly now: Date;
  readonly day: string;
}

/** What has happened, for the audit log and for whoever reads the outbox. */
export interface Act {
  readonly action: string;
  readonly topic: string;
  readonly resource: { readonly type: string; readonly id: string };
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Writes an act into audit log and outbox, in the transaction that did it. */
export async function recordAct<Tables>(trx: Kysely<Tables>, { actor, now }: Doing, act: Act): Promise<void> {
  const { action, topic, resource, detail } = act;
  await appendAudit(trx, { actor, action, resource, ...(detail ? { detail } : {}) });
  const payload = { ...resource, at: now.toISOString(), by: actor.name, ...detail };
  await appendToOutbox(trx, { topic, key: resource.id, payload });
}
