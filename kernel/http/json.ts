import { createHash } from "node:crypto";

/** An answer as it goes over the line. */
export interface WrittenJson {
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** Entity tag over the content. */
  readonly tag: string;
}

const lasting = new WeakSet<object>();
const written = new WeakMap<object, WrittenJson>();

/**
 * Says of an answer that nothing in it will ever change, so that many requests may share it: it is written as JSON
 * once. A handler that has kept its answer returns the same object again.
 */
export function lastingAnswer<Answer extends object>(answer: Answer): Answer {
  lasting.add(answer);
  return answer;
}

/** Writes an answer as JSON, or takes what was written of a lasting one. */
export function writeJson(answer: unknown): WrittenJson {
  if (typeof answer !== "object" || answer === null || !lasting.has(answer)) return writeText(JSON.stringify(answer));
  const found = written.get(answer);
  if (found) return found;
  const { body, tag } = writeText(JSON.stringify(answer));
  const made = { body: new Uint8Array(Buffer.from(body as string)), tag };
  written.set(answer, made);
  return made;
}

/** As `writeJson`, for what is JSON text already. */
export function writeText(text: string): WrittenJson {
  return { body: text, tag: `W/"${createHash("sha1").update(text).digest("base64url")}"` };
}
