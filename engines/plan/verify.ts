import type { Actor, Services } from "@midreach/kernel/http";
import { Problem } from "@midreach/kernel/problems";
import { sentenceHash, splitPlan } from "./core/citation.ts";
import { attachOfficialText, findRegister } from "./store.ts";
import type { PlanTables } from "./tables.ts";

/** A cited sentence of the register that does not stand in the official text as the register says. */
export interface Mismatch {
  readonly citation: string;
  /** Commitments that rest on it. */
  readonly ids: readonly string[];
  /** `differs`: another sentence stands there; `elsewhere`: it stands under another citation; `missing`: nowhere. */
  readonly kind: "differs" | "elsewhere" | "missing";
  /** The sentence that stands there (differs) or the citation where it stands (elsewhere). */
  readonly found: string | null;
}

/** What comparing an official text with the register found. */
export interface Verification {
  readonly name: string;
  /** Sentences of the official text. */
  readonly sentences: number;
  /** Cited sentences of the register. */
  readonly cited: number;
  readonly matched: number;
  readonly mismatches: readonly Mismatch[];
}

/**
 * Attaches the official text of the plan to this installation (replacing what was attached) and compares it with the
 * register by the hashes of its sentences. The text stays in this installation's database.
 * @throws Problem `import.rejected` when no sentence of the register stands in the text: then it is not this plan's,
 * and nothing is changed
 */
export async function verifyOfficialText(
  { database, clock }: Services,
  official: { readonly text: string; readonly name: string },
  actor: Actor,
): Promise<Verification> {
  const register = await findRegister(database.kysely<PlanTables>());
  if (!register) {
    throw new Problem("resource.not-found", {
      zh: "还没有载入规划。请先用区域数据包启动一次服务器。",
      en: "No plan is loaded yet. Start the server once with a region.",
    });
  }
  const { sentences } = splitPlan(official.text);
  const byCitation = new Map(sentences.map((sentence) => [sentence.citation, sentence]));
  const byHash = new Map(sentences.map((sentence) => [sentenceHash(sentence.text), sentence.citation]));
  const cited = new Map<string, { hash: string; ids: string[] }>();
  for (const { commitment } of register.commitments) {
    const citation = commitment.id.replace(/[a-z]$/u, "");
    const found = cited.get(citation) ?? { hash: commitment.sentenceHash, ids: [] };
    found.ids.push(commitment.id);
    cited.set(citation, found);
  }
  const mismatches: Mismatch[] = [];
  for (const [citation, { hash, ids }] of cited) {
    const there = byCitation.get(citation);
    if (there && sentenceHash(there.text) === hash) continue;
    const elsewhere = byHash.get(hash);
    if (elsewhere) mismatches.push({ citation, ids, kind: "elsewhere", found: elsewhere });
    else if (there) mismatches.push({ citation, ids, kind: "differs", found: there.text });
    else mismatches.push({ citation, ids, kind: "missing", found: null });
  }
  const lost = mismatches.filter((mismatch) => mismatch.kind !== "elsewhere").length;
  if (lost === cited.size) {
    throw new Problem("import.rejected", {
      zh: `台账引用的${cited.size}句没有一句出现在“${official.name}”中:它不是本规划的原文。没有附上。请提供UTF-8编码的纯文本,一段一行。`,
      en: `None of the ${cited.size} sentences that the register cites stands in "${official.name}": it is not the text of this plan. Nothing was attached. Give the plan as plain text in UTF-8, one paragraph a line.`,
    });
  }
  await attachOfficialText(database, sentences, actor, clock.now());
  return {
    name: official.name,
    sentences: sentences.length,
    cited: cited.size,
    matched: cited.size - mismatches.length,
    mismatches,
  };
}
