import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestReach } from "./testing.ts";

/** The trains of the fictional region's timetable, as editors of scenarios ask for them. */

let reach: Awaited<ReturnType<typeof startTestReach>>;
beforeAll(async () => {
  reach = await startTestReach("pglite");
});
afterAll(() => reach?.drop());

type Train = { id: string; name: string; calls: { station: string; departure: string }[] };
const ask = async (query: string) => (await reach.get(`/feeds/ferry/trains?${query}`)).json as { trains: Train[] };

it("lists trains between two stations in order of departure, with all their calls", async () => {
  const all = (await ask("")).trains;
  expect(all).toHaveLength(8);
  const [first] = all;
  const [from, to] = [first?.calls[0]?.station, first?.calls.at(-1)?.station];
  const between = (await ask(`from=${from}&to=${to}`)).trains;
  expect(between.map(({ id }) => id)).toContain(first?.id);
  for (const { calls } of between) {
    const stations = calls.map((call) => call.station);
    expect(stations.indexOf(from ?? "")).toBeLessThan(stations.lastIndexOf(to ?? ""));
  }
  const departures = between.map(({ calls }) => calls.find((call) => call.station === from)?.departure ?? "");
  expect(departures).toEqual([...departures].sort());
});

it("finds trains by the beginning of their name in any case, and by id", async () => {
  const named = (await ask("name=g")).trains;
  expect(named.length).toBeGreaterThan(0);
  expect(named.every(({ name, id }) => name.startsWith("G") || id.startsWith("G"))).toBe(true);
  const id = encodeURIComponent(named[0]?.id ?? "");
  expect((await ask(`trip=${id}&trip=unknown`)).trains).toEqual([named[0]]);
  expect((await ask("name=zzz")).trains).toEqual([]);
});

it("has none for a timetable that is not there", async () => {
  expect((await reach.get("/feeds/none/trains")).status).toBe(404);
});
