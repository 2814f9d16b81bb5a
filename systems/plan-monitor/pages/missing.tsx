import type { Missing } from "@midreach/plan";
import {
  addressOf,
  choiceField,
  DownloadLinks,
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
import { MissingTable } from "./parts/missing-table.tsx";
import { missingKinds, missingKindWord } from "./parts/missing-words.ts";
import { OwnerLink } from "./parts/names.tsx";
import { OwesMost } from "./parts/owes-most.tsx";
import { planApi } from "./parts/plan-api.ts";
import "./parts/front.css";

const fields = { owner: textField, place: textField, kind: choiceField(missingKinds), page: numberField(1) } as const;
type Kind = (typeof missingKinds)[number];

/** Every figure that is missing, who owes it, and how to supply it. */
export default function MissingPage() {
  const [{ page, ...filter }, change] = useAddress(fields);
  const language = useLanguage();
  const missing = useApi(planApi, "/api/missing", { query: { ...filter, page, pageSize: 50 } }, { keepPrevious: true });
  const chosen = filter.owner ?? filter.place;
  return (
    <Page
      title={m.missing_figures()}
      tabTitle={m.missing_figures()}
      crumbs={[
        { title: m.missing_figures(), ...(chosen ? { to: "/missing" } : {}) },
        ...(chosen ? [{ title: chosen }] : []),
      ]}
      lead={m.missing_lead()}
      actions={<DownloadLinks path="/api/missing" query={filter} language={language} />}
    >
      <Queried query={missing} lines={20}>
        {(answer) => (
          <>
            <p className="mr-note">
              {say(answer.howTo)} <Link to="/data/import">{m.figures_import()}</Link> ·{" "}
              <Link to="/data">{m.data_map()}</Link>
            </p>
            {filter.owner ? (
              <ChosenOwner answer={answer} owner={filter.owner} onAll={() => change({ owner: undefined })} />
            ) : (
              <OwnersPanel answer={answer} />
            )}
            <section className="mr-section">
              <h2>{m.missing_list({ count: answer.total })}</h2>
              <KindLinks kind={filter.kind} owner={filter.owner} place={filter.place} />
              <MissingTable
                rows={answer.rows}
                loading={missing.isPlaceholderData}
                paging={{
                  page: answer.page,
                  pageSize: answer.pageSize,
                  total: answer.total,
                  onPage: (next) => change({ page: next }),
                }}
              />
            </section>
          </>
        )}
      </Queried>
    </Page>
  );
}

interface KindLinksProps {
  readonly kind: Kind | undefined;
  readonly owner: string | undefined;
  readonly place: string | undefined;
}

function KindLinks({ kind, ...rest }: KindLinksProps) {
  const link = (wanted: Kind | undefined, word: string) => (
    <Link
      key={word}
      className="mr-chip"
      aria-current={kind === wanted ? "true" : undefined}
      to={addressOf("/missing", { ...rest, kind: wanted })}
    >
      {word}
    </Link>
  );
  return (
    <nav className="mr-chips" aria-label={m.missing_what()}>
      {link(undefined, m.missing_kind_all())}
      {missingKinds.map((item) => link(item, missingKindWord(item)))}
    </nav>
  );
}

function OwnersPanel({ answer }: { readonly answer: Missing }) {
  const most = 10;
  const rest = answer.byOwner.slice(most);
  return (
    <section className="mr-panel">
      <h2>{m.owes_most()}</h2>
      <OwesMost rows={answer.byOwner.slice(0, most)} />
      {rest.length > 0 ? (
        <details>
          <summary>{m.owners_more({ count: rest.length })}</summary>
          <OwesMost rows={rest} />
        </details>
      ) : null}
    </section>
  );
}

interface ChosenOwnerProps {
  readonly answer: Missing;
  readonly owner: string;
  readonly onAll: () => void;
}

function ChosenOwner({ answer, owner, onAll }: ChosenOwnerProps) {
  const found = answer.rows.find((row) => row.owner?.id === owner)?.owner ?? null;
  return (
    <p>
      {m.missing_only_of()} {found ? <OwnerLink owner={found} /> : owner}{" "}
      <button type="button" className="mr-button" onClick={onAll}>
        {m.missing_show_all()}
      </button>
    </p>
  );
}
