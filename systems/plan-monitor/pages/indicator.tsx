import type { IndicatorPage, Publication, SeriesFigure } from "@midreach/plan";
import {
  DownloadLinks,
  EmptyNote,
  formatDate,
  formatQuantity,
  formatUnit,
  m,
  Page,
  Queried,
  SourceView,
  say,
  textField,
  useAddress,
  useApi,
  useLanguage,
} from "@midreach/ui";
import { Link, useParams } from "react-router";
import { cellStateWord, frequencyWord } from "./parts/figure-words.ts";
import { CommitmentLinks, OwnerLink, OwnerLinks } from "./parts/names.tsx";
import { indicatorAddress, placeAddress, seriesApi } from "./parts/plan-api.ts";
import "./parts/figures.css";
import "./parts/front.css";

const fields = { place: textField } as const;

/** An indicator: definition, who owes it, every figure as first published and as revised. */
export default function IndicatorView() {
  const { id = "" } = useParams();
  const page = useApi(seriesApi, "/api/series/indicators/{id}", { params: { id } });
  return (
    <Queried query={page} whole lines={20}>
      {(answer) => <IndicatorFound answer={answer} />}
    </Queried>
  );
}

function IndicatorFound({ answer }: { readonly answer: IndicatorPage }) {
  const { indicator } = answer;
  const [{ place }] = useAddress(fields);
  const language = useLanguage();
  const name = say(indicator.name);
  const figures = answer.figures.filter((figure) => place === undefined || figure.place.id === place);
  return (
    <Page
      title={name}
      tabTitle={name}
      crumbs={[{ title: m.data_map(), to: "/data" }, { title: name }]}
      lead={say(indicator.definition)}
      actions={
        <DownloadLinks
          path={`/api/series/indicators/${encodeURIComponent(indicator.id)}/figures`}
          language={language}
        />
      }
    >
      <div className="mr-columns">
        <IndicatorFacts answer={answer} />
        <Lacking answer={answer} />
      </div>
      <section className="mr-panel" id="figures">
        <h2>{m.indicator_figures()}</h2>
        <PlaceChoice answer={answer} place={place} />
        {figures.length === 0 ? (
          <EmptyNote>{m.indicator_none()}</EmptyNote>
        ) : (
          <FigureTable figures={figures} unit={indicator.unit} />
        )}
      </section>
    </Page>
  );
}

function IndicatorFacts({ answer }: { readonly answer: IndicatorPage }) {
  const { indicator, owners, commitments } = answer;
  return (
    <section className="mr-panel">
      <dl className="mr-facts">
        <dt>{m.indicator_unit()}</dt>
        <dd>{formatUnit(indicator.unit)}</dd>
        <dt>{m.indicator_frequency()}</dt>
        <dd>{frequencyWord(indicator.frequency)}</dd>
        <dt>{m.indicator_owners()}</dt>
        <dd>{owners.length === 0 ? m.owner_nobody() : <OwnerLinks owners={owners} limit={6} />}</dd>
        <dt>{m.indicator_commitments()}</dt>
        <dd>
          {commitments.length === 0 ? "–" : <CommitmentLinks ids={commitments.map((row) => row.id)} limit={12} />}
        </dd>
      </dl>
    </section>
  );
}

/** Places where a commitment waits for a figure. */
function Lacking({ answer }: { readonly answer: IndicatorPage }) {
  if (answer.lacking.length === 0) return null;
  return (
    <section className="mr-panel">
      <h2>{m.indicator_lacking()}</h2>
      <div className="mr-scroll">
        <table className="mr-table mr-small">
          <tbody>
            {answer.lacking.map((cell) => {
              const owner = cell.owner === null ? undefined : answer.owners[cell.owner];
              return (
                <tr key={cell.place}>
                  <th scope="row">{say(cell.name)}</th>
                  <td>
                    <span className={`mr-chip mr-cell-${cell.state}`}>{cellStateWord(cell.state)}</span>
                  </td>
                  <td>{m.data_map_wanted({ period: cell.due })}</td>
                  <td>{owner ? <OwnerLink owner={owner} /> : m.owner_nobody()}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function PlaceChoice({ answer, place }: { readonly answer: IndicatorPage; readonly place: string | undefined }) {
  const known = new Set(answer.figures.map((figure) => figure.place.id));
  const places = answer.places.filter((row) => known.has(row.id) || row.id === place);
  if (places.length < 2 && place === undefined) return null;
  return (
    <nav className="mr-chips" aria-label={m.place()}>
      <Link
        className="mr-chip"
        aria-current={place === undefined ? "true" : undefined}
        to={indicatorAddress(answer.indicator.id)}
      >
        {m.data_map_all_places()}
      </Link>
      {places.map((row) => (
        <Link
          key={row.id}
          className="mr-chip"
          aria-current={row.id === place ? "true" : undefined}
          to={indicatorAddress(answer.indicator.id, row.id)}
        >
          {say(row.name)}
        </Link>
      ))}
    </nav>
  );
}

function FigureTable({ figures, unit }: { readonly figures: readonly SeriesFigure[]; readonly unit: string }) {
  return (
    <div className="mr-scroll">
      <table className="mr-table mr-small">
        <thead>
          <tr>
            <th scope="col">{m.place()}</th>
            <th scope="col">{m.evidence_period()}</th>
            <th scope="col" className="mr-end">
              {m.indicator_first()}
            </th>
            <th scope="col">{m.evidence_source()}</th>
            <th scope="col" className="mr-end">
              {m.indicator_revised()}
            </th>
            <th scope="col">{m.evidence_source()}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <FigureRow key={`${figure.place.id} ${figure.period}`} figure={figure} unit={unit} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FigureRow({ figure, unit }: { readonly figure: SeriesFigure; readonly unit: string }) {
  const { place, period, first, revised, publications } = figure;
  return (
    <tr>
      <th scope="row">
        <Link to={placeAddress(place.id)}>{say(place.name)}</Link>
      </th>
      <td className="mr-nowrap">{formatDate(period)}</td>
      <td className="mr-end mr-number">{formatQuantity(first.value, unit)}</td>
      <td>
        <PublicationSource publication={first} />
      </td>
      <td className="mr-end mr-number">{revised ? <strong>{formatQuantity(revised.value, unit)}</strong> : ""}</td>
      <td>
        {revised ? <PublicationSource publication={revised} /> : null}
        {publications.length > 2 ? (
          <details>
            <summary>{m.indicator_publications({ count: publications.length })}</summary>
            <ol>
              {publications.map((row, index) => (
                <li key={`${index.toString()} ${row.publishedAt}`}>
                  {formatQuantity(row.value, unit)} <PublicationSource publication={row} />
                </li>
              ))}
            </ol>
          </details>
        ) : null}
      </td>
    </tr>
  );
}

function PublicationSource({ publication }: { readonly publication: Publication }) {
  const { sourceTitle, sourceUrl, publishedAt, publishedBasis, note } = publication;
  return (
    <>
      <SourceView
        source={{
          resource: "",
          title: sourceTitle,
          publishedAt,
          publishedBasis,
          ...(sourceUrl ? { url: sourceUrl } : {}),
        }}
      />
      {note ? <span className="mr-soft"> {note}</span> : null}
    </>
  );
}
