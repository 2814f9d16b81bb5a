import { describe, expect, test } from "vitest";
import { compareStatus, isSameFigure } from "./compare.ts";
import { countOwed, judgeDue } from "./deadlines.ts";
import { emptyContent, listReportFaults, type ReportContent } from "./report.ts";
import { nothingWanted } from "./reported.ts";

const wanted = [{ indicator: "gdp", place: "910100", period: "2025" }];
const good: ReportContent = { ...emptyContent, status: "on-track", progress: "Two sections opened." };
const faultsOf = (content: ReportContent) =>
  listReportFaults(content, { where: "4.1.2.2a", wanted, records: nothingWanted, today: "2026-02-01" }).map(
    (fault) => fault.where,
  );

describe("what keeps a report from being submitted", () => {
  test("nothing written, or no reason for being behind", () => {
    expect(faultsOf(good)).toEqual([]);
    expect(faultsOf(emptyContent)).toEqual(["4.1.2.2a, status", "4.1.2.2a, progress"]);
    expect(faultsOf({ ...good, progress: " \n" })).toEqual(["4.1.2.2a, progress"]);
    expect(faultsOf({ ...good, status: "behind" })).toEqual(["4.1.2.2a, problems", "4.1.2.2a, nextSteps"]);
    expect(faultsOf({ ...good, status: "not-started", problems: "Land", nextSteps: "Permits" })).toEqual([]);
  });

  test("figures of others, of the future, without source, twice", () => {
    const figure = { indicator: "gdp", place: "910100", period: "2025", value: 12.5, source: "Bulletin 2025" };
    expect(faultsOf({ ...good, figures: [figure] })).toEqual([]);
    expect(faultsOf({ ...good, figures: [{ ...figure, value: null, source: "" }] })).toEqual([]);
    const bad = [
      { ...figure, place: "910200" },
      { ...figure, period: "2026" },
      { ...figure, period: "last year" },
      { ...figure, source: " " },
      figure,
    ];
    for (const [index, one] of bad.slice(0, 4).entries()) {
      expect(faultsOf({ ...good, figures: [one] }), `case ${index}`).toHaveLength(1);
    }
    expect(faultsOf({ ...good, figures: [figure, figure] })).toHaveLength(1);
  });
});

describe("reported beside computed", () => {
  test.each([
    ["done", "met", "agrees"],
    ["done", "behind", "disagrees"],
    ["done", "on-track", "disagrees"],
    ["on-track", "met", "agrees"],
    ["on-track", "missed", "disagrees"],
    ["behind", "on-track", "disagrees"],
    ["behind", "missed", "agrees"],
    ["not-started", "met", "disagrees"],
    ["done", "no-data", "open"],
    ["done", "qualitative", "open"],
    ["done", undefined, "open"],
    [null, "met", "open"],
  ] as const)("%s and %s: %s", (reported, computed, expected) => {
    expect(compareStatus(reported, computed)).toBe(expected);
  });

  test("figures agree when the coarser one says no more", () => {
    expect(isSameFigure(12.34, 12.3)).toBe(true);
    expect(isSameFigure(12.36, 12.3)).toBe(false);
    expect(isSameFigure(1e-7, 0)).toBe(true);
    expect(isSameFigure(100, 101)).toBe(false);
    expect(isSameFigure(-5, 5)).toBe(false);
  });
});

test("due dates", () => {
  expect(judgeDue("2026-02-28", "2026-02-01")).toEqual({ urgency: "later", daysLeft: 27 });
  expect(judgeDue("2026-02-08", "2026-02-01")).toEqual({ urgency: "soon", daysLeft: 7 });
  expect(judgeDue("2026-02-01", "2026-02-01").urgency).toBe("today");
  expect(judgeDue("2026-01-31", "2026-02-01")).toEqual({ urgency: "overdue", daysLeft: -1 });
  expect(countOwed({ "not-started": 1, draft: 2, submitted: 4, returned: 8, accepted: 16 })).toBe(11);
});
