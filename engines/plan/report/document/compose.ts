import type { Language } from "@midreach/kernel/http";
import type { ReportFacts } from "../facts.ts";
import { isFinal, numberSources } from "../tally.ts";
import { writeCommitmentAnnex, writeSourceAnnex } from "./annex.ts";
import { annexHeading, type Block, type ReportDocument } from "./blocks.ts";
import { writeAreas, writeChapters } from "./chapters.ts";
import { writeMethod } from "./method.ts";
import { writeChanges, writeNext, writeSystems } from "./outlook.ts";
import { writeLagging, writeMissing, writeOwedAnnex } from "./owed.ts";
import { createScribe, instantDate, type Scribe } from "./scribe.ts";
import { writeSummary } from "./summary.ts";

/**
 * Writes the report in one language: a final one from the plan's end on, a mid-term one before it.
 * Pure; what it says is counted from the facts.
 */
export function composeReport(facts: ReportFacts, language: Language): ReportDocument {
  const scribe = createScribe(facts, language);
  const { texts } = scribe;
  const sources = numberSources(facts.commitments);
  const body: Block[] = [
    ...writeSummary(scribe),
    ...writeMethod(scribe),
    ...writeChapters(scribe),
    ...writeAreas(scribe),
    ...writeLagging(scribe),
    ...writeMissing(scribe),
    ...writeSystems(scribe),
    ...writeChanges(scribe),
    ...writeNext(scribe),
    annexHeading(texts.titles.annexOwed),
    ...writeOwedAnnex(scribe),
    annexHeading(texts.titles.annexSources),
    ...writeSourceAnnex(scribe, sources),
  ];
  const annex: Block[] = [annexHeading(texts.titles.annexCommitments), ...writeCommitmentAnnex(scribe, sources)];
  const numbered = numberCaptions(scribe, [body, annex]);
  return {
    language,
    cover: writeCover(scribe),
    contentsTitle: texts.titles.contents,
    runningTitle: texts.titles.running(scribe.say(facts.plan.title), isFinal(facts)),
    pageWords: texts.pageWords,
    sections: [
      { orientation: "portrait", blocks: numbered[0] ?? [] },
      { orientation: "landscape", blocks: numbered[1] ?? [] },
    ],
  };
}

function writeCover(scribe: Scribe): ReportDocument["cover"] {
  const { facts, texts } = scribe;
  const { plan, evaluation } = facts;
  const { cover } = texts;
  const asOf = scribe.date(evaluation.asOf);
  return {
    title: texts.titles.report(scribe.say(plan.title), isFinal(facts)),
    titleLines: texts.titles.coverLines(scribe.say(plan.title), isFinal(facts)),
    subtitle: cover.subtitle(asOf),
    lines: [
      ...(plan.issuer ? [[cover.issuer, scribe.say(plan.issuer)] as const] : []),
      [cover.period, cover.periodValue(scribe.date(plan.periodStart), scribe.date(plan.periodEnd))],
      [cover.asOf, asOf],
      [cover.knownBy, scribe.date(evaluation.knownBy)],
      [cover.evaluation, evaluation.id],
      [
        cover.state,
        evaluation.publishedAt ? cover.published(instantDate(scribe, evaluation.publishedAt)) : cover.draft,
      ],
      [cover.made, scribe.date(facts.madeOn)],
    ],
    remark: cover.remark,
  };
}

/** Figures and tables are counted through the whole report. */
function numberCaptions({ texts }: Scribe, sections: readonly (readonly Block[])[]): Block[][] {
  let [figures, tables] = [0, 0];
  return sections.map((blocks) =>
    blocks.map((block): Block => {
      if (block.kind === "figure") {
        figures += 1;
        return { ...block, caption: texts.figures.number(figures, block.caption) };
      }
      if (block.kind === "table") {
        tables += 1;
        return { ...block, caption: texts.figures.tableNumber(tables, block.caption) };
      }
      return block;
    }),
  );
}
