import {
  choiceField,
  DownloadLinks,
  m,
  numberField,
  Page,
  Queried,
  StatusBar,
  statusNames,
  textField,
  useAddress,
  useApi,
  useLanguage,
} from "@midreach/ui";
import { CommitmentFilters } from "./parts/commitment-filters.tsx";
import { CommitmentTable, commitmentSorts } from "./parts/commitment-table.tsx";
import { strengthNames } from "./parts/commitment-words.ts";
import { planApi } from "./parts/plan-api.ts";
import { plansCrumb, usePlanScope } from "./parts/plan-scope.ts";

const fields = {
  q: textField,
  chapter: textField,
  section: textField,
  status: choiceField(statusNames),
  topic: textField,
  ownerFunction: textField,
  owner: textField,
  place: textField,
  strength: choiceField(strengthNames),
  system: textField,
  evaluation: textField,
  sort: choiceField(commitmentSorts),
  order: choiceField(["ascend", "descend"]),
  page: numberField(1),
} as const;

const pageSize = 25;

/** Search and list of commitments; every filter stands in the address. */
export default function CommitmentsPage() {
  const [filters, change] = useAddress(fields);
  const language = useLanguage();
  const { plan, within } = usePlanScope();
  const { page, ...found } = filters;
  const rest = { ...found, plan };
  const list = useApi(planApi, "/api/commitments", { query: { ...rest, page, pageSize } }, { keepPrevious: true });
  const title = filters.q ? m.search_results({ words: filters.q }) : m.commitments();
  return (
    <Page title={title} tabTitle={title} crumbs={[...plansCrumb(plan, within), { title: m.commitments() }]}>
      <CommitmentFilters value={filters} onChange={change} />
      <Queried query={list} lines={20}>
        {(answer) => (
          <>
            <div className="mr-panel mr-list-head">
              <div className="mr-panel-head">
                <strong>{m.commitments_found({ count: answer.total })}</strong>
                <DownloadLinks path="/api/commitments" query={rest} language={language} />
              </div>
              <StatusBar counts={answer.counts} legend="words" />
            </div>
            <CommitmentTable
              rows={answer.rows}
              loading={list.isPlaceholderData}
              empty={m.commitments_none()}
              sorting={filters.sort && { key: filters.sort, order: filters.order ?? "ascend" }}
              onSort={(sorting) =>
                change({
                  sort: commitmentSorts.find((key) => key === sorting?.key),
                  order: sorting?.order === "descend" ? "descend" : undefined,
                  page: 1,
                })
              }
              paging={{
                page: answer.page,
                pageSize: answer.pageSize,
                total: answer.total,
                onPage: (next) => {
                  change({ page: next });
                  window.scrollTo(0, 0);
                },
              }}
            />
          </>
        )}
      </Queried>
    </Page>
  );
}
