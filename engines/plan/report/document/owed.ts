import type { MissingRow } from "../../schemas-views.ts";
import {
  missingByFigure,
  missingByKind,
  missingByOwner,
  missingByTrade,
  type OwedFigures,
  tallyLagging,
  withStatus,
} from "../tally.ts";
import { joinNames } from "../typography.ts";
import { type Block, type Cell, heading, list, note, paragraph, type TableBlock, type TableColumn } from "./blocks.ts";
import { commitmentTable, type Scribe } from "./scribe.ts";

/** So many owners and figures are named outside the annex. */
const shownOwners = 20;
const shownFigures = 10;
/** So many ids stand behind an owner; the others are counted. */
const shownIds = 8;
/** So many kinds of figures stand behind an owner. */
const namedFigures = 12;

/** What is behind or missed, and who leads it. */
export function writeLagging(scribe: Scribe): Block[] {
  const { facts, texts } = scribe;
  const { behind, missed } = facts.evaluation.counts;
  if (behind + missed === 0) return [heading(1, texts.titles.lagging), paragraph(texts.lagging.none)];
  const owners = tallyLagging(facts.commitments);
  return [
    heading(1, texts.titles.lagging),
    paragraph(texts.lagging.intro({ behind, missed, owners: owners.length })),
    heading(2, texts.titles.laggingOwners),
    {
      kind: "table",
      caption: texts.captions.laggingOwners,
      columns: [
        { title: texts.columns.lead, share: 34 },
        { title: scribe.status("behind"), share: 12, align: "end" },
        { title: scribe.status("missed"), share: 12, align: "end" },
        { title: texts.columns.commitment, share: 42 },
      ],
      rows: owners.map((row) => [
        scribe.say(row.owner.name),
        String(row.behind),
        String(row.missed),
        joinNames(row.commitments, scribe.language),
      ]),
    },
    heading(2, texts.titles.laggingRows),
    {
      kind: "table",
      caption: texts.captions.laggingRows,
      ...commitmentTable(scribe, withStatus(facts.commitments, ["missed", "behind"])),
      small: true,
    },
  ];
}

/** What is missing, and who owes it. */
export function writeMissing(scribe: Scribe): Block[] {
  const { facts, texts } = scribe;
  const title = heading(1, texts.titles.missing);
  if (facts.missing.length === 0) return [title, paragraph(texts.missing.none)];
  const owners = missingByOwner(facts.missing).filter((group) => group.owner !== null);
  const unowned = facts.missing.filter((row) => row.owner === null).length;
  const shown = owners.slice(0, shownOwners);
  const first = missingByFigure(facts.missing.filter(isFigure)).slice(0, shownFigures);
  return [
    title,
    paragraph(
      texts.missing.intro({
        commitments: facts.evaluation.counts["no-data"],
        figures: facts.missing.length,
        owners: owners.length,
      }) + (unowned > 0 ? texts.missing.unowned(unowned) : ""),
    ),
    heading(2, texts.titles.missingKinds),
    kindTable(scribe),
    paragraph(texts.missing.firstIntro),
    list(first.map((row) => texts.missing.first(scribe.say(row.owner), row.waiting, row.rows.length))),
    heading(2, texts.titles.missingOwners),
    tradeTable(scribe),
    ...(owners.length > shown.length ? [paragraph(texts.missing.top(shown.length, owners.length))] : []),
    ownerTable(scribe, texts.captions.missingOwners, shown),
  ];
}

/** A system that is not installed is no figure that anybody could send in. */
const isFigure = (row: MissingRow): boolean => row.kind === "indicator" || row.kind === "milestone";

const countColumn = (title: string): TableColumn => ({ title, share: 16, align: "end" });

function kindTable(scribe: Scribe): TableBlock {
  const { columns, captions, missingKinds } = scribe.texts;
  return {
    kind: "table",
    caption: captions.missingKinds,
    columns: [{ title: columns.kind, share: 50 }, countColumn(columns.figures), countColumn(columns.waiting)],
    rows: missingByKind(scribe.facts.missing).map((group) => [
      missingKinds[group.owner],
      String(group.rows.length),
      String(group.waiting),
    ]),
  };
}

function tradeTable(scribe: Scribe): TableBlock {
  const { columns, captions } = scribe.texts;
  return {
    kind: "table",
    caption: captions.missingTrades,
    columns: [{ title: columns.trade, share: 50 }, countColumn(columns.figures), countColumn(columns.waiting)],
    rows: missingByTrade(scribe.facts.missing).map((group) => [
      scribe.trade(group.owner),
      String(group.rows.length),
      String(group.waiting),
    ]),
  };
}

/** Owners with what they owe, each thing once with its number. */
function ownerTable(scribe: Scribe, caption: string, groups: readonly OwedFigures<MissingRow["owner"]>[]): TableBlock {
  const { columns, missing } = scribe.texts;
  return {
    kind: "table",
    caption,
    columns: [
      { title: columns.owner, share: 24 },
      { title: columns.figures, share: 11, align: "end" },
      { title: columns.waiting, share: 11, align: "end" },
      { title: columns.which, share: 54 },
    ],
    rows: groups.map(({ owner, rows, waiting }): Cell[] => [
      owner ? scribe.say(owner.name) : missing.nobody,
      String(rows.length),
      String(waiting),
      nameFigures(scribe, rows),
    ]),
    small: true,
  };
}

function nameFigures({ texts, say, language }: Scribe, rows: readonly MissingRow[]): string {
  const figures = missingByFigure(rows);
  const named = figures.slice(0, namedFigures).map((one) => texts.missing.owed(say(one.owner), one.rows.length));
  const names = joinNames(named, language);
  return figures.length > named.length ? texts.missing.others(names, figures.length) : names;
}

/** Annex: everything that is owed, trade by trade: what, by whom, for which periods, and what waits for it. */
export function writeOwedAnnex(scribe: Scribe): Block[] {
  const { facts, texts } = scribe;
  if (facts.missing.length === 0) return [paragraph(texts.missing.none)];
  const tables = missingByTrade(facts.missing).map((group) =>
    owedTable(scribe, texts.captions.owed(scribe.trade(group.owner)), group.rows),
  );
  return [note(texts.annex.owed), ...tables];
}

function owedTable(scribe: Scribe, caption: string, rows: readonly MissingRow[]): TableBlock {
  const { texts, language, say } = scribe;
  const { columns } = texts;
  return {
    kind: "table",
    caption,
    columns: [
      { title: columns.figure, share: 30 },
      { title: columns.owedBy, share: 26 },
      { title: columns.figures, share: 10, align: "end" },
      { title: columns.periods, share: 12 },
      { title: columns.waiting, share: 22 },
    ],
    rows: missingByFigure(rows).map((figure): Cell[] => {
      const owners = missingByOwner(figure.rows).flatMap((one) => (one.owner ? [say(one.owner.name)] : []));
      const [first = texts.missing.nobody] = owners;
      const ids = [...new Set(figure.rows.flatMap((row) => row.commitments))];
      const periods = [...new Set(figure.rows.flatMap((row) => row.period ?? []))].sort();
      return [
        say(figure.owner),
        texts.annex.owners(first, owners.length),
        String(figure.rows.length),
        joinNames(periods, language),
        shorten(scribe, ids),
      ];
    }),
    small: true,
  };
}

/** The first ids by name, all of them by number. */
export function shorten({ texts, language }: Scribe, ids: readonly string[]): string {
  const names = joinNames(ids.slice(0, shownIds), language);
  return ids.length > shownIds ? texts.next.more(names, ids.length) : names;
}
