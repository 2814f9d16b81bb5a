import type { OwnerPage } from "@midreach/plan";
import { addressOf, DownloadLinks, m, Page, Queried, StatusBar, say, useApi, useLanguage } from "@midreach/ui";
import { useParams } from "react-router";
import { LongCommitmentTable } from "./parts/commitment-table.tsx";
import { LongMissingTable } from "./parts/missing-table.tsx";
import { OwnerLinks } from "./parts/names.tsx";
import { planApi } from "./parts/plan-api.ts";
import "./parts/front.css";

/** What a trade or an organisation owes: commitments it leads or supports, and figures. */
export default function OwnerPageView() {
  const { id = "" } = useParams();
  const page = useApi(planApi, "/api/owners/{id}", { params: { id } });
  return (
    <Queried query={page} whole lines={20}>
      {(answer) => <Owner answer={answer} />}
    </Queried>
  );
}

function Owner({ answer }: { readonly answer: OwnerPage }) {
  const { summary, kind, rows } = answer;
  const language = useLanguage();
  const name = say(summary.name);
  const filter = kind === "function" ? { ownerFunction: summary.id } : { owner: summary.id };
  return (
    <Page
      title={m.owner_title({ name })}
      tabTitle={name}
      crumbs={[{ title: m.owners(), to: "/owners" }, { title: name }]}
      lead={m.owner_counts({ leads: summary.leads, supports: summary.supports, figures: summary.figuresOwed })}
      actions={<DownloadLinks path="/api/commitments" query={filter} language={language} />}
    >
      {summary.latest ? (
        <div className="mr-columns mr-columns-even">
          {summary.planEnd ? (
            <section className="mr-panel">
              <h2>{m.owner_leads_at_plan_end()}</h2>
              <StatusBar counts={summary.planEnd} legend="words" />
            </section>
          ) : null}
          <section className="mr-panel">
            <h2>{m.owner_leads_today()}</h2>
            <StatusBar
              counts={summary.latest}
              legend="words"
              hrefFor={(status) => addressOf("/commitments", { ...filter, status })}
            />
          </section>
        </div>
      ) : null}
      {kind === "function" && answer.organisations.length > 0 ? (
        <details className="mr-panel">
          <summary>{m.organisations_count({ count: answer.organisations.length })}</summary>
          <OwnerLinks owners={answer.organisations} />
        </details>
      ) : null}
      <section className="mr-section">
        <h2>{m.owner_commitments({ count: rows.length })}</h2>
        <LongCommitmentTable
          name="page"
          rows={rows}
          empty={m.owner_no_commitments()}
          extra={{
            title: m.role(),
            render: (row) => <span className="mr-small">{row.role === "lead" ? m.role_lead() : m.role_support()}</span>,
          }}
        />
      </section>
      <section className="mr-section">
        <h2>{m.owner_missing({ count: answer.missing.length })}</h2>
        <LongMissingTable name="missing" rows={answer.missing} />
      </section>
    </Page>
  );
}
