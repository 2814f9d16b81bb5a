import { type ProblemCode, problemCodes } from "./codes.ts";

export { type ProblemCode, problemCodes } from "./codes.ts";

/** One bad row, cell or field. `where` is a path a person can find: `commitments.json row 12, places[0]`. */
export interface Fault {
  readonly where: string;
  readonly what: string;
  readonly fix?: string;
}

/** RFC 9457 problem details as they travel on the wire. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly faults?: readonly Fault[];
  /** What belongs to this problem alone and a program needs to go on, e.g. the version that stands in the way. */
  readonly context?: unknown;
}

/** What a user or the world did wrong. Bugs throw plain errors and are never shown in detail. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];
  /** After how many seconds trying again makes sense; becomes the Retry-After header. */
  readonly retryAfterSeconds: number | undefined;
  /** Plain JSON that a program needs to go on; never a secret. */
  readonly context: unknown;

  /** @param detail what was wrong, where, and what to do about it, in one or two sentences */
  constructor(
    code: ProblemCode,
    detail: string,
    faults: readonly Fault[] = [],
    options?: ErrorOptions & { readonly retryAfterSeconds?: number; readonly context?: unknown },
  ) {
    super(detail, options);
    this.code = code;
    this.faults = faults;
    this.retryAfterSeconds = options?.retryAfterSeconds;
    this.context = options?.context;
  }

  get status(): number {
    return problemCodes[this.code].status;
  }

  toJSON(): ProblemDetails {
    return {
      type: `urn:midreach:problem:${this.code}`,
      title: problemCodes[this.code].en,
      status: this.status,
      detail: this.message,
      code: this.code,
      ...(this.faults.length > 0 ? { faults: this.faults } : {}),
      ...(this.context === undefined ? {} : { context: this.context }),
    };
  }
}
