import type { DataMap } from "@midreach/plan";
import {
  addressOf,
  choiceField,
  DownloadLinks,
  EmptyNote,
  formatDate,
  m,
  numberField,
  Page,
  Queried,
  say,
  textField,
  useAddress,
  useApi,
  useLanguage,
} from "@midreach/ui";
import { Link } from "react-router";
import { DataMapFilters } from "./parts/data-map-filters.tsx";
import { DataMatrix } from "./parts/data-matrix.tsx";
import { cellStates, cellStateWord } from "./parts/figure-words.ts";
import { seriesApi } from "./parts/plan-api.ts";
import "./parts/figures.css";

const fields = {
  q: textField,
  chapter: textField,
  function: textField,
  owner: textField,
  place: textField,
  state: choiceField(cellStates),
  day: textField,
  page: numberField(1),
} as const;

/** Which figures are there, too old or missing: indicators by places, and who owes them. */
export default function DataMapPage() {
  const [{ page, chapter, day, ...rest }, change] = useAddress(fields);
  const language = useLanguage();
  const query = {
    ...rest,
    ...(chapter && /^\d{1,3}$/.test(chapter) ? { chapter: Number(chapter) } : {}),
    ...(day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? { day } : {}),
  };
  const map = useApi(seriesApi, "/api/series/map", { query: { ...query, page, pageSize: 40 } }, { keepPrevious: true });
  return (
    <Page
      title={m.data_map()}
      tabTitle={m.data_map()}
      crumbs={[{ title: m.missing_figures(), to: "/missing" }, { title: m.data_map() }]}
      lead={m.data_map_lead()}
      actions={
        <>
          <Link to="/data/import">{m.figures_import()}</Link>
          <DownloadLinks path="/api/series/map" query={query} language={language} />
          <span>
            {m.template()} <DownloadLinks path="/api/series/template" query={query} language={language} />
          </span>
        </>
      }
    >
      <Queried query={map} lines={20}>
        {(answer) => (
          <>
            <DataMapFilters answer={answer} value={{ ...rest, chapter, day }} onChange={change} />
            <Counts answer={answer} query={{ ...rest, chapter, day }} />
            {answer.rows.length === 0 ? <EmptyNote>{m.data_map_empty()}</EmptyNote> : <DataMatrix answer={answer} />}
            <Pages answer={answer} onPage={(next) => change({ page: next })} />
          </>
        )}
      </Queried>
    </Page>
  );
}

interface CountsProps {
  readonly answer: DataMap;
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** How many figures are in which state; each narrows the map to it. */
function Counts({ answer, query }: CountsProps) {
  return (
    <div className="mr-match">
      <nav className="mr-chips" aria-label={m.cell_state()}>
        {cellStates.map((state) => (
          <Link
            key={state}
            className={`mr-chip mr-cell-chip mr-cell-${state}`}
            aria-current={query.state === state ? "true" : undefined}
            to={addressOf("/data", { ...query, state: query.state === state ? undefined : state })}
          >
            {cellStateWord(state)} {answer.counts[state]}
          </Link>
        ))}
      </nav>
      <span className="mr-soft">
        {m.data_map_indicators({ count: answer.total })} · {m.data_map_day({ date: formatDate(answer.day) })}
        {query.owner ? ` · ${nameOf(answer, query.owner)}` : ""}
      </span>
    </div>
  );
}

function nameOf(answer: DataMap, owner: string): string {
  const found = answer.owners.find((row) => row.id === owner);
  return found ? say(found.name) : owner;
}

function Pages({ answer, onPage }: { readonly answer: DataMap; readonly onPage: (page: number) => void }) {
  const pages = Math.ceil(answer.total / answer.pageSize);
  if (pages <= 1) return null;
  return (
    <p className="mr-match">
      <button type="button" className="mr-button" disabled={answer.page <= 1} onClick={() => onPage(answer.page - 1)}>
        {m.data_map_previous()}
      </button>
      <span className="mr-soft">{m.data_map_pages({ page: answer.page, pages })}</span>
      <button
        type="button"
        className="mr-button"
        disabled={answer.page >= pages}
        onClick={() => onPage(answer.page + 1)}
      >
        {m.data_map_next()}
      </button>
    </p>
  );
}
