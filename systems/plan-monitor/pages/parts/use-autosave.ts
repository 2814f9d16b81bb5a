import type { ItemDetail } from "@midreach/plan";
import { useEffect, useState, useSyncExternalStore } from "react";
import { reportingApi } from "./plan-api.ts";
import { draftKey } from "./report-drafts.ts";
import { ReportSaver, type SaverView } from "./report-saver.ts";

/** One report under the saver's care for as long as the page shows it. */
export function useAutosave(detail: ItemDetail, person: string): { saver: ReportSaver; view: SaverView } {
  const [saver] = useState(() => {
    const params = { round: detail.round.id, unit: detail.unit.id, commitment: detail.item.commitment.id };
    return new ReportSaver({
      server: { version: detail.item.version, content: detail.content },
      savedAt: detail.item.savedAt,
      savedBy: detail.item.savedBy,
      mayFill: detail.may.fill,
      store: window.localStorage,
      key: draftKey(person, [params.round, params.unit, params.commitment]),
      send: (body) =>
        reportingApi.request("put", "/api/rounds/{round}/units/{unit}/items/{commitment}", { params, body }),
    });
  });
  const view = useSyncExternalStore(saver.subscribe, saver.view);
  useEffect(() => {
    saver.start();
    const online = () => saver.start();
    window.addEventListener("online", online);
    return () => {
      window.removeEventListener("online", online);
      saver.stop();
    };
  }, [saver]);
  return { saver, view };
}
