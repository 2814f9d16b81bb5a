import { describe, expect, it } from "vitest";
import { judgeMonitoring, type MonitorFacts } from "./rules.ts";

const facts: MonitorFacts = {
  commitments: 12,
  newestDataAt: new Date("2026-01-01T00:00:00Z"),
  latest: { asOf: "2026-01-02", createdAt: new Date("2026-01-02T00:00:00Z") },
  audit: { ok: true, checked: 3 },
  now: new Date("2026-12-31T00:00:00Z"),
};

describe("judgeMonitoring", () => {
  it("works when an evaluation covers the newest data, however old both are", () => {
    expect(judgeMonitoring(facts).working).toBe(true);
  });

  it("allows a month between new data and the next publication", () => {
    const newer = { ...facts, newestDataAt: new Date("2026-01-20T00:00:00Z") };
    expect(judgeMonitoring({ ...newer, now: new Date("2026-02-01T00:00:00Z") }).working).toBe(true);
    expect(judgeMonitoring({ ...newer, now: new Date("2026-02-04T00:00:00Z") }).working).toBe(false);
  });

  it("does not work without commitments, without an evaluation, or with a broken log", () => {
    expect(judgeMonitoring({ ...facts, commitments: 0 }).working).toBe(false);
    expect(judgeMonitoring({ ...facts, latest: null }).working).toBe(false);
    expect(judgeMonitoring({ ...facts, audit: { ok: false, checked: 2 } }).working).toBe(false);
  });
});
