import type { CitySummary } from "@midreach/plan";
import { DataTable, formatDate, formatQuantity, m, Page, Queried, StatusBar, say, useApi } from "@midreach/ui";
import { Link } from "react-router";
import { ClusterMap } from "./parts/cluster-map.tsx";
import { compareNames } from "./parts/compare-names.ts";
import { placeAddress, planApi } from "./parts/plan-api.ts";
import { ScopeNotes } from "./parts/scope-notes.tsx";

/** All cities of the plan, on the map and as a table. */
export default function CitiesPage() {
  const cities = useApi(planApi, "/api/cities");
  return (
    <Page title={m.cities()} tabTitle={m.cities()} crumbs={[{ title: m.cities() }]} lead={m.cities_lead()}>
      <Queried query={cities} lines={20}>
        {(answer) => (
          <div className="mr-columns">
            <CityTable cities={answer.cities} />
            <div className="mr-stack">
              <section className="mr-panel" aria-label={m.front_map()}>
                <ClusterMap cities={answer.cities} label={m.front_map_label()} />
              </section>
              <ScopeNotes notes={answer.notes} />
            </div>
          </div>
        )}
      </Queried>
    </Page>
  );
}

function CityTable({ cities }: { readonly cities: readonly CitySummary[] }) {
  return (
    <DataTable<CitySummary>
      label={m.cities()}
      rows={cities}
      rowKey={(city) => city.code}
      empty={m.cities_none()}
      card={(city) => (
        <>
          <CityName city={city} />
          <Population city={city} />
          {city.latest ? <StatusBar counts={city.latest} legend="signs" /> : null}
        </>
      )}
      columns={[
        {
          title: m.city(),
          sorter: (a, b) => compareNames(a.name, b.name),
          render: (_, city) => <CityName city={city} />,
        },
        {
          title: m.population(),
          width: 140,
          sorter: (a, b) => (a.population?.value ?? -1) - (b.population?.value ?? -1),
          render: (_, city) => <Population city={city} />,
        },
        {
          title: m.commitments(),
          width: 110,
          align: "end",
          sorter: (a, b) => a.total - b.total,
          render: (_, city) => <span className="mr-number">{city.total}</span>,
        },
        {
          title: m.today(),
          width: 210,
          render: (_, city) => (city.latest ? <StatusBar counts={city.latest} legend="signs" /> : m.not_evaluated()),
        },
      ]}
    />
  );
}

function CityName({ city }: { readonly city: CitySummary }) {
  return (
    <div>
      <Link to={placeAddress(city.code)}>{say(city.name)}</Link>
      {city.partial ? <span className="mr-small mr-soft"> {m.city_partial()}</span> : null}
      <div className="mr-small mr-soft">
        {[city.province, ...city.groups]
          .filter((item) => item !== null)
          .map((item) => say(item.name))
          .join(" · ")}
      </div>
    </div>
  );
}

function Population({ city }: { readonly city: CitySummary }) {
  const figure = city.population;
  if (!figure) return <span className="mr-soft">{m.unknown()}</span>;
  return (
    <div className="mr-number" title={figure.sourceTitle}>
      {formatQuantity(figure.value, figure.unit)}
      <div className="mr-small mr-soft">{formatDate(figure.period)}</div>
    </div>
  );
}
