import type { OwnerSummary, Owners } from "@midreach/plan";
import { choiceField, EmptyNote, m, Page, Queried, StatusBar, say, useAddress, useApi } from "@midreach/ui";
import { Link } from "react-router";
import { compareNames } from "./parts/compare-names.ts";
import { ownerAddress, planApi } from "./parts/plan-api.ts";
import "./parts/front.css";

const sorts = ["name", "leads", "figures"] as const;
type Sort = (typeof sorts)[number];
const spec = { sort: choiceField(sorts) } as const;

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
  const [{ sort = "plan" }, change] = useAddress(spec);
  if (owners.functions.length === 0) return <EmptyNote>{m.owners_none()}</EmptyNote>;
  return (
    <>
      <label>
        {m.sort_by()}{" "}
        <select
          value={sort}
          onChange={(event) => change({ sort: sorts.find((known) => known === event.target.value) })}
        >
          <option value="plan">{m.sort_plan()}</option>
          <option value="name">{m.sort_name()}</option>
          <option value="leads">{m.sort_leads()}</option>
          <option value="figures">{m.sort_figures()}</option>
        </select>
      </label>
      <Trades trades={sortOwners(owners.functions, sort)} sort={sort} />
    </>
  );
}

/** The names in order, or those first who lead or owe most. */
function sortOwners<Owner extends OwnerSummary>(owners: readonly Owner[], sort: Sort | "plan"): readonly Owner[] {
  if (sort === "plan") return owners;
  const compare: Record<Sort, (a: Owner, b: Owner) => number> = {
    name: (a, b) => compareNames(a.name, b.name),
    leads: (a, b) => b.leads - a.leads,
    figures: (a, b) => b.figuresOwed - a.figuresOwed,
  };
  return [...owners].sort(compare[sort]);
}

interface TradesProps {
  readonly trades: readonly Owners["functions"][number][];
  readonly sort: Sort | "plan";
}

function Trades({ trades, sort }: TradesProps) {
  return (
    <ul className="mr-owners">
      {trades.map((trade) => (
        <li key={trade.id} className="mr-panel">
          <OwnerLine owner={trade} strong />
          <details>
            <summary>{m.organisations_count({ count: trade.organisations.length })}</summary>
            <ul className="mr-list">
              {sortOwners(trade.organisations, sort).map((organisation) => (
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
