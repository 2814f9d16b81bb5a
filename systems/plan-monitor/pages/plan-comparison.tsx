import type { ComparedSide, RegisterComparison, RegisterComparisonRow, RegisterDifference } from "@midreach/plan";
import {
  choiceField,
  DataTable,
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
import { strengthWord } from "./parts/commitment-words.ts";
import { commitmentAddress, plansApi } from "./parts/plan-api.ts";
import { PlanChooser } from "./parts/plan-chooser.tsx";
import { planAddress } from "./parts/plan-scope.ts";
import { comparisonKinds, comparisonKindWord, differenceValue, differenceWord } from "./parts/plan-words.ts";
import "./parts/plan-comparison.css";

const fields = {
  old: textField,
  new: textField,
  kind: choiceField(comparisonKinds),
  page: numberField(1),
} as const;

type Filters = ReturnType<typeof useAddress<typeof fields>>;

/** Two plans side by side, commitment by commitment; what is shown stands in the address. */
export default function PlanComparisonPage() {
  const [filters, change] = useAddress(fields);
  const { old, new: next } = filters;
  return (
    <Page
      title={m.plans_comparison()}
      tabTitle={m.plans_comparison()}
      crumbs={[{ title: m.plans(), to: "/plans" }, { title: m.plans_comparison() }]}
      lead={m.plans_comparison_lead()}
    >
      <PlanChooser old={old} next={next} />
      {old && next ? <Comparison old={old} next={next} filters={filters} change={change} /> : null}
    </Page>
  );
}

interface ComparisonProps {
  readonly old: string;
  readonly next: string;
  readonly filters: Filters[0];
  readonly change: Filters[1];
}

const pageSize = 25;

function Comparison({ old, next, filters: { kind, page }, change }: ComparisonProps) {
  const language = useLanguage();
  const query = useApi(
    plansApi,
    "/api/plans/compare",
    { query: { old, new: next, kind, page, pageSize } },
    { keepPrevious: true },
  );
  return (
    <Queried query={query} lines={20}>
      {(answer) => (
        <>
          <div className="mr-panel mr-list-head">
            <div className="mr-panel-head">
              <span>
                <SideName side={answer.old} /> → <SideName side={answer.new} />
              </span>
              <DownloadLinks path="/api/plans/compare" query={{ old, new: next, kind }} language={language} />
            </div>
            <Kinds counts={answer.counts} kind={kind} onChange={(wanted) => change({ kind: wanted })} />
          </div>
          <ComparisonTable answer={answer} loading={query.isPlaceholderData} onPage={(to) => change({ page: to })} />
        </>
      )}
    </Queried>
  );
}

function SideName({ side }: { readonly side: ComparedSide }) {
  const to = side.kind === "plan" ? planAddress(side.id) : `/imports/${side.id.replace("import:", "")}`;
  return (
    <>
      <Link to={to}>{say(side.title)}</Link>{" "}
      <span className="mr-small mr-soft">
        {m.commitments_count({ count: side.commitments })}
        {side.undecided > 0 ? ` · ${m.plans_undecided({ count: side.undecided })}` : ""}
      </span>
    </>
  );
}

interface KindsProps {
  readonly counts: RegisterComparison["counts"];
  readonly kind: RegisterComparisonRow["kind"] | undefined;
  readonly onChange: (kind: RegisterComparisonRow["kind"] | undefined) => void;
}

/** How many commitments went which way; each count is a filter. */
function Kinds({ counts, kind, onChange }: KindsProps) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <div className="mr-chips">
      <button type="button" className="mr-chip" aria-pressed={kind === undefined} onClick={() => onChange(undefined)}>
        {m.plans_all()} {all}
      </button>
      {comparisonKinds.map((one) => (
        <button
          key={one}
          type="button"
          className={`mr-chip mr-kind-${one}`}
          aria-pressed={kind === one}
          onClick={() => onChange(kind === one ? undefined : one)}
        >
          {comparisonKindWord(one)} {counts[one]}
        </button>
      ))}
    </div>
  );
}

interface TableProps {
  readonly answer: RegisterComparison;
  readonly loading: boolean;
  readonly onPage: (page: number) => void;
}

function ComparisonTable({ answer, loading, onPage }: TableProps) {
  const { rows, page, total, old, new: next } = answer;
  return (
    <DataTable<RegisterComparisonRow>
      label={m.plans_comparison()}
      rows={rows}
      rowKey={(row) => `${row.old?.id} ${row.new?.id}`}
      loading={loading}
      empty={m.plans_nothing_found()}
      paging={{ page, pageSize: answer.pageSize, total, onPage }}
      card={(row) => (
        <>
          <Kind row={row} />
          <Side side={old} row={row.old} />
          <Side side={next} row={row.new} />
          <Differences row={row} />
        </>
      )}
      columns={[
        { title: m.plans_change(), width: 90, render: (_, row) => <Kind row={row} /> },
        { title: m.plans_old(), render: (_, row) => <Side side={old} row={row.old} /> },
        { title: m.plans_new(), render: (_, row) => <Side side={next} row={row.new} /> },
        { title: m.plans_why(), width: 300, render: (_, row) => <Differences row={row} /> },
      ]}
    />
  );
}

function Kind({ row: { kind } }: { readonly row: RegisterComparisonRow }) {
  return <span className={`mr-chip mr-kind-${kind}`}>{comparisonKindWord(kind)}</span>;
}

interface SideProps {
  readonly side: ComparedSide;
  readonly row: RegisterComparisonRow["old"];
}

function Side({ side, row }: SideProps) {
  if (!row) return <span className="mr-soft">–</span>;
  const text = say(row.text);
  return (
    <>
      {side.kind === "plan" ? <Link to={`${planAddress(side.id)}${commitmentAddress(row.id)}`}>{text}</Link> : text}
      <div className="mr-small mr-soft">
        {row.id} · {strengthWord(row.strength)}
        {row.lead ? ` · ${say(row.lead)}` : ""}
      </div>
    </>
  );
}

/** What exactly differs: from what to what. Other words alone are not told: both texts stand there. */
function Differences({ row }: { readonly row: RegisterComparisonRow }) {
  const told = row.differences.filter(({ what }) => what !== "wording");
  return (
    <ul className="mr-plain-list">
      {told.map((difference) => (
        <li key={`${difference.what} ${difference.before.en} ${difference.after.en}`}>
          <DifferenceLine difference={difference} />
        </li>
      ))}
    </ul>
  );
}

function DifferenceLine({
  difference: { what, direction, before, after },
}: {
  readonly difference: RegisterDifference;
}) {
  const sign = { 1: m.plans_tighter(), 0: "", [-1]: m.plans_looser() }[direction];
  return (
    <>
      <strong>{differenceWord(what)}</strong> {differenceValue(what, before)} → {differenceValue(what, after)}{" "}
      {sign === "" ? null : <span className={direction > 0 ? "mr-kind-tightened" : "mr-kind-loosened"}>{sign}</span>}
    </>
  );
}
