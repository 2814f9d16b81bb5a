/** The rows of the authorisation table about figures: the data map is public, imports are not. */
export const seriesExpectations: Readonly<Record<string, string>> = {
  "plan.getDataMap collection": "yyyyyy",
  "plan.getIndicator collection": "yyyyyy",
  "plan.listSeriesImports collection": "-yyyyy",
  // Which figures a unit may send is decided for each figure, once the file is read.
  "plan.importSeries collection": "--y-y-",
  ...Object.fromEntries(
    ["DataMap", "SeriesTemplate", "IndicatorFigures"].flatMap((table) => [
      [`plan.download${table}Csv collection`, "yyyyyy"],
      [`plan.download${table}Xlsx collection`, "yyyyyy"],
    ]),
  ),
};
