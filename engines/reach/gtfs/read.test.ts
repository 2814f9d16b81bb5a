import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readGtfs } from "./index.ts";
import { edit, good, read, said, zip } from "./testing.ts";

describe("a good feed", () => {
  test("becomes a schedule, and there is nothing to say about it", () => {
    const { schedule, report } = read();
    expect(report).toEqual({ errors: 0, warnings: 0, infos: 0, entries: [] });
    expect(schedule).toMatchObject({
      id: "x",
      title: { zh: "双屿铁路" },
      timeZone: "Asia/Shanghai",
      coverage: {
        start: "2016-03-10",
        end: "2016-03-31",
        measureOn: "2016-03-15",
        publishedAt: "2016-03-10",
        publishedBasis: "assumed",
      },
    });
    expect(schedule?.trips[0]).toEqual({
      id: "T1",
      name: "G1",
      class: "G",
      headsign: "盐风",
      calendar: "daily",
      calls: [
        { station: "A", arrivalSeconds: 28_800, departureSeconds: 28_800 },
        { station: "B", arrivalSeconds: 30_600, departureSeconds: 30_720 },
        { station: "C", arrivalSeconds: 33_000, departureSeconds: 33_000 },
      ],
    });
    expect(schedule?.trips[1]?.calls[1]?.arrivalSeconds).toBe(24.5 * 3600);
  });

  test("with a byte order mark, quotes, blanks, CRLF, rows in any order and unknown files is the same", () => {
    const [heading = "", ...rows] = (good["stop_times.txt"] ?? "").trim().split("\n");
    const change = {
      "stops.txt": `\uFEFF${good["stops.txt"]?.replaceAll("晨港", '"晨港"').replaceAll("\n", "\r\n")}`,
      "stop_times.txt": [heading, ...rows.reverse()].join("\n").replaceAll(",A,", ", A ,"),
      "shapes.txt": "nobody reads this",
    };
    expect(read(change)).toEqual(read());
  });

  test("in one folder is read with a warning", () => {
    const reading = read({}, "feed-2016/");
    expect(said(reading)).toEqual(["warning files-in-folder feed.zip:"]);
    expect(reading.schedule).toEqual(read().schedule);
  });

  test("takes the cities from whoever asks", () => {
    const { schedule } = readGtfs(zip(), { id: "x", placeOf: ({ id }) => (id < "C" ? "469100" : null) });
    expect(schedule?.stations.map(({ place }) => place)).toEqual(["469100", "469100", null, null]);
    expect(schedule?.coverage.places).toEqual(["469100"]);
  });
});

describe("files", () => {
  test.each(Object.keys(good))("without %s there is nothing", (file) => {
    const reading = read({ [file]: null });
    expect(reading.schedule).toBeUndefined();
    expect(said(reading)).toContain(`error file-missing ${file}:`);
  });

  test.each(["agency.txt", "stops.txt", "routes.txt", "trips.txt", "stop_times.txt"])(
    "an empty %s is an error",
    (file) => {
      for (const text of ["", `${good[file]?.split("\n")[0]}\n`]) {
        const reading = read({ [file]: text });
        expect(reading.schedule).toBeUndefined();
        expect(said(reading)).toContain(`error empty-file ${file}:`);
      }
    },
  );

  test("no zip, an empty file, a damaged zip, a zip of other things", () => {
    const codes = (bytes: Uint8Array) => readGtfs(bytes, { id: "x" }).report.entries.map(({ code }) => code);
    expect(codes(new Uint8Array())).toEqual(["empty-file"]);
    expect(codes(strToU8("stop_id,stop_name"))).toEqual(["not-a-zip"]);
    expect(codes(zip().slice(0, 400))).not.toEqual([]);
    expect(codes(zipSync({ "letter.docx": strToU8("x") }))).toEqual(["no-gtfs"]);
  });

  test("a zip cut off anywhere never gives half a feed", () => {
    const whole = zip();
    for (let length = 0; length < whole.length - 22; length += 37) {
      const { schedule, report } = readGtfs(whole.slice(0, length), { id: "x" });
      if (schedule === undefined) expect(report.errors).toBeGreaterThan(0);
      // Without its directory a zip may still hold every file whole.
      else expect(schedule).toEqual(read().schedule);
    }
  });

  test("a zip inside a zip, and two feeds in one", () => {
    const inside = readGtfs(zipSync({ "feed.zip": zip() }), { id: "x", fileName: "out.zip" });
    expect(said(inside)).toEqual(["error zip-in-zip out.zip:"]);
    const two = zipSync({ "a/stops.txt": strToU8("stop_id\n"), "b/stops.txt": strToU8("stop_id\n") });
    expect(said(readGtfs(two, { id: "x", fileName: "two.zip" }))).toEqual(["error several-folders two.zip:"]);
  });

  test("a bomb ends at the limits", () => {
    const bomb = zipSync({ "stop_times.txt": new Uint8Array(40 << 20) }, { level: 9 });
    expect(bomb.length).toBeLessThan(1 << 20);
    const reading = readGtfs(bomb, { id: "x", fileName: "bomb.zip" });
    expect(said(reading)).toEqual(["error zip-refused bomb.zip:"]);
    expect(reading.report.entries[0]?.what.zh).toContain("stop_times.txt");
  });

  test("encodings: GB18030 is read with a warning, what is no text is refused", () => {
    // 武 and 汉 in GB18030 stand for the name of a station.
    const bytes = Uint8Array.from([...strToU8("stop_id,stop_name,stop_lat,stop_lon\nA,"), 0xce, 0xe4, 0xba, 0xba]);
    const rest = strToU8(",30.5,114.3\nB,b,30.5,115\nC,c,30.5,116\nD,d,30.4,117\n");
    const reading = read({ "stops.txt": Uint8Array.from([...bytes, ...rest]) });
    expect(said(reading)).toEqual(["warning encoding stops.txt:"]);
    expect(reading.schedule?.stations[0]?.name.zh).toBe("武汉");
    const noise = Uint8Array.from({ length: 300 }, (_, index) => (index * 7919) % 256);
    expect(said(read({ "stops.txt": noise }))).toContain("error encoding stops.txt:");
    const wide = Uint8Array.from([
      0xff,
      0xfe,
      ...new Uint8Array(new Uint16Array([...(good["stops.txt"] ?? "")].map((sign) => sign.charCodeAt(0))).buffer),
    ]);
    expect(read({ "stops.txt": wide }).schedule).toEqual(read().schedule);
  });

  test("columns missing, rows too wide, quotes left open", () => {
    expect(said(read(edit("trips.txt", "service_id", "service")))).toContain(
      "error column-missing trips.txt:1 service_id",
    );
    expect(said(read(edit("stops.txt", "A,晨港", "A,晨,港")))).toContain("error too-many-cells stops.txt:2");
    expect(said(read(edit("stops.txt", "A,晨港", 'A,"晨港')))[0]).toMatch(/^error not-csv stops\.txt:/u);
  });
});

