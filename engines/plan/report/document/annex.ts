import type { EvidenceInput } from "@midreach/kernel/contracts";
import type { ReportCommitment } from "../facts.ts";
import { inputsOf, type NumberedSource, sourceKey } from "../tally.ts";
import { dayOf, formatQuantity } from "../typography.ts";
import { type Block, type Cell, heading, note, paragraph, type TableBlock } from "./blocks.ts";
import type { Scribe } from "./scribe.ts";

/** So many figures of a commitment's evidence are printed; the workbook holds all. */
const shownInputs = 6;

type Numbers = ReadonlyMap<string, NumberedSource>;

/** Annex: what the evidence cites. */
export function writeSourceAnnex(scribe: Scribe, sources: Numbers): Block[] {
  const { columns, captions, annex, none } = scribe.texts;
  if (sources.size === 0) return [paragraph(none)];
  return [
    note(annex.sources),
    {
      kind: "table",
      caption: captions.sources,
      columns: [
        { title: columns.number, share: 8 },
        { title: columns.source, share: 46 },
        { title: columns.published, share: 14 },
        { title: columns.address, share: 32 },
      ],
      rows: [...sources.values()].map((source) => [
        `[${source.number}]`,
        source.title,
        source.publishedAt ? `${source.publishedAt}${source.publishedBasis === "assumed" ? " *" : ""}` : none,
        source.url || none,
      ]),
      small: true,
    },
    note(annex.assumed),
  ];
}

/** Annex: every commitment with its evidence, chapter by chapter. */
export function writeCommitmentAnnex(scribe: Scribe, sources: Numbers): Block[] {
  const { facts, texts } = scribe;
  return [
    note(texts.annex.commitments),
    ...facts.chapters.flatMap((chapter) => {
      const title = texts.titles.chapter(chapter.number, scribe.say(chapter.title));
      const rows = facts.commitments.filter((row) => row.chapter === chapter.number);
      return [{ ...heading(3, title), numbered: false }, commitmentAnnexTable(scribe, title, rows, sources)];
    }),
  ];
}

function commitmentAnnexTable(
  scribe: Scribe,
  title: string,
  rows: readonly ReportCommitment[],
  sources: Numbers,
): TableBlock {
  const { columns, captions } = scribe.texts;
  return {
    kind: "table",
    caption: captions.commitments(title),
    columns: [
      { title: columns.id, share: 7 },
      { title: columns.commitment, share: 22 },
      { title: columns.duty, share: 20 },
      { title: columns.progress, share: 11 },
      { title: columns.status, share: 8, align: "center" },
      { title: columns.evidence, share: 33 },
    ],
    rows: rows.map((row): Cell[] => [
      row.id,
      scribe.say(row.text),
      dutyLines(scribe, row),
      progressLines(scribe, row),
      scribe.statusCell(row.result.status),
      evidenceLines(scribe, row, sources),
    ]),
    small: true,
  };
}

function dutyLines(scribe: Scribe, row: ReportCommitment): string[] {
  const { annex } = scribe.texts;
  return [
    annex.lead(scribe.owners(row.lead), row.ownerBasis === "named"),
    ...(row.support.length > 0 ? [annex.support(scribe.owners(row.support))] : []),
    `${annex.deadline(row.deadline)}${annex.separator}${scribe.strength(row.strength)}`,
  ];
}

function progressLines(scribe: Scribe, row: ReportCommitment): string[] {
  const { annex } = scribe.texts;
  const [target, value] = [scribe.target(row), scribe.value(row)];
  return [
    ...(target === "" ? [] : [annex.target(target)]),
    ...(value === "" ? [] : [annex.value(value)]),
    ...(row.result.late ? [annex.late] : []),
  ];
}

function evidenceLines(scribe: Scribe, row: ReportCommitment, sources: Numbers): string[] {
  const { annex } = scribe.texts;
  const lines: string[] = [];
  if (row.measure) lines.push(annex.measure(scribe.say(row.measure)));
  if (row.qualitative) lines.push(annex.qualitative(scribe.say(row.qualitative)));
  const inputs = inputsOf(row);
  lines.push(...inputs.slice(0, shownInputs).map((input) => inputLine(scribe, input, sources)));
  if (inputs.length > shownInputs) lines.push(annex.more(inputs.length - shownInputs));
  // Notes on scope belong to a value; those of the whole region stand in the chapter on method.
  if (row.result.value !== null) lines.push(...row.result.evidence.notes.map(scribe.say));
  if (row.result.evidence.missing.length > 0) lines.push(missingLine(scribe, row));
  if (row.qualitative) lines.push(...assessmentLines(scribe, row));
  return lines;
}

function inputLine({ texts, say, language }: Scribe, input: EvidenceInput, sources: Numbers): string {
  const number = sources.get(sourceKey(input.source))?.number ?? 0;
  const value = input.value === null ? texts.annex.noValue : formatQuantity(input.value, input.unit, language);
  const marks = `${input.source.publishedBasis === "assumed" ? "*" : ""}${input.synthetic ? texts.annex.synthetic : ""}`;
  return texts.annex.input(say(input.label), value, input.period ?? "", number, marks);
}

function missingLine({ facts, texts, say }: Scribe, row: ReportCommitment): string {
  const { missing } = row.result.evidence;
  const owners = [...new Set(missing.flatMap((figure) => figure.owedBy ?? []))];
  const [first] = missing;
  if (!first) return "";
  const name = facts.missing.find((figure) => figure.owner?.id === owners[0])?.owner?.name;
  const owed = name ? texts.annex.owners(say(name), owners.length) : "";
  return texts.annex.missing(say(first.label), missing.length, owed);
}

function assessmentLines({ facts, texts, language }: Scribe, row: ReportCommitment): string[] {
  const [latest] = row.assessments;
  if (!latest) return [];
  const day = dayOf(latest.madeAt, facts.plan.timeZone);
  const by = latest.organisation?.name[language] ?? latest.madeBy;
  return [texts.annex.assessment(day, by, latest.judgement, latest.evidenceTitle)];
}
