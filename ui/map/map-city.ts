import type { Text } from "@midreach/kernel/contracts";
import type { CountsByStatus } from "../status/status.ts";

/** A city (or any other place with a point) as the map draws it. */
export interface MapCity {
  readonly code: string;
  readonly name: Text;
  readonly lon: number | null;
  readonly lat: number | null;
  /** Persons; sizes the circle by area. Null: the smallest circle. */
  readonly population: number | null;
  /** Drawn as a ring around the circle. */
  readonly counts: CountsByStatus | null;
  readonly href: string;
  /** One sentence for those who cannot see the ring. */
  readonly description?: string;
}