describe("stop times", () => {
  test("that run backwards", () => {
    const reading = read(edit("stop_times.txt", "T1,08:30:00,08:32:00", "T1,07:30:00,08:32:00"));
    expect(reading.schedule).toBeUndefined();
    expect(said(reading)).toEqual(["error time-backwards stop_times.txt:3 arrival_time"]);
    expect(reading.report.entries[0]).toMatchObject({
      what: {
        zh: "车次“T1”在礁石时刻倒流:08:00:00之后为07:30:00",
        en: 'trip "T1" runs backwards in time at 礁石: 07:30:00 after 08:00:00',
      },
    });
    const leaves = read(edit("stop_times.txt", "T1,08:30:00,08:32:00", "T1,08:30:00,08:12:00"));
    expect(said(leaves)).toEqual(["error time-backwards stop_times.txt:3 arrival_time"]);
  });

  test("of stops and trips that do not exist, at no time, twice with one number", () => {
    expect(said(read(edit("stop_times.txt", "T2,23:30:00,23:30:00,C", "T2,23:30:00,23:30:00,X")))).toContain(
      "error unknown-stop stop_times.txt:5 stop_id",
    );
    expect(said(read(edit("stop_times.txt", "T2,24", "T9,24")))).toContain(
      "error unknown-trip stop_times.txt:6 trip_id",
    );
    expect(said(read(edit("stop_times.txt", "08:30:00,08:32:00", "8h30,08:61:00")))).toEqual([
      "error bad-time stop_times.txt:3 arrival_time",
      "error bad-time stop_times.txt:3 departure_time",
      "info times-interpolated stop_times.txt:2",
    ]);
    expect(said(read(edit("stop_times.txt", ",B,2", ",B,1")))).toEqual([
      "error sequence-twice stop_times.txt:3 stop_sequence",
    ]);
    expect(said(read(edit("stop_times.txt", "T1,08:00:00,08:00:00", "T1,,")))).toEqual([
      "error time-missing stop_times.txt:2 arrival_time",
    ]);
  });

  test("left empty are put between the timed ones by distance", () => {
    const reading = read(edit("stop_times.txt", "T1,08:30:00,08:32:00", "T1,,"));
    expect(said(reading)).toEqual(["info times-interpolated stop_times.txt:2"]);
    // 0.7 of 1.7 degrees along one parallel, within 70 minutes.
    const seconds = (reading.schedule?.trips[0]?.calls[1]?.arrivalSeconds ?? 0) - 28_800;
    expect(seconds).toBeCloseTo((4200 * 0.7) / 1.7, -1);
  });

  test("of ninety hours are a warning, of more than a week an error", () => {
    const long = read(edit("stop_times.txt", "T2,24:30:00,24:35:00", "T2,113:30:00,113:30:00"));
    expect(said(long)).toEqual(["warning trip-long stop_times.txt:6 arrival_time"]);
    expect(long.report.entries[0]?.what.en).toBe('trip "T2" takes 90 hours');
    expect(long.schedule).toBeDefined();
    expect(said(read(edit("stop_times.txt", "T2,24:30:00,24:35:00", "T2,900:30:00,900:30:00")))).toContain(
      "error bad-time stop_times.txt:6 arrival_time",
    );
  });

  test("of one stop: nobody can ride it, and it is left out", () => {
    const reading = read(edit("stop_times.txt", "T2,24:30:00,24:35:00,D,2\n", ""));
    expect(said(reading)).toEqual(["warning trip-with-one-stop trips.txt:3 trip_id"]);
    expect(reading.schedule?.trips.map(({ id }) => id)).toEqual(["T1"]);
  });

  test("say where nobody may board or alight", () => {
    const lines = (good["stop_times.txt"] ?? "").trim().split("\n");
    const flags = ["pickup_type,drop_off_type", "0,1", "1,1", "1,0", ",", ","];
    const { schedule } = read({ "stop_times.txt": lines.map((line, index) => `${line},${flags[index]}`).join("\n") });
    expect(schedule?.trips[0]?.calls.map(({ boarding, alighting }) => [boarding, alighting])).toEqual([
      [undefined, false],
      [false, false],
      [false, undefined],
    ]);
  });
});

