import type { ItemDetail } from "@midreach/plan";
import { apiKey, m, Page, Queried, say, useApi, useSession } from "@midreach/ui";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { commitmentAddress, reportAddress, reportingApi } from "./parts/plan-api.ts";
import { Beside } from "./parts/report-beside.tsx";
import { ReportForm } from "./parts/report-form.tsx";
import { ReportHistory } from "./parts/report-history.tsx";
import { ReviewPanel } from "./parts/report-review.tsx";
import { dutyRoleWord, itemStateWord } from "./parts/reporting-words.ts";
import { StateMark, WorkFrame } from "./parts/work-nav.tsx";
import "./parts/commitment.css";

const path = "/api/rounds/{round}/units/{unit}/items/{commitment}";

/** One report: what the unit writes, beside what is computed; its review and history. */
export default function ReportPage() {
  const { round = "", unit = "", commitment = "" } = useParams();
  const { session } = useSession();
  const detail = useApi(reportingApi, path, { params: { round, unit, commitment } });
  if (!session) return null;
  return (
    <Queried query={detail} lines={20}>
      {(answer) => (
        <ReportView
          key={`${answer.item.commitment.id} ${answer.item.state}`}
          detail={answer}
          person={session.userName ?? session.name}
        />
      )}
    </Queried>
  );
}

function ReportView({ detail, person }: { readonly detail: ItemDetail; readonly person: string }) {
  const { round, unit, item } = detail;
  const memory = useQueryClient();
  const changed = async () => {
    await memory.invalidateQueries({ queryKey: apiKey(path) });
    await memory.invalidateQueries({ queryKey: apiKey("/api/rounds/{round}/units/{unit}") });
  };
  const title = say(item.commitment.text);
  return (
    <Page
      title={title}
      tabTitle={item.commitment.id}
      crumbs={[
        { title: m.rounds(), to: "/rounds" },
        { title: round.title, to: `/rounds/${round.id}` },
        { title: say(unit.name), to: reportAddress(round.id, unit.id) },
        { title: item.commitment.id },
      ]}
      above={
        <>
          <StateMark state={item.state}>{itemStateWord(item.state)}</StateMark>
          <span className="mr-small">
            {dutyRoleWord(item.role)} · <Link to={commitmentAddress(item.commitment.id)}>{item.commitment.id}</Link>
          </span>
        </>
      }
    >
      <WorkFrame>
        {item.state === "returned" && item.returnReason ? (
          <p className="mr-warn mr-alarm" role="status">
            {m.returned_because({ reason: item.returnReason })}
          </p>
        ) : null}
        {round.state === "closed" ? <p className="mr-warn">{m.round_is_closed()}</p> : null}
        <div className="mr-report">
          <ReportForm detail={detail} person={person} onChanged={changed} />
          <div className="mr-stack">
            <Beside detail={detail} />
            <ReviewPanel detail={detail} onChanged={changed} />
            <ReportHistory detail={detail} onChanged={changed} />
          </div>
        </div>
        <Neighbours detail={detail} />
      </WorkFrame>
    </Page>
  );
}

function Neighbours({ detail }: { readonly detail: ItemDetail }) {
  const link = (id: string | null, word: string) =>
    id === null ? <span /> : <Link to={reportAddress(detail.round.id, detail.unit.id, id)}>{word}</Link>;
  return (
    <nav className="mr-neighbours" aria-label={m.reports()}>
      {link(detail.previousId, m.previous_task())}
      {link(detail.nextId, m.next_task())}
    </nav>
  );
}
