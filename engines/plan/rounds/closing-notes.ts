import type { Text } from "@midreach/kernel/contracts";
import type { Kysely } from "kysely";
import type { World } from "../core/world.ts";
import { listClosures, type StoredClosure } from "./store/closures.ts";
import type { RoundTables } from "./tables.ts";

/** More units than this are counted instead of named. */
const namedUnits = 3;

/**
 * What an evaluation says beside its results: whose tasks had been closed by a day. It changes no result: what is
 * computed stays computed.
 * @param knownBy only what had been decided by this day
 * @returns notes by commitment
 */
export async function listClosingNotes(
  db: Kysely<RoundTables>,
  world: World,
  knownBy: string,
): Promise<Map<string, Text>> {
  const inForce = (await listClosures(db)).filter(
    ({ state, decided_on, revoked_on }) =>
      (state === "confirmed" || state === "revoked") &&
      decided_on !== null &&
      decided_on <= knownBy &&
      (revoked_on === null || revoked_on > knownBy),
  );
  const byCommitment = new Map<string, StoredClosure[]>();
  for (const closure of inForce.reverse()) {
    byCommitment.set(closure.commitment, [...(byCommitment.get(closure.commitment) ?? []), closure]);
  }
  return new Map([...byCommitment].map(([commitment, closures]) => [commitment, toNote(world, closures)]));
}

function toNote(world: World, closures: readonly StoredClosure[]): Text {
  const named = closures.slice(0, namedUnits).map((closure) => {
    const name = world.organisations.get(closure.organisation)?.name;
    return {
      zh: `${name?.zh ?? closure.organisation}(${closure.decided_on})`,
      en: `${name?.en ?? closure.organisation} (${closure.decided_on})`,
    };
  });
  const rest = closures.length - named.length;
  return {
    zh: `已销号的任务:${named.map((one) => one.zh).join("、")}${rest > 0 ? `等${closures.length}家` : ""}。销号由单位申请、牵头办公室确认,不改变测算结果。`,
    en: `Tasks closed as finished: ${named.map((one) => one.en).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}. Proposed by the unit and confirmed by the office; the computed result stays as it is.`,
  };
}
