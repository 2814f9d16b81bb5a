import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { ask } from "./compute/ask.ts";
import { carryOutOrder, countOrders } from "./compute/pool.ts";
import { supplySchedule } from "./compute/supplies.ts";
import { decodeTimetable } from "./core/encoding.ts";
import type { Schedule, Station, Trip } from "./core/schedule.ts";

/** Work in computing threads: whoever waits for something else keeps being served, and nobody works for nobody. */

const stationCount = 900;
const tripCount = 6000;

/** A wide net of trains in all directions: big enough that computing on it takes its time. */
function makeSchedule(): Schedule {
  const stations = Array.from(
    { length: stationCount },
    (_, index): Station => ({
      id: `s${index}`,
      name: { zh: `站${index}`, en: `Station ${index}` },
      lon: 110 + (index % 30) * 0.3,
      lat: 25 + Math.floor(index / 30) * 0.3,
      place: null,
    }),
  );
  const trips = Array.from({ length: tripCount }, (_, index): Trip => {
    const start = 5 * 3600 + ((index * 97) % (17 * 3600));
    const step = 1 + (index % 7);
    return {
      id: `t${index}`,
      name: `T${index}`,
      class: "T",
      calendar: "daily",
      calls: Array.from({ length: 12 }, (_, call) => ({
        station: `s${(index * 13 + call * step * 31) % stationCount}`,
        arrivalSeconds: start + call * 900,
        departureSeconds: start + call * 900 + 60,
      })),
    };
  });
  const coverage = {
    classes: [],
    places: [],
    start: "2020-01-01",
    end: "2020-12-31",
    measureOn: "2020-06-16",
    publishedAt: "2020-01-01",
    publishedBasis: "assumed" as const,
  };
  const weekdays = [true, true, true, true, true, true, true] as const;
  const calendar = { id: "daily", weekdays, start: "2020-01-01", end: "2020-12-31", added: [], removed: [] };
  const title = { zh: "网", en: "Net" };
  return {
    id: "net",
    title,
    timeZone: "Asia/Shanghai",
    coverage,
    stations,
    calendars: [calendar],
    trips,
    transfers: [],
  };
}

let network: { key: string; buffer: SharedArrayBuffer };
const matrix = (targets: number) => ({
  kind: "cells" as const,
  date: "2020-06-16",
  sources: Array.from({ length: 20 }, (_, station) => [{ station, seconds: 0 }]),
  targets: Array.from({ length: targets }, (_, station) => [{ station, seconds: 0 }]),
  window: { from: 0, to: 86_400 },
  thresholdSeconds: 7200,
});

beforeAll(async () => {
  const supply = supplySchedule("net", makeSchedule());
  const order = { kind: "build", schedule: "net", modifications: [], changeSeconds: 300 } as const;
  network = { key: "net", buffer: await carryOutOrder<SharedArrayBuffer>(order, { supply }) };
});

describe("computing threads", () => {
  it("share the network: what one built, this thread reads without copying", () => {
    const timetable = decodeTimetable(network.buffer);
    expect(timetable.stations.ids).toHaveLength(stationCount);
    expect(timetable.calls.station.buffer).toBe(network.buffer);
  });

  it("leave the event loop alone, say how far they are, and answer in full", async () => {
    const shares: number[] = [];
    const delays = monitorEventLoopDelay({ resolution: 5 });
    delays.enable();
    const cells = await ask(network, matrix(60), { onProgress: (share) => shares.push(share) });
    delays.disable();
    expect(cells).toHaveLength(20 * 60);
    expect(shares.at(-1)).toBe(1);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    // Half of the turns: a machine that others use, too, lets a thread wait now and then.
    expect(delays.percentile(50) / 1e6).toBeLessThan(50);
  });

  it("stop when nobody waits any more, and serve the next order", async () => {
    const controller = new AbortController();
    const started = performance.now();
    // Two are computed, the others wait their turn.
    const orders = [900, 899, 898, 897].map((targets) => ask(network, matrix(targets), { signal: controller.signal }));
    const settled = Promise.allSettled(orders);
    await wait(100);
    controller.abort("closed");
    for (const { status, ...rest } of await settled) {
      expect(status).toBe("rejected");
      expect(String((rest as PromiseRejectedResult).reason)).toContain("given up");
    }
    expect(countOrders()).toEqual({ running: 0, waiting: 0 });
    const cancelledAfter = performance.now() - started;
    expect((await ask(network, matrix(1))).length).toBe(20);
    await expect(ask(network, matrix(1), { signal: AbortSignal.abort(new Error("before")) })).rejects.toThrow("before");
    expect(cancelledAfter).toBeLessThan(20_000);
  });

  it("work once for all who ask the same, and stop only when the last one has given up", async () => {
    const before = countOrders();
    const [first, second] = [new AbortController(), new AbortController()];
    const question = matrix(700);
    const given = [first, second].map(({ signal }) => ask(network, question, { signal }));
    const settled = Promise.allSettled(given);
    const after = countOrders();
    expect(after.running + after.waiting - before.running - before.waiting).toBe(1);
    first.abort("closed");
    await expect(given[0]).rejects.toThrow("given up");
    expect(countOrders().running).toBe(1);
    second.abort("closed");
    expect((await settled).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(countOrders()).toEqual({ running: 0, waiting: 0 });
  });

  it("a short answer stays for whoever asks the same next; another day is another question", async () => {
    const answer = await ask(network, matrix(3));
    const again = ask(network, matrix(3));
    expect(countOrders()).toEqual({ running: 0, waiting: 0 });
    expect(await again).toBe(answer);
    const other = ask(network, { ...matrix(3), date: "2020-06-17" });
    expect(countOrders().running).toBe(1);
    expect(await other).toEqual(answer);
  });

  it("a bug in one order is that order's alone", async () => {
    const order = { kind: "build", schedule: "never supplied", modifications: [], changeSeconds: 0 } as const;
    await expect(carryOutOrder(order)).rejects.toThrow("was not supplied");
    expect((await ask(network, matrix(1))).length).toBe(20);
  });
});
