import type { Finding } from "./text.ts";

/** A place named in a sentence, under its normalised name. */
export interface FoundPlace extends Finding {
  readonly name: string;
  /** Null for places that the gazetteer does not hold, and for names that several places share. */
  readonly code: string | null;
}
