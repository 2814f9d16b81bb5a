import { hasSynthetic, judgedOf, laggingOf, measurableOf, missingByOwner, totalOf, withStatus } from "../tally.ts";
import { formatShare } from "../typography.ts";
import { type Block, heading, list, note, paragraph, type TableBlock } from "./blocks.ts";
import { overallBars } from "./drawings.ts";
import type { Scribe } from "./scribe.ts";

/** So many commitments are named in the summary. */
const namedInSummary = 12;

/** The summary: findings, what can be judged, concerns. */
export function writeSummary(scribe: Scribe): Block[] {
  const { texts } = scribe;
  return [
    heading(1, texts.titles.summary),
    heading(2, texts.titles.conclusions),
    ...writeFindings(scribe),
    heading(2, texts.titles.judged),
    ...writeJudged(scribe),
    heading(2, texts.titles.concerns),
    ...writeConcerns(scribe),
  ];
}

function writeFindings(scribe: Scribe): Block[] {
  const { facts, texts } = scribe;
  const { counts } = facts.evaluation;
  const { summary } = texts;
  const [total, measurable, judged] = [totalOf(counts), measurableOf(counts), judgedOf(counts)];
  const sentences = [
    summary.scale({ total, measurable, qualitative: counts.qualitative, share: formatShare(measurable, total) }),
    summary.judged({
      asOf: scribe.date(facts.evaluation.asOf),
      knownBy: scribe.date(facts.evaluation.knownBy),
      judged,
      measurable,
      share: formatShare(judged, measurable),
      parts: scribe.parts(counts),
    }),
  ];
  const noData = counts["no-data"];
  if (noData > 0) sentences.push(summary.noData({ count: noData, share: formatShare(noData, measurable) }));
  const remarks = writeRemarks(scribe, { judged, measurable });
  return [
    ...sentences.map(paragraph),
    ...remarks.map(paragraph),
    overallBars(scribe, texts.figures.overall(scribe.date(facts.evaluation.asOf)), counts),
    overallTable(scribe),
  ];
}

function writeRemarks(scribe: Scribe, { judged, measurable }: { judged: number; measurable: number }): string[] {
  const { facts, texts } = scribe;
  const { summary } = texts;
  const { qualitative } = facts.evaluation.counts;
  const assessed = withStatus(facts.commitments, ["qualitative"]).filter((row) => row.assessments.length > 0).length;
  const late = facts.commitments.filter((row) => row.result.late).length;
  return [
    ...(judged * 2 < measurable ? [summary.fewJudged] : []),
    ...(late > 0 ? [summary.late(late)] : []),
    ...(qualitative > 0 ? [summary.assessed({ qualitative, assessed })] : []),
    ...(hasSynthetic(facts.commitments) ? [summary.synthetic] : []),
    ...(facts.evaluation.state === "draft" ? [summary.draft] : []),
  ];
}

function overallTable(scribe: Scribe): TableBlock {
  const { counts } = scribe.facts.evaluation;
  const { columns, captions, totals } = scribe.texts;
  const total = totalOf(counts);
  return {
    kind: "table",
    caption: captions.overall,
    columns: [
      { title: columns.status, share: 40 },
      { title: columns.count, share: 30, align: "end" },
      { title: columns.share, share: 30, align: "end" },
    ],
    rows: [
      ...(Object.keys(counts) as (keyof typeof counts)[]).map((status) => [
        scribe.statusCell(status),
        String(counts[status]),
        formatShare(counts[status], total),
      ]),
      [totals, String(total), formatShare(total, total)],
    ],
    total: true,
  };
}

function writeJudged(scribe: Scribe): Block[] {
  const { facts, texts } = scribe;
  const rows = withStatus(facts.commitments, ["missed", "behind", "on-track", "met"]);
  const order = ["missed", "behind", "on-track", "met"];
  const sorted = [...rows].sort((a, b) => order.indexOf(a.result.status) - order.indexOf(b.result.status));
  if (sorted.length === 0) return [paragraph(texts.summary.noneJudged)];
  const shown = sorted.slice(0, namedInSummary);
  const items = shown.map((row) =>
    texts.summary.item(row.id, scribe.say(row.text), scribe.status(row.result.status), scribe.detail(row)),
  );
  const rest = shown.length < sorted.length ? [note(texts.summary.shown(shown.length, sorted.length))] : [];
  return [list(items), ...rest];
}

function writeConcerns(scribe: Scribe): Block[] {
  const { facts, texts } = scribe;
  const { summary } = texts;
  const { counts } = facts.evaluation;
  const concerns: string[] = [];
  if (facts.missing.length > 0) {
    concerns.push(
      summary.concernMissing({
        figures: facts.missing.length,
        owners: missingByOwner(facts.missing).filter((group) => group.owner !== null).length,
        commitments: new Set(facts.missing.flatMap((row) => row.commitments)).size,
      }),
    );
  }
  if (laggingOf(counts) > 0) concerns.push(summary.concernMissed(counts));
  const ordered = facts.systems.filter((system) => system.clauses.length > 0);
  const working = ordered.filter((system) => system.state === "working").length;
  if (working < ordered.length) {
    const notInstalled = ordered.filter((system) => system.state === "not-installed").length;
    concerns.push(summary.concernSystems({ total: ordered.length, working, notInstalled }));
  }
  const proposed = facts.commitments.filter((row) => row.ownerBasis === "proposed").length;
  if (proposed > 0) concerns.push(summary.concernProposed({ proposed, total: facts.commitments.length }));
  return concerns.length === 0 ? [paragraph(summary.noConcern)] : [list(concerns)];
}
