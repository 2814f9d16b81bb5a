import type { Notice } from "@midreach/plan";
import { EmptyNote, formatDate, m, Page, Queried, say, useApi } from "@midreach/ui";
import { Link } from "react-router";
import { reportAddress, reportingApi } from "./parts/plan-api.ts";
import { daysWord, noticeWord } from "./parts/reporting-words.ts";
import { StateMark, WorkFrame } from "./parts/work-nav.tsx";

/** What waits for the reader, the most urgent first. */
export default function WorkPage() {
  return (
    <Page title={m.work_notices()} tabTitle={m.work_notices()} crumbs={[{ title: m.work() }]} lead={m.work_lead()}>
      <WorkFrame>
        <Notices />
      </WorkFrame>
    </Page>
  );
}

function Notices() {
  const notices = useApi(reportingApi, "/api/notices");
  return (
    <Queried query={notices}>
      {(answer) =>
        answer.notices.length === 0 ? (
          <EmptyNote>{m.work_nothing()}</EmptyNote>
        ) : (
          <ul className="mr-list mr-panel">
            {answer.notices.map((notice) => (
              <li key={[notice.kind, notice.round?.id, notice.unit?.id, notice.subject, notice.due].join(" ")}>
                <NoticeLine notice={notice} />
              </li>
            ))}
          </ul>
        )
      }
    </Queried>
  );
}

/** Where a notice is dealt with. */
function addressOfNotice({ kind, round, unit }: Notice): string {
  if (kind === "closure-proposed" || kind === "closure-decided") return "/closures";
  if (kind === "supervision-open" || kind === "supervision-answered") return "/supervisions";
  if (kind === "evaluation-due") return "/evaluations";
  if (!round) return "/rounds";
  return unit && kind !== "units-overdue" ? reportAddress(round.id, unit.id) : `/rounds/${round.id}`;
}

function NoticeLine({ notice }: { readonly notice: Notice }) {
  return (
    <div className="mr-match">
      <span>
        <Link to={addressOfNotice(notice)}>{noticeWord(notice)}</Link>{" "}
        {notice.unit ? <span>{say(notice.unit.name)}</span> : null}{" "}
        <span className="mr-soft">
          {[notice.round ? say(notice.round.name) : null, notice.subject].filter(Boolean).join(" · ")}
        </span>
      </span>
      {notice.due && notice.daysLeft !== null ? (
        <span className="mr-small">
          {m.due_on({ date: formatDate(notice.due) })}{" "}
          <StateMark state={notice.urgency}>{daysWord(notice.daysLeft)}</StateMark>
        </span>
      ) : null}
    </div>
  );
}
