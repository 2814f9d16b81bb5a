import type { OwnerSummary, Owners } from "@midreach/plan";
import { EmptyNote, m, Page, Queried, StatusBar, say, useApi } from "@midreach/ui";
import { Link } from "react-router";
import { ownerAddress, planApi } from "./parts/plan-api.ts";
import "./parts/front.css";

/** Who owes what: trades, and below each its organisations. */
export default function OwnersPage() {
  const owners = useApi(planApi, "/api/owners");
  return (
    <Page title={m.owners()} tabTitle={m.owners()} crumbs={[{ title: m.owners() }]} lead={m.owners_lead()}>
      <Queried query={owners} lines={20}>
        {(answer) => <OwnerList owners={answer} />}
      </Queried>
    </Page>
  );
}

function OwnerList({ owners }: { readonly owners: Owners }) {
  if (owners.functions.length === 0) return <EmptyNote>{m.owners_none()}</EmptyNote>;
  return (
    <ul className="mr-owners">
      {owners.functions.map((trade) => (
        <li key={trade.id} className="mr-panel">
          <OwnerLine owner={trade} strong />
          <details>
            <summary>{m.organisations_count({ count: trade.organisations.length })}</summary>
            <ul className="mr-list">
              {trade.organisations.map((organisation) => (
                <li key={organisation.id}>
                  <OwnerLine owner={organisation} />
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}

function OwnerLine({ owner, strong = false }: { readonly owner: OwnerSummary; readonly strong?: boolean }) {
  const name = <Link to={ownerAddress(owner.id)}>{say(owner.name)}</Link>;
  return (
    <div className="mr-owner-line">
      <div>
        {strong ? <h2>{name}</h2> : name}
        <span className="mr-small mr-soft">
          {m.owner_counts({ leads: owner.leads, supports: owner.supports, figures: owner.figuresOwed })}
        </span>
      </div>
      {owner.latest && owner.leads > 0 ? <StatusBar counts={owner.latest} legend="signs" /> : <span />}
    </div>
  );
}
