import { apiKey } from "@midreach/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { reachApi } from "./reach-api.ts";
import { readDraft, type ScenarioDraft } from "./scenario-draft.ts";
import { listFaults } from "./scenario-ground.ts";
import { useSettled } from "./use-settled.ts";

const path = "/api/reach/scenario-checks";

/** What the draft does to its timetable, and what is wrong with it; asked anew when one stops typing. */
export function useScenarioCheck({ feed, modifications }: ScenarioDraft) {
  const read = useMemo(() => readDraft(modifications), [modifications]);
  const settled = useSettled(read, 350);
  const body = { feed, modifications: [...settled.complete] };
  const check = useQuery({
    queryKey: apiKey(path, body),
    queryFn: ({ signal }) => reachApi.request("post", path, { body, signal }),
    placeholderData: keepPreviousData,
  });
  const answer = check.data;
  const faults = listFaults({ ...settled, faults: read.faults }, answer?.faults ?? []);
  return {
    read,
    error: check.error,
    faults: faults.filter(({ modification }) => modification < modifications.length),
    isChecking: check.isFetching || settled !== read,
    /** Stations that the scenario touches. */
    touched: useMemo(() => new Set(answer?.stations), [answer]),
    trips: answer?.trips,
    /** What a modification does, in a sentence; undefined while it cannot be said. */
    sentenceOf: (position: number) => answer?.steps[settled.positions.indexOf(position)]?.text,
  };
}

/** What `useScenarioCheck` gives. */
export type ScenarioCheck = ReturnType<typeof useScenarioCheck>;
