import type { Missing } from "@midreach/plan";
import {
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
import { MissingTable } from "./parts/missing-table.tsx";
import { OwnerLink } from "./parts/names.tsx";
import { OwesMost } from "./parts/owes-most.tsx";
import { planApi } from "./parts/plan-api.ts";

const fields = { owner: textField, page: numberField(1) } as const;

/** Every figure that is missing, who owes it, and how to supply it. */
export default function MissingPage() {
  const [state, change] = useAddress(fields);
  const language = useLanguage();
  const query = { owner: state.owner, page: state.page, pageSize: 50 };
  const missing = useApi(planApi, "/api/missing", { query }, { keepPrevious: true });
  return (
    <Page
      title={m.missing_figures()}
      tabTitle={m.missing_figures()}
      crumbs={[
        { title: m.missing_figures(), ...(state.owner ? { to: "/missing" } : {}) },
        ...(state.owner ? [{ title: state.owner }] : []),
      ]}
      lead={m.missing_lead()}
      actions={<DownloadLinks path="/api/missing" query={{ owner: state.owner }} language={language} />}
    >
      <Queried query={missing} lines={20}>
        {(answer) => (
          <>
            <p className="mr-note">{say(answer.howTo)}</p>
            {state.owner ? (
              <ChosenOwner answer={answer} owner={state.owner} onAll={() => change({ owner: undefined })} />
            ) : (
              <OwnersPanel answer={answer} />
            )}
            <section className="mr-section">
              <h2>{m.missing_list({ count: answer.total })}</h2>
              <MissingTable
                rows={answer.rows}
                loading={missing.isPlaceholderData}
                paging={{
                  page: answer.page,
                  pageSize: answer.pageSize,
                  total: answer.total,
                  onPage: (page) => change({ page }),
                }}
              />
            </section>
          </>
        )}
      </Queried>
    </Page>
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
