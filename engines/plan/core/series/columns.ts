import type { Text } from "@midreach/kernel/contracts";

/** A column of a file with figures: its heading in a template, and what else it is called. */
interface SeriesColumnNames {
  readonly title: Text;
  /** Other headings that mean the same, folded as `foldWord` does. */
  readonly also: readonly string[];
}

const column = (zh: string, en: string, ...also: readonly string[]): SeriesColumnNames => ({ title: { zh, en }, also });

/** What a file with figures may hold. Of `indicator` and `indicatorName`, and of the two places, one is enough. */
export const seriesColumns = {
  indicator: column(
    "指标代码",
    "Indicator",
    "指标编号",
    "指标编码",
    "指标标识",
    "indicatorid",
    "indicatorcode",
    "code",
  ),
  indicatorName: column("指标", "Indicator name", "指标名称"),
  place: column("地区代码", "Place", "地点代码", "城市代码", "行政区划代码", "区划代码", "placecode", "placeid"),
  placeName: column("地区", "Place name", "地点", "城市", "地区名称", "地点名称", "城市名称", "city", "cityname"),
  period: column("时期", "Period", "年份", "期间", "时间", "年度", "报告期", "year"),
  value: column("数值", "Value", "值", "指标值", "figure"),
  unit: column("单位", "Unit", "计量单位", "数值单位"),
  source: column("来源", "Source", "数据来源", "资料来源", "sourcetitle"),
  publishedAt: column("公布日期", "Published", "发布日期", "发布时间", "公布时间", "publishedat", "publisheddate"),
  sourceUrl: column("来源网址", "Source URL", "网址", "来源链接", "链接", "sourceurl", "url", "link"),
  note: column("备注", "Note", "说明", "注", "remark"),
} as const satisfies Readonly<Record<string, SeriesColumnNames>>;

export type SeriesColumn = keyof typeof seriesColumns;

/** Columns that templates add for the reader and imports pass over. */
export const readersColumns = {
  owner: { zh: "应报单位", en: "Owed by" },
  known: { zh: "已有数据", en: "Known so far" },
} as const satisfies Readonly<Record<string, Text>>;

/** A word as it is compared: full width or half width, any case, without spaces, underscores and brackets' contents. */
export function foldWord(word: string): string {
  return word
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/\(.*?\)|[\s_*:-]/gu, "");
}

const byHeading = new Map<string, SeriesColumn>(
  (Object.entries(seriesColumns) as [SeriesColumn, SeriesColumnNames][]).flatMap(([name, { title, also }]) =>
    [title.zh, title.en, ...also].map((word): [string, SeriesColumn] => [foldWord(word), name]),
  ),
);

/** The column that a heading means, in Chinese or English; undefined for one that this file may have but nobody reads. */
export const findColumn = (heading: string): SeriesColumn | undefined => byHeading.get(foldWord(heading));
