import type { NetworkBytes } from "./messages.ts";
import { carryOutOrder, type OrderOptions } from "./pool.ts";
import type { Answers, Question } from "./questions.ts";

/** Asks a network a question in a computing thread. @throws as `carryOutOrder` */
export function ask<Kind extends Question["kind"]>(
  { key, buffer }: NetworkBytes,
  question: Extract<Question, { kind: Kind }> & { readonly kind: Kind },
  options: Pick<OrderOptions, "signal" | "onProgress"> = {},
): Promise<Answers[Kind]> {
  return carryOutOrder<Answers[Kind]>({ kind: "ask", network: { key, buffer }, question }, options);
}
