import { describe, expect, it } from "vitest";
import { expandHorizon } from "./connections.ts";
import { reachCurve } from "./curve.ts";
import { listDirectTrains } from "./direct-trains.ts";
import { computeMatrix, type MatrixQuestion } from "./matrix.ts";
import { at, date, makeWorld, type Parts, ways } from "./testing/builders.ts";

/** What lies between two places over a window. */

const two = at("02:00");

function makeCell(parts: Parts, from: string, to: string, question: Partial<MatrixQuestion> = {}) {
  const { timetable, ends } = makeWorld(parts);
  const connections = expandHorizon(timetable, { date });
  const [cell] = computeMatrix(connections, {
    sources: [ends(from)],
    targets: [ends(to)],
    thresholdSeconds: two,
    ...question,
  });
  return cell;
}

describe("departures", () => {
  const trains = ["G1: A 08:00 > B 10:00", "G3: A 12:00 > B 15:00", "K1: A 16:00 > B 17:00 > A 18:00 > B 20:00"];

  it("are the trains without change, each once, also those that another one beats", () => {
    const slow = { trains: [...trains, "K3: A 07:00 > B 15:30"] };
    expect(makeCell(slow, "A", "B")).toMatchObject({ departures: 4, worstSeconds: at("08:30") });
    expect(makeCell(slow, "A", "B")).toMatchObject({ fastestSeconds: at("01:00"), directFastestSeconds: at("01:00") });
  });

  it("have a median: of an even number the mean of the two in the middle", () => {
    expect(makeCell({ trains }, "A", "B")).toMatchObject({ departures: 3, medianSeconds: at("02:00") });
    expect(makeCell({ trains: trains.slice(0, 2) }, "A", "B")).toMatchObject({ medianSeconds: at("02:30") });
  });

  it("are the best connecting journeys where no train runs through", () => {
    const connecting = [
      "G1: A 08:00 > X 09:00",
      "G2: X 09:10 > B 10:10",
      "G4: A 10:00 > X 11:00",
      "G6: X 11:30 > B 12:30",
    ];
    expect(makeCell({ trains: connecting }, "A", "B")).toMatchObject({
      departures: 2,
      transfers: 1,
      fastestSeconds: at("02:10"),
      directFastestSeconds: null,
      medianSeconds: at("02:20"),
    });
  });

  it("count in the window only; a connecting journey may still be the fastest", () => {
    const window = { from: at("12:00"), to: at("16:00") };
    expect(makeCell({ trains }, "A", "B", { window })).toMatchObject({ departures: 1, fastestSeconds: at("03:00") });
    const quick = [...trains, "G5: A 12:00 > X 12:30", "G7: X 12:40 > B 13:00"];
    expect(makeCell({ trains: quick }, "A", "B", { window })).toMatchObject({
      departures: 1,
      fastestSeconds: at("01:00"),
      transfers: 1,
      directFastestSeconds: at("03:00"),
    });
  });

  it("leave from a city's last station and arrive at the other's first", () => {
    const { timetable } = makeWorld({ trains: ["G1: A1 08:00 > A2 08:20 > B1 09:00 > B2 09:30"] });
    const index = (id: string) => timetable.stations.ids.indexOf(id);
    const found = listDirectTrains(
      expandHorizon(timetable, { date }),
      [index("A1"), index("A2")],
      [index("B1"), index("B2")],
      { from: 0, to: at("24:00") },
    );
    expect(found).toMatchObject([{ from: index("A2"), to: index("B1"), departureSeconds: at("08:20") }]);
  });

  it("do not exist where nothing connects", () => {
    expect(makeCell({ trains }, "B", "A", { window: { from: 0, to: at("06:00") } })).toMatchObject({
      fastestSeconds: null,
      transfers: null,
      departures: 0,
      medianSeconds: null,
      worstSeconds: null,
      share: 0,
    });
  });
});

describe("the share of moments", () => {
  it("counts waiting: one train of 90 minutes serves 31 minutes of the day within two hours", () => {
    expect(makeCell({ trains: ["G1: A 08:00 > B 09:30"] }, "A", "B")?.share).toBeCloseTo(31 / 1440, 12);
  });

  it("counts no moment twice", () => {
    const trains = ["G1: A 08:00 > B 09:30", "G3: A 08:10 > B 09:40"];
    expect(makeCell({ trains }, "A", "B")?.share).toBeCloseTo(41 / 1440, 12);
  });

  it("knows trains that leave after the window", () => {
    const window = { from: at("07:00"), to: at("08:00") };
    expect(makeCell({ trains: ["G1: A 08:05 > B 09:30"] }, "A", "B", { window })?.share).toBeCloseTo(30 / 60, 12);
  });

  it("is one where one can walk", () => {
    const cell = makeCell({ trains: ["G1: A 08:00 > B 09:30"], ways: ways("A-B 60") }, "A", "B");
    expect(cell).toMatchObject({ share: 1, fastestSeconds: at("01:00"), transfers: 0 });
  });
});

it("access and egress lengthen every journey", () => {
  const trains = ["G1: A 08:00 > B 09:00"];
  expect(makeCell({ trains }, "A+10", "B+20")).toMatchObject({
    fastestSeconds: at("01:30"),
    medianSeconds: at("01:30"),
  });
});

it("work can be watched and stopped between two targets", () => {
  const seen: number[] = [];
  const { timetable, ends } = makeWorld({ trains: ["G1: A 08:00 > B 09:00 > C 10:00"] });
  const cells = computeMatrix(expandHorizon(timetable, { date }), {
    sources: [ends("A")],
    targets: [ends("B"), ends("C")],
    thresholdSeconds: two,
    onProgress: (done) => seen.push(done),
    isCancelled: () => seen.length === 1,
  });
  expect(seen).toEqual([1]);
  expect(cells).toHaveLength(1);
});

it("the curve of people rises with every place that is reached, and ends at four hours", () => {
  const curve = reachCurve([
    { minutes: 0, people: 5 },
    { minutes: 78.5, people: 10 },
    { minutes: 240, people: 20 },
    { minutes: 241, people: 40 },
    { minutes: null, people: 80 },
  ]);
  expect(curve).toHaveLength(241);
  const at = (minutes: number) => [curve[minutes]?.people, curve[minutes]?.places];
  expect([0, 78, 79, 239, 240].map(at)).toEqual([
    [5, 1],
    [5, 1],
    [15, 2],
    [15, 2],
    [35, 3],
  ]);
});
