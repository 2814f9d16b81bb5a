import type { CommitmentDetail } from "@midreach/plan";
import {
  addressOf,
  EvidencePanel,
  formatDate,
  formatNumber,
  formatQuantity,
  formatTarget,
  m,
  StatusTag,
  say,
  useApi,
} from "@midreach/ui";
import { useMemo } from "react";
import { Link } from "react-router";
import { standingSentence } from "./commitment-words.ts";
import { howToSupply } from "./missing-words.ts";
import { commitmentAddress, ownerAddress, planApi } from "./plan-api.ts";
import { usePlanScope } from "./plan-scope.ts";

type Result = NonNullable<CommitmentDetail["result"]>;

/** Where it stands and why: status, value against target, evidence, what is missing. */
export function ResultPanel({ detail }: { readonly detail: CommitmentDetail }) {
  const { result } = detail;
  return (
    <section className="mr-panel" aria-labelledby="result-heading">
      <h2 id="result-heading">{m.where_it_stands()}</h2>
      {result ? <ResultView detail={detail} result={result} /> : <p className="mr-soft">{m.not_evaluated()}</p>}
    </section>
  );
}

function ResultView({ detail, result }: { readonly detail: CommitmentDetail; readonly result: Result }) {
  const names = useNames();
  return (
    <div className="mr-result">
      <div className="mr-result-head">
        <StatusTag status={result.status} />
        <strong>{standingSentence(result)}</strong>
      </div>
      <ValueLine result={result} />
      <p className="mr-small mr-soft">
        {m.as_of_known_by({ asOf: formatDate(result.evaluation.asOf), knownBy: formatDate(result.evaluation.knownBy) })}
      </p>
      {result.status === "no-data" ? <HowToSupply detail={detail} /> : null}
      <h3>{m.evidence()}</h3>
      <EvidencePanel
        evidence={result.evidence}
        judgement={result.judgement}
        placeName={(code) => names.places.get(code)}
        ownerLink={(id) => <Link to={ownerAddress(id)}>{names.owners.get(id) ?? id}</Link>}
      />
    </div>
  );
}

function ValueLine({ result }: { readonly result: Result }) {
  if (!result.target) return null;
  return (
    <dl className="mr-values">
      <div>
        <dt>{m.value_now()}</dt>
        <dd>
          {result.value === null ? m.unknown() : formatQuantity(result.value, result.unit)}
          {result.lowerBound ? <span className="mr-small mr-soft"> {m.lower_bound()}</span> : null}
        </dd>
      </div>
      <div>
        <dt>{m.target()}</dt>
        <dd>
          {formatTarget(result.target)} <span className="mr-small mr-soft">{formatDate(result.target.date)}</span>
        </dd>
      </div>
      {result.expected !== null ? (
        <div>
          <dt>{m.expected_now()}</dt>
          <dd>{formatQuantity(result.expected, result.unit)}</dd>
        </div>
      ) : null}
      {result.progress !== null ? (
        <div>
          <dt>{m.progress()}</dt>
          <dd>{m.percent({ value: formatNumber(result.progress * 100) })}</dd>
        </div>
      ) : null}
    </dl>
  );
}

/** What would turn the grey into an answer. */
function HowToSupply({ detail }: { readonly detail: CommitmentDetail }) {
  const evaluator = detail.measure?.evaluator ?? "";
  const kind = evaluator.includes(".")
    ? "engine"
    : (({ milestones: "milestone", system: "system", assessment: "assessment" } as const)[evaluator] ?? "indicator");
  return (
    <p className="mr-note">
      {m.grey_because()} {howToSupply(kind)} <Link to="/missing">{m.missing_figures()}</Link>
    </p>
  );
}

/** Names of places and organisations by their codes, for figures that carry only the code. */
function useNames() {
  const plan = useApi(planApi, "/api/plan").data;
  const owners = useApi(planApi, "/api/owners").data;
  return useMemo(
    () => ({
      places: new Map(plan?.places.map((place) => [place.code, say(place.name)])),
      owners: new Map(
        owners?.functions.flatMap((trade) => trade.organisations.map((item) => [item.id, say(item.name)] as const)),
      ),
    }),
    [plan, owners],
  );
}

/** The same commitment at every published evaluation. */
export function EvaluationTable({ detail }: { readonly detail: CommitmentDetail }) {
  const { within } = usePlanScope();
  if (detail.evaluations.length === 0) return null;
  return (
    <section className="mr-panel" aria-labelledby="evaluations-heading">
      <h2 id="evaluations-heading">{m.published_evaluations()}</h2>
      <ul className="mr-list">
        {detail.evaluations.map(({ evaluation, result }) => (
          <li key={evaluation.id} className="mr-evaluation">
            <Link to={addressOf(within(commitmentAddress(detail.id)), { evaluation: evaluation.id })}>
              {say(evaluation.title)}
            </Link>
            <StatusTag status={result.status} />
            <span className="mr-small">{standingSentence(result)}</span>
            <span className="mr-small mr-soft">
              {m.as_of_known_by({ asOf: formatDate(evaluation.asOf), knownBy: formatDate(evaluation.knownBy) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
