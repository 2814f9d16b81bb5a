import { describe, expect, test } from "vitest";
import { edit, good, read, said } from "./testing.ts";

describe("calendars", () => {
  const week = good["calendar.txt"] ?? "";

  test("that contradict themselves or overlap", () => {
    const twice = `${week}daily,1,1,1,1,1,0,0,20160320,20160430\n`;
    const reading = read({ "calendar.txt": twice });
    expect(said(reading)).toEqual(["error calendar-twice calendar.txt:3 service_id"]);
    expect(reading.report.entries[0]?.what.en).toContain("overlap");
    const both = "service_id,date,exception_type\ndaily,20160315,1\ndaily,20160315,2\n";
    expect(said(read({ "calendar_dates.txt": both }))).toEqual([
      "error calendar-contradiction calendar_dates.txt:3 exception_type",
    ]);
    expect(said(read(edit("calendar.txt", "20160310,20160331", "20160331,20160310")))).toEqual([
      "error calendar-backwards calendar.txt:2 end_date",
    ]);
    expect(said(read(edit("calendar.txt", "20160310,20160331", "20160310,20160230")))).toContain(
      "error bad-date calendar.txt:2 end_date",
    );
    expect(said(read(edit("trips.txt", "G,daily,T2", "G,never,T2")))).toEqual([
      "error unknown-service trips.txt:3 service_id",
    ]);
  });

  test("of single days alone", () => {
    const dates = "service_id,date,exception_type\ndaily,20160317,1\ndaily,20160315,1\n";
    const { schedule } = read({ "calendar.txt": null, "calendar_dates.txt": dates });
    expect(schedule?.calendars[0]).toMatchObject({
      start: "2016-03-15",
      end: "2016-03-17",
      added: ["2016-03-15", "2016-03-17"],
    });
  });

  test("by which one train runs twice a day", () => {
    const times = `${good["stop_times.txt"] ?? ""}T3,23:30:00,23:30:00,C,1\nT3,24:30:00,24:35:00,D,2\n`;
    const trips = `${good["trips.txt"]}G,again,T3,G2,\n`;
    const calendar = `${week}again,0,1,0,0,0,0,0,20160301,20160430\n`;
    const reading = read({ "stop_times.txt": times, "trips.txt": trips, "calendar.txt": calendar });
    expect(said(reading)).toEqual(["warning runs-twice trips.txt:4 service_id"]);
    expect(reading.report.entries[0]?.what.en).toContain("2016-03-15");
  });
});

describe("stations, transfers, pathways, frequencies", () => {
  const stops = `stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station
S,晨港,30.5,114.3,1,
A,晨港一台,30.5,114.3,0,S
A2,晨港二台,30.5,114.3,0,S
E,东口,30.5,114.3,2,S
B,礁石,30.5,115,0,
C,盐风,30.5,116,,
D,暮港,30.4,117,,
`;

  test("platforms become one station", () => {
    const { schedule } = read({ "stops.txt": stops });
    expect(schedule?.stations.map(({ id }) => id)).toEqual(["S", "B", "C", "D"]);
    expect(schedule?.trips[0]?.calls[0]?.station).toBe("S");
  });

  test("pathways give the time between platforms, transfers.txt wins over them", () => {
    const pathways = `pathway_id,from_stop_id,to_stop_id,pathway_mode,is_bidirectional,traversal_time,length
1,A,E,1,1,60,
2,E,A2,1,1,,100
`;
    const one = read({ "stops.txt": stops, "pathways.txt": pathways });
    expect(said(one)).toEqual(["info pathways-used pathways.txt:"]);
    expect(one.schedule?.stations[0]?.changeSeconds).toBe(60 + 100 / 1.25);
    const transfers = "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nA,A2,2,300\n";
    const two = read({ "stops.txt": stops, "pathways.txt": pathways, "transfers.txt": transfers });
    expect(two.schedule?.stations[0]?.changeSeconds).toBe(300);
  });

  test("transfers of all types", () => {
    const heading = "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_trip_id,to_trip_id\n";
    const rows = "A,B,2,600,,\nB,A,2,,,\nC,C,1,,,\nC,D,3,,,\nA,A,2,120,T1,\nX,A,0,,,\nA,B,9,,,\n";
    expect(said(read({ "transfers.txt": heading + rows }))).toEqual([
      "error unknown-stop transfers.txt:7 from_stop_id",
      "error bad-value transfers.txt:8 transfer_type",
      "warning transfer-time-missing transfers.txt:3 min_transfer_time",
      "warning transfer-specific transfers.txt:",
    ]);
    const { schedule } = read({ "transfers.txt": heading + rows.split("X,")[0] });
    expect(schedule?.transfers).toEqual([
      { from: "A", to: "B", seconds: 600, kind: "walk" },
      // 67 km on foot at 4.5 km/h, with 1.3 for the way round.
      { from: "B", to: "A", seconds: expect.closeTo(69_753, -3), kind: "walk" },
    ]);
    expect(schedule?.stations.find(({ id }) => id === "C")?.changeSeconds).toBe(0);
  });

  test("staying seated makes one train of two", () => {
    const transfers = "from_stop_id,to_stop_id,transfer_type,from_trip_id,to_trip_id\n,,4,T1,T2\n";
    const { schedule, report } = read({ "transfers.txt": transfers });
    expect(report.entries).toEqual([]);
    expect(schedule?.trips).toHaveLength(1);
    expect(schedule?.trips[0]).toMatchObject({ id: "T1+T2", name: "G1/G2" });
    expect(schedule?.trips[0]?.calls.map(({ station }) => station)).toEqual(["A", "B", "C", "D"]);
    expect(schedule?.trips[0]?.calls[2]).toMatchObject({ arrivalSeconds: 33_000, departureSeconds: 84_600 });
    const wrong = read({ "transfers.txt": transfers.replace("T1,T2", "T2,T1") });
    expect(said(wrong)).toEqual(["warning in-seat-apart transfers.txt:2"]);
  });

  test("frequencies", () => {
    const heading = "trip_id,start_time,end_time,headway_secs,exact_times\n";
    const { schedule } = read({ "frequencies.txt": `${heading}T1,06:00:00,10:00:00,900,1\n` });
    expect(schedule?.trips[0]?.frequencies).toEqual([
      { startSeconds: 21_600, endSeconds: 36_000, headwaySeconds: 900 },
    ]);
    const bad = "T9,06:00:00,10:00:00,900,1\nT1,10:00:00,06:00:00,900,1\nT1,06:00:00,10:00:00,0,1\n";
    const overlap = "T1,06:00:00,10:00:00,900,1\nT1,09:00:00,11:00:00,900,1\n";
    expect(said(read({ "frequencies.txt": heading + bad + overlap }))).toEqual([
      "error unknown-trip frequencies.txt:2 trip_id",
      "error bad-time frequencies.txt:3 start_time",
      "error bad-value frequencies.txt:4 headway_secs",
      "error frequencies-overlap frequencies.txt:6 start_time",
    ]);
  });
});
