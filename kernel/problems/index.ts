import type { Text, Words } from "../contracts/index.ts";
import { type ProblemCode, problemCodes } from "./codes.ts";

export { type ProblemCode, problemCodes } from "./codes.ts";

/** The words in the reader's language, as far as there are any. */
export function inLanguage(words: Words, language: keyof Text): string {
  return typeof words === "string" ? words : words[language];
}

/** One bad row, cell or field. `where` is a path a person can find: `commitments.json row 12, places[0]`. */
export interface Fault<Said extends Words = Words> {
  readonly where: string;
  readonly what: Said;
  readonly fix?: Said;
}

/** A problem as it passes between threads and processes, which lose its class. */
export interface PlainProblem {
  readonly code: ProblemCode;
  readonly detail: Words;
  readonly faults: readonly Fault[];
}

/** RFC 9457 problem details as they travel on the wire. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly faults?: readonly Fault<string>[];
  /** What belongs to this problem alone and a program needs to go on, e.g. the version that stands in the way. */
  readonly context?: unknown;
}

/** What a user or the world did wrong. Bugs throw plain errors and are never shown in detail. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly detail: Words;
  readonly faults: readonly Fault[];
  /** After how many seconds trying again makes sense; becomes the Retry-After header. */
  readonly retryAfterSeconds: number | undefined;
  /** Plain JSON that a program needs to go on; never a secret. */
  readonly context: unknown;

  /** @param detail what was wrong, where, and what to do about it, in one or two sentences; `message` is its English */
  constructor(
    code: ProblemCode,
    detail: Words,
    faults: readonly Fault[] = [],
    options?: ErrorOptions & { readonly retryAfterSeconds?: number; readonly context?: unknown },
  ) {
    super(inLanguage(detail, "en"), options);
    this.code = code;
    this.detail = detail;
    this.faults = faults;
    this.retryAfterSeconds = options?.retryAfterSeconds;
    this.context = options?.context;
  }

  get status(): number {
    return problemCodes[this.code].status;
  }

  /** As it travels to a reader of that language. */
  describe(language: keyof Text): ProblemDetails {
    const faults = this.faults.map(({ where, what, fix }) => ({
      where,
      what: inLanguage(what, language),
      ...(fix === undefined ? {} : { fix: inLanguage(fix, language) }),
    }));
    return {
      type: `urn:midreach:problem:${this.code}`,
      title: problemCodes[this.code][language],
      status: this.status,
      detail: inLanguage(this.detail, language),
      code: this.code,
      ...(faults.length > 0 ? { faults } : {}),
      ...(this.context === undefined ? {} : { context: this.context }),
    };
  }

  /** For programs: in English. */
  toJSON(): ProblemDetails {
    return this.describe("en");
  }

  toPlain(): PlainProblem {
    return { code: this.code, detail: this.detail, faults: this.faults };
  }

  static fromPlain({ code, detail, faults }: PlainProblem): Problem {
    return new Problem(code, detail, faults);
  }
}
