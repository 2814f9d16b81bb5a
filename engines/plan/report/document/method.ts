import { type Strength, statuses, strengthSchema } from "../../schemas.ts";
import { countStatuses } from "../../store/evaluations.ts";
import type { ReportFacts } from "../facts.ts";
import { inputsOf } from "../tally.ts";
import { formatNumber } from "../typography.ts";
import { type Block, heading, list, paragraph, type TableBlock } from "./blocks.ts";
import { countCells, countColumns, instantDate, type Scribe } from "./scribe.ts";

/** Basis and method: what is evaluated, by which dates and rules, on which data. */
export function writeMethod(scribe: Scribe): Block[] {
  const { texts } = scribe;
  return [
    heading(1, texts.titles.method),
    heading(2, texts.titles.object),
    paragraph(describeObject(scribe)),
    heading(2, texts.titles.dates),
    ...writeDates(scribe),
    heading(2, texts.titles.statuses),
    ...writeStatuses(scribe),
    heading(2, texts.titles.strengths),
    strengthTable(scribe),
    heading(2, texts.titles.scope),
    list(writeScope(scribe)),
    heading(2, texts.titles.dataSets),
    paragraph(texts.method.dataSets),
    dataSetTable(scribe),
  ];
}

function describeObject(scribe: Scribe): string {
  const { plan, evaluation, chapters } = scribe.facts;
  return scribe.texts.method.object({
    plan: scribe.say(plan.title),
    issuer: plan.issuer ? scribe.say(plan.issuer) : "",
    from: scribe.date(plan.periodStart),
    to: scribe.date(plan.periodEnd),
    total: evaluation.commitments,
    chapters: chapters.length,
  });
}

function writeDates(scribe: Scribe): Block[] {
  const { evaluation } = scribe.facts;
  const { method, cover } = scribe.texts;
  const [asOf, knownBy] = [scribe.date(evaluation.asOf), scribe.date(evaluation.knownBy)];
  const published = evaluation.publishedAt ? cover.published(instantDate(scribe, evaluation.publishedAt)) : "";
  const createdAt = instantDate(scribe, evaluation.createdAt);
  return [
    paragraph(method.dates({ asOf, knownBy })),
    paragraph(method.made({ createdAt, createdBy: scribe.actor(evaluation.createdBy), published })),
  ];
}

function writeStatuses(scribe: Scribe): Block[] {
  const { columns, captions, method } = scribe.texts;
  const tolerance = `${formatNumber(scribe.facts.tolerance * 100, scribe.language)}%`;
  const meanings = method.meanings(tolerance);
  return [
    paragraph(method.statuses(tolerance)),
    {
      kind: "table",
      caption: captions.statuses,
      columns: [
        { title: columns.status, share: 25 },
        { title: columns.meaning, share: 75 },
      ],
      rows: statuses.map((status) => [scribe.statusCell(status), meanings[status]]),
    },
  ];
}

function strengthTable(scribe: Scribe): TableBlock {
  const { commitments } = scribe.facts;
  const countsOf = (strength: Strength) =>
    countStatuses(commitments.filter((row) => row.strength === strength).map((row) => row.result));
  return {
    kind: "table",
    caption: scribe.texts.captions.strengths,
    columns: countColumns(scribe, { title: scribe.texts.columns.strength, share: 14 }),
    rows: [
      ...strengthSchema.options.map((strength) => [scribe.strength(strength), ...countCells(countsOf(strength))]),
      [scribe.texts.totals, ...countCells(scribe.facts.evaluation.counts)],
    ],
    total: true,
  };
}

function writeScope(scribe: Scribe): string[] {
  const { facts } = scribe;
  const { scope } = scribe.texts.method;
  const { judged, current } = facts.register;
  const count = (test: (row: ReportFacts["commitments"][number]) => boolean): number =>
    facts.commitments.filter(test).length;
  const assumed = facts.commitments
    .flatMap(inputsOf)
    .filter((input) => input.source.publishedBasis === "assumed").length;
  return [
    ...facts.notes.map(scribe.say),
    ...(judged === current ? [] : [scope.register({ judged, current })]),
    scope.owners({
      named: count((row) => row.ownerBasis === "named"),
      proposed: count((row) => row.ownerBasis === "proposed"),
    }),
    scope.deadlines({
      stated: count((row) => row.deadlineBasis === "stated"),
      period: count((row) => row.deadlineBasis === "plan-period"),
      outlook: count((row) => row.deadlineBasis === "outlook"),
    }),
    ...(assumed > 0 ? [scope.assumed(assumed)] : []),
    ...(facts.systems.length > 0 ? [scope.systems(scribe.date(facts.madeOn))] : []),
  ];
}

function dataSetTable(scribe: Scribe): TableBlock {
  const { columns, captions, none } = scribe.texts;
  return {
    kind: "table",
    caption: captions.dataSets,
    columns: [
      { title: columns.source, share: 40 },
      { title: columns.use, share: 22 },
      { title: columns.licence, share: 16 },
      { title: columns.address, share: 22 },
    ],
    rows: scribe.facts.dataSets.map((source) => [
      source.title,
      source.resource,
      source.licence || none,
      source.url || none,
    ]),
    small: true,
  };
}
