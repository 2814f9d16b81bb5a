import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWorkbookCells } from "./questions.testing.ts";
import { startTestReach } from "./testing.ts";

/** What people ask of the fictional region's timetable, by its routes. */

let reach: Awaited<ReturnType<typeof startTestReach>>;
beforeAll(async () => {
  reach = await startTestReach("pglite");
});
afterAll(() => reach?.drop());

type City = { place: { code: string }; state: string } & Record<string, unknown>;
const cityOf = (cities: City[], code: string) => cities.find(({ place }) => place.code === code);

describe("feeds", () => {
  it("say what they cover and of which cities they know nothing", async () => {
    const { json } = await reach.get("/feeds");
    expect(json).toMatchObject({ default: "ferry", note: null });
    expect(json.feeds[0]).toMatchObject({ id: "ferry", origin: "region", judging: true, stations: 5, trips: 8 });
    expect(json.feeds[0].noData.map(({ code }: { code: string }) => code)).toEqual(["639200"]);
    expect(json.feeds[0].source.title).not.toBe("");
  });

  it("list their stations with the trains of a day", async () => {
    const { json } = await reach.get("/feeds/ferry/stations?date=2016-03-16");
    const chengang = json.stations.find(({ id }: { id: string }) => id === "chengang");
    // G1, G3 on a workday, and the suburban train each hour from six to nine.
    expect(chengang).toMatchObject({ place: "469100", departures: 6 });
    expect((await reach.get("/feeds/none/stations")).status).toBe(404);
  });
});

describe("times", () => {
  it("stand side by side, with the settings and the source they rest on", async () => {
    const { json } = await reach.get("/times?from=469100&date=2016-03-16&threshold=90");
    const yanfeng = cityOf(json.cities, "469300");
    // G1 takes 80 min, G3 60, K1 from the quay 190.
    expect(yanfeng).toMatchObject({
      state: "reached",
      fastestMinutes: 60,
      medianMinutes: 80,
      worstMinutes: 190,
      departures: 3,
      departuresWithin: 2,
      direct: true,
      transfers: 0,
    });
    expect(cityOf(json.cities, "469100")).toMatchObject({ state: "same" });
    expect(cityOf(json.cities, "639200")).toMatchObject({ state: "no-data", fastestMinutes: null });
    expect(cityOf(json.cities, "639200")?.reason).toMatchObject({ en: expect.stringContaining("no station") });
    expect(json.dataSet).toMatchObject({ feed: "ferry", settings: { criterion: "fastest" }, thresholdMinutes: 90 });
  });

  it("of a city without data, and of a day outside the period, are no data and never not reached", async () => {
    for (const query of ["from=639200", "from=469100&date=2019-01-01"]) {
      const { json } = await reach.get(`/times?${query}`);
      expect(new Set(json.cities.map(({ state }: City) => state))).toEqual(new Set(["no-data"]));
    }
  });

  it("count within a window only", async () => {
    const { json } = await reach.get("/times?from=469100&date=2016-03-16&windowStart=12:00&windowEnd=18:00");
    expect(cityOf(json.cities, "469300")).toMatchObject({ departures: 1, fastestMinutes: 60 });
  });

  it("begin at a station or a point as well, the point with access on the ground", async () => {
    const station = (await reach.get("/times?from=station:chengang-quay&date=2016-03-16")).json;
    expect(cityOf(station.cities, "469300")).toMatchObject({ directFastestMinutes: 190 });
    const point = (await reach.get("/times?from=150.05,11.0&date=2016-03-16")).json;
    expect(point.origin).toMatchObject({ kind: "point", place: "469100" });
    const access = point.origin.stations.find(({ id }: { id: string }) => id === "chengang").accessMinutes;
    const { detourFactor, accessKmh } = point.dataSet.settings;
    // Half a tenth of a degree of longitude at 11 degrees north is 5.458 km; whole minutes, rounded up.
    expect(access).toBe(Math.ceil(((5.458 * detourFactor) / accessKmh) * 60));
    expect(cityOf(point.cities, "469300")?.fastestMinutes as number).toBe(60 + access);
  });

  it("are refused for what is no end, no time and no feed, each with a word on what to do", async () => {
    for (const [query, status] of [
      ["from=Atlantis", 400],
      ["from=station:none", 400],
      ["from=200,11", 400],
      ["from=469100&windowStart=25:99", 400],
      ["from=469100&windowStart=10:00&windowEnd=09:00", 400],
      ["from=469100&date=2016-02-30", 400],
      ["from=469100&feed=none", 404],
      ["from=469100&scenario=99", 404],
      ["from=469100&scenario=s1.nonsense", 400],
      ["", 400],
    ] as const) {
      const answer = await reach.get(`/times?${query}`);
      expect([query, answer.status]).toEqual([query, status]);
      expect(answer.json.detail.length).toBeGreaterThan(10);
    }
  });
});

