import type { Criterion } from "@midreach/reach";

/** What can govern, the reading most in favour of the plan first. */
export const criteria: readonly Criterion[] = ["fastest", "median", "share"];
