import { addMonths } from "../../core/figures.ts";
import type { Change } from "../../schemas.ts";
import type { ReportCommitment } from "../facts.ts";
import { missingByFigure, tallyLagging } from "../tally.ts";
import { formatQuantity, joinNames } from "../typography.ts";
import { type Block, type Cell, heading, list, note, paragraph, type TableBlock } from "./blocks.ts";
import { writeChangedFigures } from "./changed-figures.ts";
import { shorten } from "./owed.ts";
import type { Scribe } from "./scribe.ts";

/** So many changes and steps are listed. */
const shownChanges = 60;
const shownSteps = 5;
/** What is due within so many months is worth a look now. */
const soonMonths = 12;

/** The joint systems that the plan orders. */
export function writeSystems(scribe: Scribe): Block[] {
  const { facts, texts } = scribe;
  const ordered = facts.systems.filter((system) => system.clauses.length > 0);
  const title = heading(1, texts.titles.systems);
  if (ordered.length === 0) return [title, paragraph(texts.systems.none)];
  const count = (state: (typeof ordered)[number]["state"]): number =>
    ordered.filter((system) => system.state === state).length;
  return [
    title,
    paragraph(
      texts.systems.intro({
        total: ordered.length,
        working: count("working"),
        notWorking: count("not-working"),
        notInstalled: count("not-installed"),
        day: scribe.date(facts.madeOn),
      }),
    ),
    {
      kind: "table",
      caption: texts.captions.systems,
      columns: [
        { title: texts.columns.system, share: 22 },
        { title: texts.columns.clauses, share: 16 },
        { title: texts.columns.purpose, share: 46 },
        { title: texts.columns.state, share: 16 },
      ],
      rows: ordered.map((system) => [
        scribe.say(system.title),
        joinNames(system.clauses, scribe.language),
        scribe.say(system.purpose),
        texts.systemStates[system.state],
      ]),
      small: true,
    },
  ];
}

/** What changed since the published evaluation before. */
export function writeChanges(scribe: Scribe): Block[] {
  const { facts, texts } = scribe;
  const { changes } = facts;
  const title = heading(1, texts.titles.changes);
  if (!changes) return [title, paragraph(texts.changes.none)];
  const moved = changes.items.filter((change) => change.from !== change.to);
  const intro = paragraph(
    texts.changes.intro({
      from: scribe.date(changes.from.asOf),
      to: scribe.date(changes.to.asOf),
      status: moved.length,
      value: changes.items.length - moved.length,
    }),
  );
  if (changes.items.length === 0) return [title, intro];
  const shown = moved.slice(0, shownChanges);
  return [
    title,
    intro,
    reasonTable(scribe, changes.items),
    ...(shown.length > 0 ? [changeTable(scribe, shown)] : []),
    ...(shown.length < moved.length ? [note(texts.changes.shown(shown.length, moved.length))] : []),
    ...writeChangedFigures(scribe, changes.items),
  ];
}

function reasonTable(scribe: Scribe, items: readonly Change[]): TableBlock {
  const { columns, captions } = scribe.texts;
  const reasons = [...new Set(items.map((change) => change.reason))];
  return {
    kind: "table",
    caption: captions.changeReasons,
    columns: [
      { title: columns.reason, share: 60 },
      { title: columns.statusChanges, share: 20, align: "end" },
      { title: columns.valueChanges, share: 20, align: "end" },
    ],
    rows: reasons.map((reason) => {
      const own = items.filter((change) => change.reason === reason);
      const moved = own.filter((change) => change.from !== change.to).length;
      return [own[0] ? scribe.say(own[0].reasonText) : reason, String(moved), String(own.length - moved)];
    }),
  };
}

function changeTable(scribe: Scribe, items: readonly Change[]): TableBlock {
  const { columns, captions, none } = scribe.texts;
  const side = (status: Change["from"], value: number | null, unit: string): Cell => {
    if (status === null) return none;
    return value === null ? scribe.statusCell(status) : [scribe.status(status), quantity(scribe, value, unit)];
  };
  return {
    kind: "table",
    caption: captions.changes,
    columns: [
      { title: columns.id, share: 11 },
      { title: columns.commitment, share: 39 },
      { title: columns.from, share: 15 },
      { title: columns.to, share: 15 },
      { title: columns.reason, share: 20 },
    ],
    rows: items.map((change) => [
      change.commitment.id,
      scribe.say(change.commitment.text),
      side(change.from, change.fromValue, change.unit),
      side(change.to, change.toValue, change.unit),
      scribe.say(change.reasonText),
    ]),
    small: true,
  };
}

const quantity = (scribe: Scribe, value: number, unit: string): string => formatQuantity(value, unit, scribe.language);

/** What follows from the results; nothing here is an opinion. */
export function writeNext(scribe: Scribe): Block[] {
  const { texts } = scribe;
  const steps = [...explainSteps(scribe), ...supplySteps(scribe), ...otherSteps(scribe)];
  return [
    heading(1, texts.titles.next),
    ...(steps.length > 0 ? [paragraph(texts.next.intro), list(steps)] : [paragraph(texts.next.none)]),
  ];
}

function explainSteps(scribe: Scribe): string[] {
  return tallyLagging(scribe.facts.commitments).map(({ owner, commitments }) =>
    scribe.texts.next.explain(scribe.say(owner.name), shorten(scribe, commitments), commitments.length),
  );
}

function supplySteps({ facts, texts, say }: Scribe): string[] {
  return missingByFigure(facts.missing.filter((row) => row.kind === "indicator" || row.kind === "milestone"))
    .slice(0, shownSteps)
    .map((row) => texts.next.supply({ label: say(row.owner), figures: row.rows.length, waiting: row.waiting }));
}

function otherSteps(scribe: Scribe): string[] {
  const { facts, texts } = scribe;
  const { asOf } = facts.evaluation;
  const assess = new Set(facts.missing.filter((row) => row.kind === "assessment").flatMap((row) => row.commitments))
    .size;
  const unassessed = facts.commitments.filter(
    (row) => row.result.status === "qualitative" && row.assessments.length === 0,
  ).length;
  const absent = facts.systems.filter((row) => row.clauses.length > 0 && row.state === "not-installed").length;
  const proposed = facts.commitments.filter((row) => row.ownerBasis === "proposed").length;
  const open = facts.commitments.filter((row) => row.deadline > asOf && row.result.status !== "met");
  const until = addMonths(asOf, soonMonths);
  const soon = open.filter((row: ReportCommitment) => row.deadline <= until).length;
  return [
    ...(assess + unassessed > 0 ? [texts.next.assess(assess + unassessed)] : []),
    ...(absent > 0 ? [texts.next.systems(absent)] : []),
    ...(proposed > 0 ? [texts.next.confirm(proposed)] : []),
    ...(soon > 0 ? [texts.next.dueSoon(soon, scribe.date(until))] : []),
    ...(open.length - soon > 0 ? [texts.next.beyond(open.length - soon)] : []),
  ];
}
