import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyAudit } from "@midreach/kernel/audit";
import { readOutbox } from "@midreach/kernel/outbox";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testBackends } from "../../kernel/database/testing.ts";
import { readGtfs } from "./gtfs/index.ts";
import { createReachClient, startTestReach, wireReach } from "./testing.ts";

/** What the engine keeps: decisions and imported timetables, on every database. */

const dataFolder = mkdtempSync(join(tmpdir(), "midreach-reach-"));
afterAll(() => rmSync(dataFolder, { recursive: true }));

/** A line between two cities of the fictional region. */
function ferryFile(change: (files: Record<string, string>) => void = () => undefined): Uint8Array<ArrayBuffer> {
  const files: Record<string, string> = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\na,Ferries,https://example.org,Asia/Shanghai\n",
    "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\nm,暮港,11.0,154.0\nw,雾岬站,11.0,155.0\n",
    "routes.txt": "route_id,agency_id,route_short_name,route_type\nF,a,F,2\n",
    "trips.txt": "route_id,service_id,trip_id\nF,daily,F1\nF,daily,F2\n",
    "stop_times.txt":
      "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" +
      "F1,08:00:00,08:00:00,m,1\nF1,09:00:00,09:00:00,w,2\nF2,18:00:00,18:00:00,m,1\nF2,19:30:00,19:30:00,w,2\n",
    "calendar.txt":
      "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n" +
      "daily,1,1,1,1,1,1,1,20250101,20251231\n",
  };
  change(files);
  return new Uint8Array(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );
}