describe("differences, isochrones and curves", () => {
  it("differ by day, city by city", async () => {
    const { json } = await reach.get("/differences?from=469100&date=2016-03-16&otherDate=2016-03-19");
    // On a Saturday G3 does not run, but Y1 does.
    expect(cityOf(json.cities, "469300")).toMatchObject({ change: "slower", fastestMinutes: 20 });
    expect(cityOf(json.cities, "639200")).toMatchObject({ change: "no-data", departures: null });
    const same = (await reach.get("/differences?from=469100&date=2016-03-16&otherDate=2016-03-16")).json;
    expect(cityOf(same.cities, "469300")).toMatchObject({ change: "equal", fastestMinutes: 0 });
  });

  it("isochrones are closed rings, the largest threshold first, and come as a file", async () => {
    const query = "from=469100&date=2016-03-16&minutes=60&minutes=120";
    const { features } = (await reach.get(`/isochrones?${query}`)).json.isochrones;
    expect(features.map(({ properties }: { properties: object }) => properties)).toEqual([
      { minutes: 120 },
      { minutes: 60 },
    ]);
    for (const { geometry } of features) {
      expect(geometry.coordinates.length).toBeGreaterThan(0);
      for (const ring of geometry.coordinates.flat()) expect(ring[0]).toEqual(ring.at(-1));
    }
    // From the city itself one goes no farther than access lasts, however much time is left.
    const { accessMinutes, accessKmh, detourFactor } = (await reach.get("/settings")).json.current.settings;
    const farthestKm = ((accessMinutes / 60) * accessKmh) / detourFactor;
    const west = Math.min(...features[0].geometry.coordinates.flat(2).map(([lon]: number[]) => lon));
    expect((150.0 - west) * 109.2).toBeLessThan(farthestKm * 1.15);
    const file = await reach.get(`/isochrones.geojson?${query}`);
    expect(file.headers.get("content-type")).toContain("application/geo+json");
    expect(JSON.parse(new TextDecoder().decode(file.bytes)).type).toBe("FeatureCollection");
  });

  it("people within reach never become fewer with more time", async () => {
    const { json } = await reach.get("/curve?from=469100&date=2016-03-16");
    const people = json.steps.map((step: { people: number }) => step.people);
    expect(people).toHaveLength(241);
    expect(people[0]).toBeGreaterThan(0);
    expect([...people].sort((a, b) => a - b)).toEqual(people);
    expect(json.citiesWithoutData.map(({ code }: { code: string }) => code)).toContain("639200");
  });
});

describe("matrix", () => {
  it("agrees with the times from each city, and says on how many pairs it rests", async () => {
    const { json } = await reach.get("/matrix?date=2016-03-16");
    expect(json.rows).toHaveLength(25);
    expect(json.pairs).toMatchObject({ all: 20, withData: 12, withoutData: 8 });
    const times = (await reach.get("/times?from=469100&date=2016-03-16")).json;
    for (const { place, ...figures } of times.cities) {
      const row = json.rows.find(({ from, to }: Record<string, string>) => from === "469100" && to === place.code);
      expect(row).toMatchObject(figures);
    }
  });

  it("takes cities by name, refuses others", async () => {
    const { json } = await reach.get(`/matrix?from=${encodeURIComponent("晨港")}&to=Yanfeng&date=2016-03-16`);
    expect(json.rows).toHaveLength(1);
    expect((await reach.get("/matrix?from=Atlantis")).status).toBe(400);
  });

  it("comes as CSV, Excel and GeoJSON in the reader's language", async () => {
    const csv = new TextDecoder().decode((await reach.get("/matrix.csv?date=2016-03-16&lang=zh")).bytes);
    expect(csv).toContain("最快(分钟)");
    expect(csv).toContain("无数据");
    const xlsx = await reach.get("/matrix.xlsx?date=2016-03-16&lang=en");
    expect(await readWorkbookCells(xlsx.bytes)).toContain("Fastest (min)");
    const flows = JSON.parse(new TextDecoder().decode((await reach.get("/matrix.geojson?date=2016-03-16")).bytes));
    expect(flows.features[0].geometry.type).toBe("LineString");
  });
});

