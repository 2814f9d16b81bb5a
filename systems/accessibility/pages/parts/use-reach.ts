import { useApi } from "@midreach/ui";
import { useEffect } from "react";
import { type DataSetQuery, planApi, reachApi } from "./reach-api.ts";

/** Everything from one origin in one data set: times, areas, people. The answers before stay until new ones come. */
export function useReach(from: string | undefined, query: DataSetQuery, minutes: readonly number[], enabled = true) {
  const asked = { ...query, from: from ?? "" };
  const options = { enabled: enabled && from !== undefined, keepPrevious: true };
  const times = useApi(reachApi, "/api/reach/times", { query: asked }, options);
  const isochrones = useApi(reachApi, "/api/reach/isochrones", { query: { ...asked, minutes: [...minutes] } }, options);
  // People come after the map: they would compete with it for the same computing threads.
  const isDrawn = times.isSuccess && isochrones.isSuccess && !times.isPlaceholderData && !isochrones.isPlaceholderData;
  const curve = useApi(
    reachApi,
    "/api/reach/curve",
    { query: asked },
    { ...options, enabled: options.enabled && isDrawn },
  );
  return { times, isochrones, curve };
}

/** What `useReach` gives. */
export type ReachAnswers = ReturnType<typeof useReach>;

/** What every page of this system needs: timetables, the plan's cities, the ground map, the capitals. */
export function useReachGround() {
  return {
    feeds: useApi(reachApi, "/api/reach/feeds"),
    surroundings: useApi(reachApi, "/api/reach/surroundings"),
    cities: useApi(planApi, "/api/cities"),
    ground: useApi(planApi, "/api/map"),
  };
}

const askedMark = "reach-asked";

/** Notes the moment at which the reader asked for another map. */
export function markAsked(): void {
  performance.mark(askedMark);
}

/** Measures, as `reach-drawn` in the browser's timeline, how long a map took from the asking until it was painted. */
export function useDrawnMeasure(isDrawn: boolean, what: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `what` names the map that was drawn
  useEffect(() => {
    if (!isDrawn || performance.getEntriesByName(askedMark).length === 0) return;
    // The second frame begins when the first one has been painted.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        performance.measure("reach-drawn", askedMark);
        performance.clearMarks(askedMark);
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [isDrawn, what]);
}
