import type { ReachPlace } from "@midreach/reach";
import { EndChoice, useApi } from "@midreach/ui";
import { reachApi } from "./reach-api.ts";

interface OriginChoiceProps {
  readonly feed: string;
  /** Cities of the plan; those without data are offered too, and answer why. */
  readonly places: readonly ReachPlace[];
  readonly value: string | undefined;
  readonly label: string;
  readonly onChange: (origin: string) => void;
}

/** A city, a station of the feed, or a point. */
export function OriginChoice({ feed, ...choice }: OriginChoiceProps) {
  const stations = useApi(reachApi, "/api/reach/feeds/{feed}/stations", { params: { feed } });
  return <EndChoice {...choice} stations={stations.data?.stations ?? []} />;
}
