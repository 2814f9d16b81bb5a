import type { NetworkBytes } from "./messages.ts";
import { carryOutOrder, type OrderOptions } from "./pool.ts";
import type { Answers, Question } from "./questions.ts";
import { createSharedWork } from "./shared-work.ts";

const shared = createSharedWork<Answers[Question["kind"]]>({ mostKept: 48, isKept: isSmall });

/** Answers that are kept for those who ask the same next: a map's times and its curve, a figure and its evidence. */
function isSmall(answer: Answers[Question["kind"]]): boolean {
  return answer.length <= mostKeptItems;
}

/** A matrix of 40 cities; a large one is asked for once. Stations count as items, too. */
const mostKeptItems = 2000;

/**
 * Asks a network a question in a computing thread. Whoever asks the same of the same network at the same time, or soon
 * after, shares the work and the answer, which nobody changes. @throws as `carryOutOrder`
 */
export function ask<Kind extends Question["kind"]>(
  { key, buffer }: NetworkBytes,
  question: Extract<Question, { kind: Kind }> & { readonly kind: Kind },
  options: Pick<OrderOptions, "signal" | "onProgress"> = {},
): Promise<Answers[Kind]> {
  const order = { kind: "ask", network: { key, buffer }, question } as const;
  // Who follows the progress has the work alone.
  if (options.onProgress) return carryOutOrder<Answers[Kind]>(order, options);
  const answer = shared.get(`${key} ${JSON.stringify(question)}`, options.signal, (signal) =>
    carryOutOrder(order, { signal }),
  );
  return answer as Promise<Answers[Kind]>;
}
