import type { ServerModule, Services } from "@midreach/kernel/http";
import { getReachFacts } from "@midreach/reach";
import { manifest } from "./manifest.ts";
import { judgeThroughTicket, type TicketFacts } from "./rules.ts";

export { manifest } from "./manifest.ts";

/** What through tickets register on the server: their health. Journeys are the reach engine's routes. */
export const module: ServerModule = {
  id: manifest.id,
  health: async (services) => judgeThroughTicket(await getTicketFacts(services)),
};

/** Nothing in this house holds fares or settles tickets yet, so that no operator can be counted. */
async function getTicketFacts(services: Services): Promise<TicketFacts> {
  const { feed, pairs } = await getReachFacts(services);
  return { feed, pairs, operatorsWithFares: 0, operatorsSettled: 0 };
}
