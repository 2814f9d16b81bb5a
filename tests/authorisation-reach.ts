/** The rows of the authorisation table about travel times: timetables are public, what governs is the office's decision. */

const everybody = "yyyyyy";
const officeOnly = "--y---";
const importers = "-yy---";

const open = [
  "listFeeds",
  "listStations",
  "listTrains",
  "downloadFeed",
  "getTimes",
  "getDifferences",
  "getIsochrones",
  "downloadIsochrones",
  "getCurve",
  "getMatrix",
  "downloadMatrixCsv",
  "downloadMatrixXlsx",
  "downloadMatrixGeojson",
  "listDepartures",
  "listJourneys",
  "getSettings",
  "getSurroundings",
  "listFeedImports",
  "getFeedImport",
] as const;

export const reachExpectations: Readonly<Record<string, string>> = {
  ...Object.fromEntries(open.map((route) => [`reach.${route} collection`, everybody])),
  "reach.changeSettings collection": officeOnly,
  "reach.changeSurroundings collection": officeOnly,
  "reach.importFeed collection": importers,
  "reach.removeFeedImport collection": importers,
};
