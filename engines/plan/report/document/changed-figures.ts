import type { Change } from "../../schemas.ts";
import { formatQuantity } from "../typography.ts";
import { type Block, note, paragraph } from "./blocks.ts";
import { shorten } from "./owed.ts";
import type { Scribe } from "./scribe.ts";

/** So many figures are listed; the workbook holds all. */
const shownFigures = 60;

/** A figure that differs between two evaluations, with every commitment that it moved. */
export interface ChangedFigure {
  readonly figure: Change["figures"][number];
  /** Revised; new; or no longer used. */
  readonly kind: "revised" | "new" | "gone";
  readonly commitments: readonly string[];
}

/** Every figure that differs, once: those that most commitments rest on first. */
export function tallyChangedFigures(items: readonly Change[]): ChangedFigure[] {
  const found = new Map<string, ChangedFigure & { readonly commitments: string[] }>();
  for (const { commitment, figures } of items) {
    for (const figure of figures) {
      const { label, placeName, period, unit, before, after, sourceTitle, publishedAt } = figure;
      const key = JSON.stringify([label, placeName, period, unit, before, after, sourceTitle, publishedAt]);
      const known = found.get(key);
      if (!known) found.set(key, { figure, kind: kindOf(figure), commitments: [commitment.id] });
      else if (!known.commitments.includes(commitment.id)) known.commitments.push(commitment.id);
    }
  }
  return [...found.values()].sort((a, b) => b.commitments.length - a.commitments.length);
}

function kindOf({ before, after }: Change["figures"][number]): ChangedFigure["kind"] {
  if (before === null) return "new";
  return after === null ? "gone" : "revised";
}

/** Which figure, from what to what, why, and what rests on it. */
export function writeChangedFigures(scribe: Scribe, items: readonly Change[]): Block[] {
  const { texts, language } = scribe;
  const { columns, captions, none } = texts;
  const figures = tallyChangedFigures(items);
  if (figures.length === 0) return [];
  const side = (value: number | null, unit: string): string =>
    value === null ? none : formatQuantity(value, unit, language);
  return [
    paragraph(texts.changes.figures(figures.length)),
    {
      kind: "table",
      caption: captions.changedFigures,
      columns: [
        { title: columns.figure, share: 30 },
        { title: columns.from, share: 14, align: "end" },
        { title: columns.to, share: 14, align: "end" },
        { title: columns.reason, share: 24 },
        { title: columns.commitment, share: 18 },
      ],
      rows: figures
        .slice(0, shownFigures)
        .map(({ figure, kind, commitments }) => [
          nameOf(scribe, figure),
          side(figure.before, figure.unit),
          side(figure.after, figure.unit),
          whyOf(scribe, figure, kind),
          shorten(scribe, commitments),
        ]),
      small: true,
    },
    ...(figures.length > shownFigures ? [note(texts.changes.shown(shownFigures, figures.length))] : []),
  ];
}

/** Place, name and period of a figure; most names begin with their place. */
function nameOf({ say }: Scribe, { label, placeName, period }: ChangedFigure["figure"]): string {
  const [name, place] = [say(label), placeName ? say(placeName) : ""];
  return [name.includes(place) ? "" : place, name, period ?? ""].filter(Boolean).join(" ");
}

/** What happened to a figure, by whose publication. */
export function whyOf(
  { texts, language, say, date }: Scribe,
  figure: ChangedFigure["figure"],
  kind: ChangedFigure["kind"],
) {
  const source = say({ zh: figure.sourceTitle, en: figure.sourceTitle });
  return texts.changes.why[kind](
    [source, ...(figure.publishedAt ? [date(figure.publishedAt)] : [])].join(language === "zh" ? "，" : ", "),
  );
}
