import type { StatusCounts } from "../../schemas.ts";
import type { ReportChapter, ReportProvince } from "../facts.ts";
import { judgedOf, judgedStatuses, laggingOf, withStatus } from "../tally.ts";
import { formatNumber, formatQuantity, joinNames } from "../typography.ts";
import { type Block, heading, note, paragraph, type TableBlock } from "./blocks.ts";
import { cityMap, statusBars } from "./drawings.ts";
import { commitmentTable, countCells, countColumns, type Scribe, scaleOf } from "./scribe.ts";

/** Progress by chapter: all in one chart, then each with its sections and what can be judged. */
export function writeChapters(scribe: Scribe): Block[] {
  const { facts, texts } = scribe;
  const titleOf = ({ number, title }: ReportChapter): string => texts.titles.chapter(number, scribe.say(title));
  return [
    heading(1, texts.titles.chapters),
    paragraph(texts.chapters.intro),
    statusBars(
      scribe,
      texts.figures.chapters,
      facts.chapters.map((chapter) => ({ name: titleOf(chapter), counts: chapter.counts })),
    ),
    {
      kind: "table",
      caption: texts.captions.chapters,
      columns: countColumns(scribe, { title: texts.columns.chapter, share: 32 }),
      rows: [
        ...facts.chapters.map((chapter) => [titleOf(chapter), ...countCells(chapter.counts)]),
        [texts.totals, ...countCells(facts.evaluation.counts)],
      ],
      total: true,
    },
    ...facts.chapters.flatMap((chapter) => writeChapter(scribe, chapter, titleOf(chapter))),
  ];
}

function writeChapter(scribe: Scribe, chapter: ReportChapter, title: string): Block[] {
  const { facts, texts } = scribe;
  const own = facts.commitments.filter((row) => row.chapter === chapter.number);
  const judged = withStatus(own, judgedStatuses);
  const sections: TableBlock = {
    kind: "table",
    caption: texts.captions.sections(chapter.number),
    columns: countColumns(scribe, { title: texts.columns.section, share: 32 }),
    rows: chapter.sections.map((section) => [
      section.number === 0
        ? texts.chapters.opening
        : `${chapter.number}.${section.number} ${scribe.say(section.title)}`,
      ...countCells(section.counts),
    ]),
  };
  return [
    heading(2, title),
    paragraph(texts.chapters.sentence(scaleOf(chapter.counts))),
    ...(chapter.sections.length > 1 ? [sections] : []),
    ...(judged.length > 0
      ? [
          paragraph(texts.chapters.judged),
          {
            kind: "table" as const,
            caption: texts.captions.chapterRows(chapter.number),
            ...commitmentTable(scribe, judged),
            small: true,
          },
        ]
      : []),
  ];
}

/** Progress by province and city: maps, then each province with its cities. */
export function writeAreas(scribe: Scribe): Block[] {
  const { facts, texts } = scribe;
  const cities = facts.provinces.flatMap((province) => province.cities);
  if (cities.length === 0) return [];
  return [
    heading(1, texts.titles.areas),
    heading(2, texts.titles.areasOverall),
    paragraph(texts.areas.intro({ total: facts.evaluation.commitments, whole: facts.whole.total })),
    provinceTable(scribe),
    cityMap(scribe, {
      caption: texts.figures.mapLagging,
      legend: texts.figures.legendLagging,
      ramp: "red",
      figureOf: (city) => laggingOf(city.counts),
    }),
    cityMap(scribe, {
      caption: texts.figures.mapMissing,
      legend: texts.figures.legendMissing,
      ramp: "grey",
      figureOf: (city) => city.figuresOwed,
    }),
    statusBars(
      scribe,
      texts.figures.cities,
      cities.map((city) => ({ name: scribe.say(city.name), counts: city.counts })),
    ),
    ...facts.provinces.flatMap((province) => writeProvince(scribe, province)),
  ];
}

function provinceTable(scribe: Scribe): TableBlock {
  const { facts, texts } = scribe;
  const row = (name: string, counts: StatusCounts): string[] => [name, ...countCells(counts)];
  return {
    kind: "table",
    caption: texts.captions.provinces,
    columns: countColumns(scribe, { title: texts.columns.province, share: 22 }),
    rows: [
      ...facts.provinces.map((province) => row(scribe.say(province.name), province.counts)),
      row(texts.wholeRegion, facts.whole.counts),
    ],
  };
}

function writeProvince(scribe: Scribe, province: ReportProvince): Block[] {
  const { language, texts } = scribe;
  const name = scribe.say(province.name);
  const partial = province.cities.filter((city) => city.partial).map((city) => scribe.say(city.name));
  return [
    heading(2, name),
    paragraph(
      texts.areas.sentence({
        name,
        cities: province.cities.length,
        ...scaleOf(province.counts),
        judged: judgedOf(province.counts),
        parts: scribe.parts(province.counts),
      }),
    ),
    {
      kind: "table",
      caption: texts.captions.cities(name),
      columns: countColumns(
        scribe,
        { title: texts.columns.city, share: 14 },
        { title: texts.columns.population, share: 20, align: "end" },
        { title: texts.columns.figuresOwed, share: 12, align: "end" },
      ),
      rows: province.cities.map(({ name: city, population, figuresOwed, counts }) => [
        scribe.say(city),
        population
          ? [formatQuantity(population.value, population.unit, language), `(${population.period})`]
          : texts.annex.noValue,
        formatNumber(figuresOwed, language),
        ...countCells(counts),
      ]),
      small: true,
    },
    ...(partial.length > 0 ? [note(texts.areas.partial(joinNames(partial, language)))] : []),
  ];
}
