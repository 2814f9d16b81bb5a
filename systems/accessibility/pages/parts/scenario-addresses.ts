import { addressOf } from "@midreach/ui";

/** Where a scenario that nobody has kept is edited. */
export const unkept = "draft";

/** The editor of a kept scenario. */
export const scenarioAddress = (id: string): string => `/accessibility/scenarios/${encodeURIComponent(id)}`;

/** The editor of a scenario that travels wholly in the address; of a new one when nothing is given. */
export const draftAddress = (given: { readonly scenario?: string; readonly feed?: string } = {}): string =>
  addressOf(scenarioAddress(unkept), given);

/** What a scenario means for people and plan. */
export const effectsAddress = (scenario: string): string => addressOf("/accessibility/effects", { scenario });

/** A feed under a scenario as a GTFS file. */
export const gtfsAddress = (feed: string, scenario: string): string =>
  addressOf(`/api/reach/feeds/${encodeURIComponent(feed)}/gtfs`, { scenario });
