import type { CityPage, Figure } from "@midreach/plan";
import {
  addressOf,
  DownloadLinks,
  EmptyNote,
  formatDate,
  formatQuantity,
  m,
  Page,
  Queried,
  SourceView,
  StatusBar,
  say,
  useApi,
  useLanguage,
} from "@midreach/ui";
import { Link, useParams } from "react-router";
import { ClusterMap } from "./parts/cluster-map.tsx";
import { LongCommitmentTable } from "./parts/commitment-table.tsx";
import { LongMissingTable } from "./parts/missing-table.tsx";
import { OwnerLinks } from "./parts/names.tsx";
import { planApi } from "./parts/plan-api.ts";
import "./parts/front.css";
import { ScopeNotes } from "./parts/scope-notes.tsx";

/** What concerns one city (or any other place): its commitments, figures, and what is owed. */
export default function CityPageView() {
  const { code = "" } = useParams();
  const page = useApi(planApi, "/api/cities/{code}", { params: { code } });
  return (
    <Queried query={page} whole lines={20}>
      {(answer) => <City answer={answer} />}
    </Queried>
  );
}

function City({ answer }: { readonly answer: CityPage }) {
  const { place, summary, rows } = answer;
  const language = useLanguage();
  const name = say(place.name);
  return (
    <Page
      title={m.city_title({ name })}
      tabTitle={name}
      crumbs={[{ title: m.cities(), to: "/cities" }, { title: name }]}
      above={summary ? <CityBelongs summary={summary} /> : null}
      actions={<DownloadLinks path="/api/commitments" query={{ place: place.code }} language={language} />}
    >
      <div className="mr-columns">
        <div className="mr-stack">
          {summary ? <CityCounts summary={summary} /> : null}
          <ScopeNotes notes={answer.notes} />
          <Figures figures={answer.figures} />
        </div>
        <PlaceMap code={place.code} members={place.members} name={name} />
      </div>
      <section className="mr-section">
        <h2>{m.city_commitments({ count: rows.length })}</h2>
        {answer.wholeRegion.total > 0 ? (
          <p className="mr-soft">
            {m.city_whole_region({ count: answer.wholeRegion.total })}{" "}
            <Link to="/commitments">{m.commitments_all()}</Link>
          </p>
        ) : null}
        <LongCommitmentTable
          name="page"
          rows={rows}
          empty={m.city_no_commitments()}
          extra={{ title: m.scope(), render: (row) => <ScopeWord scope={row.scope} /> }}
        />
      </section>
      {answer.owners.length > 0 ? (
        <section className="mr-panel">
          <h2>{m.city_owners()}</h2>
          <OwnerLinks owners={answer.owners} />
        </section>
      ) : null}
      <section className="mr-section">
        <h2>{m.city_missing({ count: answer.missing.length })}</h2>
        <LongMissingTable name="missing" rows={answer.missing} />
      </section>
    </Page>
  );
}

function CityCounts({ summary }: { readonly summary: NonNullable<CityPage["summary"]> }) {
  const { planEnd, latest, code } = summary;
  return (
    <section className="mr-panel mr-stack">
      {planEnd ? (
        <div>
          <h2>{m.at_plan_end()}</h2>
          <StatusBar
            counts={planEnd}
            legend="words"
            hrefFor={(status) => addressOf("/commitments", { place: code, status, evaluation: "plan-end" })}
          />
        </div>
      ) : null}
      {latest ? (
        <div>
          <h2>{m.today()}</h2>
          <StatusBar
            counts={latest}
            legend="words"
            hrefFor={(status) => addressOf("/commitments", { place: code, status })}
          />
        </div>
      ) : null}
    </section>
  );
}

function CityBelongs({ summary }: { readonly summary: NonNullable<CityPage["summary"]> }) {
  return (
    <>
      {[summary.province, ...summary.groups].map((item) =>
        item ? (
          <Link key={item.id} className="mr-chip" to={`/cities/${item.id}`}>
            {say(item.name)}
          </Link>
        ) : null,
      )}
      {summary.partial ? <span className="mr-chip">{m.city_partial()}</span> : null}
    </>
  );
}

function PlaceMap({
  code,
  members,
  name,
}: {
  readonly code: string;
  readonly members: readonly string[];
  readonly name: string;
}) {
  const cities = useApi(planApi, "/api/cities");
  if (!cities.data) return null;
  return (
    <section className="mr-panel" aria-label={m.map_of({ name })}>
      <ClusterMap
        cities={cities.data.cities}
        highlights={new Set([code, ...members])}
        label={m.map_of({ name })}
        legend={false}
      />
    </section>
  );
}

function ScopeWord({ scope }: { readonly scope: CityPage["rows"][number]["scope"] }) {
  const words = {
    named: m.scope_named,
    group: m.scope_group,
    province: m.scope_province,
    whole: m.scope_whole,
  } as const;
  return <span className="mr-small">{words[scope]()}</span>;
}

function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <section className="mr-panel">
      <h2>{m.figures()}</h2>
      {figures.length === 0 ? <EmptyNote>{m.figures_none()}</EmptyNote> : <FigureTable figures={figures} />}
    </section>
  );
}

function FigureTable({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <div className="mr-scroll">
      <table className="mr-table mr-small">
        <thead>
          <tr>
            <th scope="col">{m.evidence_figure()}</th>
            <th scope="col">{m.evidence_period()}</th>
            <th scope="col" className="mr-end">
              {m.evidence_value()}
            </th>
            <th scope="col">{m.evidence_source()}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={`${figure.indicator.id} ${figure.period} ${figure.publishedAt}`}>
              <th scope="row">{say(figure.indicator.name)}</th>
              <td className="mr-nowrap">{formatDate(figure.period)}</td>
              <td className="mr-end mr-number">{formatQuantity(figure.value, figure.unit)}</td>
              <td>
                <SourceView
                  source={{
                    resource: "",
                    title: figure.sourceTitle,
                    publishedAt: figure.publishedAt,
                    publishedBasis: figure.publishedBasis,
                    ...(figure.sourceUrl ? { url: figure.sourceUrl } : {}),
                  }}
                />
                {figure.note ? <span className="mr-soft"> {figure.note}</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
