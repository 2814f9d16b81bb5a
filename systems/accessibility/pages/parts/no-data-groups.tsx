import type { ReachFigures, ReachPlace } from "@midreach/reach";
import { m, say } from "@midreach/ui";
import "./reach-map.css";

interface NoDataGroupsProps {
  readonly places: readonly (Pick<ReachPlace, "name"> & { readonly reason: ReachFigures["reason"] })[];
}

/** Cities without data, those with the same reason in one line. */
export function NoDataGroups({ places }: NoDataGroupsProps) {
  const groups = new Map<string, string[]>();
  for (const place of places) {
    const reason = place.reason ? say(place.reason) : m.reach_state_no_data();
    groups.set(reason, [...(groups.get(reason) ?? []), say(place.name)]);
  }
  return (
    <>
      {[...groups].map(([reason, cities]) => (
        <p key={reason} className="mr-reach-unknown">
          <span className="mr-reach-swatch mr-reach-swatch-no-data" aria-hidden="true" />
          <span>
            <strong>{cities.join(m.list_separator())}</strong>
            <span className="mr-soft">
              {m.reach_because()}
              {reason}
            </span>
          </span>
        </p>
      ))}
    </>
  );
}
