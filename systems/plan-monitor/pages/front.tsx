import type { EvaluationRef, Overview, StatusCounts } from "@midreach/plan";
import { addressOf, formatDate, m, Page, Queried, StatusBar, say, useApi } from "@midreach/ui";
import { Link } from "react-router";
import { ChangeList } from "./parts/change-list.tsx";
import { ChapterTable } from "./parts/chapter-table.tsx";
import { ClusterMap } from "./parts/cluster-map.tsx";
import { OwesMost } from "./parts/owes-most.tsx";
import { planApi } from "./parts/plan-api.ts";
import { ScopeNotes } from "./parts/scope-notes.tsx";
import { SystemsSummary } from "./parts/systems-summary.tsx";
import "./parts/front.css";

/** The front page: the whole plan at a glance. */
export default function FrontPage() {
  const overview = useApi(planApi, "/api/overview");
  // The map is drawn further down; asked for now, it comes at the same time.
  useApi(planApi, "/api/map");
  return (
    <Queried query={overview} whole lines={24}>
      {(answer) => <Front overview={answer} />}
    </Queried>
  );
}

function Front({ overview }: { readonly overview: Overview }) {
  const { plan, evaluations, counts, changes } = overview;
  return (
    <Page title={say(plan.title)} tabTitle={say(plan.title)} lead={<Headline overview={overview} />}>
      <div className="mr-front-counts">
        <CountsBlock
          title={m.at_plan_end()}
          selector="plan-end"
          evaluation={evaluations.planEnd}
          counts={counts.planEnd}
        />
        <CountsBlock title={m.today()} evaluation={evaluations.latest} counts={counts.latest} />
      </div>
      <div className="mr-front-main">
        <section className="mr-panel" aria-labelledby="map-heading">
          <h2 id="map-heading">{m.front_map()}</h2>
          <ClusterMap cities={overview.cities} label={m.front_map_label()} />
        </section>
        <div className="mr-stack">
          <section className="mr-panel" aria-labelledby="chapters-heading">
            <h2 id="chapters-heading">{m.chapters()}</h2>
            <ChapterTable chapters={overview.chapters} />
          </section>
          <ScopeNotes notes={overview.notes} />
        </div>
      </div>
      <div className="mr-columns mr-columns-even">
        <section className="mr-panel" aria-labelledby="changes-heading">
          <div className="mr-panel-head">
            <h2 id="changes-heading">{m.changes()}</h2>
            {changes ? (
              <Link to={`/evaluations/${changes.to.id}`}>{m.changes_all({ count: changes.total })}</Link>
            ) : null}
          </div>
          <ChangeList changes={changes} limit={8} />
        </section>
        <section className="mr-panel" aria-labelledby="missing-heading">
          <div className="mr-panel-head">
            <h2 id="missing-heading">{m.owes_most()}</h2>
            <Link to="/missing">{m.missing_all({ count: overview.missing.figures })}</Link>
          </div>
          <OwesMost rows={overview.missing.byOwner} />
        </section>
      </div>
      <section className="mr-panel" aria-labelledby="systems-heading">
        <div className="mr-panel-head">
          <h2 id="systems-heading">{m.joint_systems()}</h2>
          <Link to="/systems">{m.systems_by_clause()}</Link>
        </div>
        <SystemsSummary systems={overview.systems} />
      </section>
    </Page>
  );
}

/** One sentence that says how the plan stands, computed from the counts. */
function Headline({ overview }: { readonly overview: Overview }) {
  const { totals, counts, evaluations } = overview;
  const judged = counts.planEnd ?? counts.latest;
  const evaluation = evaluations.planEnd ?? evaluations.latest;
  if (!judged || !evaluation) return <p className="mr-headline">{m.headline_before({ total: totals.commitments })}</p>;
  const open = judged["on-track"] + judged.behind;
  const figures = {
    total: totals.commitments,
    date: formatDate(evaluation.asOf),
    met: judged.met,
    missed: judged.missed,
    noData: judged["no-data"],
    qualitative: judged.qualitative,
  };
  return (
    <p className="mr-headline">
      {open > 0 ? m.headline({ ...figures, open }) : m.headline_closed(figures)}{" "}
      {counts.latest && counts.planEnd
        ? m.headline_now({ met: counts.latest.met, missed: counts.latest.missed })
        : null}
    </p>
  );
}

interface CountsBlockProps {
  readonly title: string;
  /** How the list names this evaluation; absent for the latest. */
  readonly selector?: string;
  readonly evaluation: EvaluationRef | null;
  readonly counts: StatusCounts | null;
}

function CountsBlock({ title, selector, evaluation, counts }: CountsBlockProps) {
  if (!evaluation || !counts) return null;
  return (
    <section className="mr-panel" aria-label={title}>
      <div className="mr-panel-head">
        <h2>{title}</h2>
        <span className="mr-small mr-soft">
          {m.as_of_known_by({ asOf: formatDate(evaluation.asOf), knownBy: formatDate(evaluation.knownBy) })}
        </span>
      </div>
      <StatusBar
        counts={counts}
        legend="words"
        hrefFor={(status) => addressOf("/commitments", { status, evaluation: selector })}
      />
    </section>
  );
}