describe("stops", () => {
  const pointOf = (from: string, to: string) => said(read(edit("stops.txt", from, to)));

  test("with coordinates swapped, missing, at 0,0, off the Earth", () => {
    expect(pointOf("A,晨港,30.5,114.3", "A,晨港,114.3,30.5")).toEqual(["error point-swapped stops.txt:2 stop_lat"]);
    expect(pointOf("A,晨港,30.5,114.3", "A,晨港,,")).toEqual(["error point-missing stops.txt:2 stop_lat"]);
    expect(pointOf("A,晨港,30.5,114.3", "A,晨港,0,0")).toEqual(["error point-zero stops.txt:2 stop_lat"]);
    expect(pointOf("A,晨港,30.5,114.3", "A,晨港,300,500")).toEqual(["error point-outside stops.txt:2 stop_lat"]);
  });

  test("swapped where both ways lie on the Earth are known by the others", () => {
    const european = "stop_id,stop_name,stop_lat,stop_lon\nA,a,2.3,48.8\nB,b,48.8,2.4\nC,c,48.9,2.3\nD,d,48.7,2.2\n";
    expect(said(read({ "stops.txt": european }))).toEqual(["error point-swapped stops.txt:2 stop_lat"]);
  });

  test("in the sea: its trains would have to fly", () => {
    const reading = read(edit("stops.txt", "B,礁石,30.5,115", "B,礁石,30.5,125"));
    expect(said(reading)).toContain("warning station-misplaced stops.txt:3 stop_lat");
    expect(said(reading)).toContain("warning station-far stops.txt:3 stop_lat");
    expect(reading.report.entries[0]?.what.en).toContain("km in a straight line, and trip T1 takes");
  });

  test("of one id, of unknown parents", () => {
    expect(pointOf("B,礁石", "A,礁石")).toContain("error id-twice stops.txt:3 stop_id");
    const platforms = "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\nA,a,30,114,0,Z\n";
    expect(said(read({ "stops.txt": platforms }))).toContain("error unknown-stop stops.txt:2 parent_station");
  });
});

test("what is quoted and what is not reads alike", () => {
  const quoted = Object.fromEntries(
    Object.entries(good).map(([name, text]) => [name, text.replaceAll(/[^,\n]+/gu, (cell) => `"${cell}"`)]),
  );
  expect(read(quoted)).toEqual(read());
});

describe("the report", () => {
  test("counts everything and lists the first of each kind", () => {
    const rows = Array.from({ length: 500 }, (_, index) => `T1,10:00:00,10:00:00,X${index},${index + 10}`).join("\n");
    const { report, schedule } = read({ "stop_times.txt": `${good["stop_times.txt"]}${rows}\n` });
    expect(schedule).toBeUndefined();
    expect(report.errors).toBe(500);
    expect(report.entries).toHaveLength(21);
    expect(report.entries.at(-1)?.what).toEqual({ zh: "另有480处同类问题", en: "480 more of this kind" });
  });

  test("speaks both languages, and says what to do about every error", () => {
    const broken = {
      ...edit("stops.txt", "A,晨港,30.5,114.3", "A,晨港,114.3,30.5"),
      ...edit("trips.txt", "G,daily,T2", "X,never,T1"),
    };
    for (const { what, fix, severity } of read(broken).report.entries) {
      expect(what.zh).toMatch(/\p{Script=Han}/u);
      expect(what.en).toMatch(/[a-z]/u);
      if (severity === "error") expect(fix?.zh && fix.en).toBeTruthy();
    }
  });
});