describe("journeys", () => {
  const journeys = async (query: string) => (await reach.get(`/journeys?date=2016-03-16&${query}`)).json;

  it("depart at, arrive by, and in a window; the parts sum up to the whole", async () => {
    const depart = await journeys("from=469100&to=469300&time=07:30");
    expect(depart.journeys[0]).toMatchObject({
      departure: { time: "08:00" },
      arrival: { time: "09:20" },
      transfers: 0,
    });
    expect(depart.journeys[0].legs[0]).toMatchObject({
      kind: "ride",
      train: "G1",
      calls: [{ arrival: { time: "08:40" } }],
    });
    const arrive = await journeys("from=469100&to=469300&mode=arrive&time=18:00");
    expect(arrive.journeys.at(-1)).toMatchObject({ departure: { time: "17:00" }, arrival: { time: "18:00" } });
    const window = await journeys("from=469100&to=469300&mode=window");
    for (const one of [...depart.journeys, ...arrive.journeys, ...window.journeys]) {
      const { rideMinutes, waitMinutes, transferMinutes, accessMinutes, minutes } = one;
      expect(rideMinutes + waitMinutes + transferMinutes + accessMinutes).toBeCloseTo(minutes, 5);
    }
  });

  it("run over midnight, on the next day", async () => {
    const { journeys: found } = await journeys("from=469300&to=639100&time=20:00");
    expect(found[0]).toMatchObject({
      departure: { time: "22:00", dayOffset: 0 },
      arrival: { time: "02:30", dayOffset: 1 },
    });
  });

  it("without a train or a section leave what remains", async () => {
    const { disruption, journeys: found } = await journeys("from=469100&to=469300&mode=window&without=G3");
    expect(disruption.cancelled).toMatchObject([{ asked: "G3", trips: 1 }]);
    expect(disruption.undisturbed.fastestMinutes).toBe(60);
    expect(disruption.remaining.fastestMinutes).toBe(80);
    expect(found.flatMap(({ legs }: { legs: { train: string }[] }) => legs.map(({ train }) => train))).not.toContain(
      "G3",
    );
    const cut = await journeys("from=469100&to=639100&mode=window&without=station:yanfeng~station:mugang");
    expect(cut).toMatchObject({ state: "not-reached", journeys: [] });
    expect((await reach.get("/journeys?from=469100&to=469300&without=X9")).status).toBe(400);
  });

  it("to a city without data are no data", async () => {
    expect(await journeys("from=469100&to=639200")).toMatchObject({ state: "no-data", journeys: [] });
    expect(await journeys("from=469100&to=469100")).toMatchObject({ state: "same", journeys: [] });
  });
});

describe("scenarios", () => {
  it("change the answer; an empty one is the timetable as it is", async () => {
    const base = { name: "what if", feed: "ferry" };
    const keep = async (modifications: object[]) =>
      (await reach.ask("office", "POST", "/scenarios", { ...base, modifications, shared: true })).json.scenario.id;
    const empty = await keep([]);
    const without = await keep([{ kind: "remove-service", trips: ["G3"] }]);
    const query = "/times?from=469100&date=2016-03-16";
    const before = (await reach.get(query)).json.cities;
    expect((await reach.get(`${query}&scenario=${empty}`)).json.cities).toEqual(before);
    const after = (await reach.get(`${query}&scenario=${without}`)).json;
    expect(cityOf(after.cities, "469300")).toMatchObject({ fastestMinutes: 80 });
    expect(after.dataSet.scenario).toMatchObject({ id: without, modifications: 1 });
    const { cities } = (await reach.get(`/differences?from=469100&date=2016-03-16&otherScenario=${without}`)).json;
    expect(cityOf(cities, "469300")).toMatchObject({ change: "slower", fastestMinutes: 20 });
  });
});