describe.each(testBackends())("reach on %s", (kind) => {
  let reach: Awaited<ReturnType<typeof startTestReach>>;
  beforeAll(async () => {
    reach = await startTestReach(kind, { dataFolder: join(dataFolder, kind) });
  });
  afterAll(() => reach?.drop());

  describe("settings", () => {
    it("begin as the region proposes; the office decides from a day on, and every decision stays", async () => {
      const before = (await reach.get("/settings")).json;
      expect(before.current).toMatchObject({ validFrom: null, decidedBy: null, settings: { criterion: "fastest" } });
      const change = { criterion: "median", validFrom: "2026-01-01", reason: "The fastest train is full" };
      expect((await reach.ask("unit", "PUT", "/settings", change)).status).toBe(403);
      const { status, json } = await reach.ask("office", "PUT", "/settings", change);
      expect(status).toBe(200);
      expect(json.current).toMatchObject({ validFrom: "2026-01-01", decidedBy: "office" });
      expect(json.current.settings).toEqual({ ...before.current.settings, criterion: "median" });
      const later = { requiredSharePercent: 60, validFrom: "2027-01-01", reason: "From next year on" };
      const answer = (await reach.ask("office", "PUT", "/settings", later)).json;
      expect(answer.current.settings.requiredSharePercent).toBe(before.current.settings.requiredSharePercent);
      expect(answer.history).toHaveLength(3);
      expect(answer.history[0].settings).toMatchObject({ criterion: "median", requiredSharePercent: 60 });
    });

    it("are refused when they mean nothing, with a reason asked for", async () => {
      expect((await reach.ask("office", "PUT", "/settings", { detourFactor: 0.5, reason: "x" })).status).toBe(400);
      expect((await reach.ask("office", "PUT", "/settings", { detourFactor: 1.2 })).status).toBe(400);
    });
  });

  describe("surroundings", () => {
    it("are a dated table; a decision replaces a capital's cities from a day on", async () => {
      const change = { capital: "639100", cities: ["639200", "469300"], validFrom: "2026-01-01", reason: "By ferry" };
      const { json } = await reach.ask("office", "PUT", "/surroundings", change);
      const row = json.current.find((one: { capital: { code: string } }) => one.capital.code === "639100");
      expect(row.cities.map(({ code }: { code: string }) => code)).toEqual(["639200", "469300"]);
      expect(row).toMatchObject({ validFrom: "2026-01-01", decidedBy: "office" });
      const wrong = { capital: "639100", cities: ["639100"], reason: "itself" };
      expect((await reach.ask("office", "PUT", "/surroundings", wrong)).status).toBe(400);
      expect((await reach.ask("office", "PUT", "/surroundings", { ...wrong, cities: ["nowhere"] })).status).toBe(400);
    });
  });

  describe("imports", () => {
    it("with trial only say what is in a file", async () => {
      const { status, json } = await reach.upload("office", "name=Ferries%20(2025).zip&trial=true", ferryFile());
      expect(status).toBe(200);
      expect(json).toMatchObject({ import: null, trial: true, feed: { id: "ferries-2025", trips: 2, stations: 2 } });
      expect(json.feed.coverage.places.map(({ code }: { code: string }) => code)).toEqual(["639100", "639200"]);
      expect((await reach.get("/imports")).json.imports).toEqual([]);
    });

    it("are refused to those without the right, and with errors nothing is kept", async () => {
      expect((await reach.upload("unit", "name=a.zip", ferryFile())).status).toBe(403);
      expect((await reach.upload("public", "name=a.zip", ferryFile())).status).toBe(401);
      const backwards = ferryFile((files) => {
        files["stop_times.txt"] = files["stop_times.txt"]?.replace("09:00:00,09:00:00", "07:00:00,07:00:00") ?? "";
      });
      const { json } = await reach.upload("office", "name=a.zip", backwards);
      expect(json).toMatchObject({ import: null, feed: null });
      expect(json.report.errors).toBeGreaterThan(0);
      expect(json.report.entries[0]).toMatchObject({ severity: "error", file: "stop_times.txt" });
      const nonsense = await reach.upload("office", "name=a.zip", new Uint8Array([1, 2, 3]));
      expect(nonsense.json).toMatchObject({ import: null, feed: null });
      expect((await reach.get("/imports")).json.imports).toEqual([]);
    });

    it("are kept whole, answer at once and after a new start, and come out as they went in", async () => {
      const { json } = await reach.upload("office", "name=ferries.zip&publishedAt=2024-12-01", ferryFile());
      expect(json.import).toMatch(/^\d+$/);
      const query = "/times?feed=ferries&from=639100&date=2025-03-04";
      const row = (answer: { json: { cities: { place: { code: string } }[] } }, code: string) =>
        answer.json.cities.find(({ place }) => place.code === code);
      const expected = { state: "reached", fastestMinutes: 60, medianMinutes: 75, worstMinutes: 90, departures: 2 };
      expect(row(await reach.get(query), "639200")).toMatchObject(expected);
      expect(row(await reach.get(query), "469100")).toMatchObject({ state: "no-data" });
      const services = await wireReach(reach.opened.database);
      expect(row(await createReachClient(services).get(query), "639200")).toMatchObject(expected);
      const file = await reach.get("/feeds/ferries/gtfs");
      expect(readGtfs(file.bytes, { id: "ferries" }).schedule?.trips.map(({ id }) => id)).toEqual(["F1", "F2"]);
      expect(readdirSync(join(dataFolder, kind, "networks")).length).toBeGreaterThan(0);
    });

    it("of one id come one at a time; what is removed can be brought again", async () => {
      expect((await reach.upload("office", "name=ferries.zip", ferryFile())).status).toBe(409);
      const both = await Promise.all(["a", "b"].map(() => reach.upload("office", "name=twice.zip", ferryFile())));
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      const { imports } = (await reach.get("/imports")).json;
      for (const { id } of imports) expect((await reach.ask("office", "DELETE", `/imports/${id}`)).status).toBe(200);
      expect((await reach.get("/times?feed=ferries&from=639100")).status).toBe(404);
      expect((await reach.get(`/imports/${imports[0].id}`)).status).toBe(404);
      expect((await reach.upload("office", "name=ferries.zip", ferryFile())).status).toBe(200);
    });
  });

  it("every decision and import stands in the audit log and the outbox", async () => {
    expect((await verifyAudit(reach.services.database)).ok).toBe(true);
    const topics = new Set<string>();
    await readOutbox(reach.services.database, "test", async ({ topic }) => {
      topics.add(topic);
    });
    const expected = [
      "reach.settings-decided",
      "reach.surroundings-decided",
      "reach.feed-imported",
      "reach.feed-removed",
    ];
    expect([...topics].sort()).toEqual(expected.sort());
  });
});
