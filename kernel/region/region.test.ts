import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { Problem } from "../problems/index.ts";
import { decodeEchartsMap, readMapLayers, readRegionPack, readResource } from "./index.ts";

const shipped = fileURLToPath(new URL("../../regions/middle-yangtze", import.meta.url));

const descriptor = {
  name: "toy",
  title: "玩具",
  title_en: "Toy",
  version: "1",
  timeZone: "Asia/Shanghai",
  licenses: [{ name: "CC0-1.0" }],
  resources: [
    table("places", {
      fields: [
        { name: "code", type: "string", constraints: { required: true, unique: true } },
        { name: "kind", type: "string", constraints: { required: true } },
        { name: "name_zh", type: "string", constraints: { required: true } },
        { name: "name_en", type: "string", constraints: { required: true } },
        { name: "parent", type: "string" },
        { name: "lon", type: "number", constraints: { minimum: -180, maximum: 180 } },
        { name: "lat", type: "number" },
        { name: "members", type: "list", delimiter: ";" },
        { name: "in_plan", type: "boolean" },
      ],
      primaryKey: "code",
      foreignKeys: [{ fields: "members", reference: { resource: "places", fields: "code" } }],
    }),
    table("organisations", {
      fields: ["id", "name_zh", "name_en", "function", "level", "jurisdiction", "credit_code"].map((name) => ({
        name,
        type: "string",
      })),
      foreignKeys: [{ fields: "jurisdiction", reference: { resource: "places", fields: "code" } }],
    }),
  ],
};

function table(name: string, schema: object) {
  return {
    name,
    path: `${name}.csv`,
    format: "csv",
    schema,
    sources: [{ title: "made up" }],
    licenses: [{ name: "CC0-1.0" }],
  };
}

const places = `code,kind,name_zh,name_en,parent,lon,lat,members,in_plan
110100,prefecture,甲市,Alpha,,110.5,30,,true
all,group,全部,All,,,,110100,
`;
const organisations = `id,name_zh,name_en,function,level,jurisdiction,credit_code
110100-water,甲市水利局,Alpha Water,water,city,110100,
`;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "region-"));
  await write({
    "datapackage.json": JSON.stringify(descriptor),
    "places.csv": places,
    "organisations.csv": organisations,
  });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

async function faultsOf(work: Promise<unknown>): Promise<string[]> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Problem);
  expect((error as Problem).code).toBe("region.invalid");
  return (error as Problem).faults.map((fault) => `${fault.where}: ${fault.what}`);
}

describe("a good pack", () => {
  test("gives places and organisations as records", async () => {
    const pack = await readRegionPack(folder);
    expect(pack.places.rows).toEqual([
      {
        code: "110100",
        kind: "prefecture",
        name: { zh: "甲市", en: "Alpha" },
        parent: null,
        lon: 110.5,
        lat: 30,
        members: [],
        inPlan: true,
      },
      {
        code: "all",
        kind: "group",
        name: { zh: "全部", en: "All" },
        parent: null,
        lon: null,
        lat: null,
        members: ["110100"],
        inPlan: false,
      },
    ]);
    expect(pack.organisations.rows[0]?.jurisdiction).toBe("110100");
  });

  test("has one hash as long as nothing changes, and another when a cell does", async () => {
    const first = (await readRegionPack(folder)).hash;
    expect((await readRegionPack(folder)).hash).toBe(first);
    await write({ "places.csv": places.replace("110.5", "110.6") });
    expect((await readRegionPack(folder)).hash).not.toBe(first);
  });
});

describe("a bad pack is refused whole, every bad row named", () => {
  test("wrong cells", async () => {
    await write({
      "places.csv": `code,kind,name_zh,name_en,parent,lon,lat,members,in_plan
110100,prefecture,甲市,Alpha,,east,30,,true
110100,prefecture,,Alpha,,190,30,nowhere,maybe
`,
    });
    expect(await faultsOf(readRegionPack(folder))).toEqual([
      'places.csv line 2, lon: "east" is not a number',
      "places.csv line 3, name_zh: is empty",
      "places.csv line 3, lon: 190 is above 180",
      'places.csv line 3, in_plan: "maybe" is not a boolean',
      'places.csv line 3, code: "110100" stands already in places.csv line 2',
      'places.csv line 3, members: "nowhere" is not in places',
    ]);
  });

  test("columns missing and unknown, a row of the wrong length", async () => {
    await write({ "organisations.csv": "id,name,extra\na,b,c,d\n" });
    const faults = await faultsOf(readRegionPack(folder));
    expect(faults[0]).toContain("organisations.csv line 1: columns missing: name_zh");
    expect(faults[1]).toContain("columns not in the schema: name, extra");
  });

  test("codes, kinds and check digits", async () => {
    await write({
      "places.csv": `code,kind,name_zh,name_en,parent,lon,lat,members,in_plan
11010,prefecture,甲市,Alpha,,110,30,,true
999999,lake,湖,Lake,,110,,,
x,castle,堡,Castle,,,,,
`,
      "organisations.csv":
        "id,name_zh,name_en,function,level,jurisdiction,credit_code\na,甲,A,water,city,,91350100M000100Y42\n",
    });
    expect(await faultsOf(readRegionPack(folder))).toEqual([
      'places.csv line 2, code: "11010" is not a GB/T 2260 code',
      'places.csv line 3, code: "999999" looks like an administrative code',
      "places.csv line 3, lon/lat: 110, null is not a point",
      'places.csv line 4, kind: "castle" is not a kind of place',
      'organisations.csv line 2, credit_code: "91350100M000100Y42" is not a GB 32100 code',
      "organisations.csv line 2, jurisdiction: is empty",
    ]);
  });

  test("a descriptor without sources, a file that is not there, a path that leaves the folder, a zone that does not exist", async () => {
    const [first, second] = descriptor.resources;
    await write({ "datapackage.json": JSON.stringify({ ...descriptor, resources: [{ ...first, sources: [] }] }) });
    expect(await faultsOf(readRegionPack(folder))).toEqual([
      "datapackage.json, resources[0].sources: every resource names its source",
    ]);
    const resources = [
      { ...first, path: "../../etc/passwd" },
      { ...second, path: "nothing.csv" },
    ];
    await write({ "datapackage.json": JSON.stringify({ ...descriptor, resources, timeZone: "Asia/Nowhere" }) });
    expect(await faultsOf(readRegionPack(folder))).toEqual([
      "datapackage.json, places: ../../etc/passwd leaves the folder",
      "datapackage.json, organisations: nothing.csv cannot be read",
      'datapackage.json, timeZone: "Asia/Nowhere" is not a time zone',
    ]);
  });

  test("a folder without a descriptor, and a descriptor that is not JSON", async () => {
    expect(await faultsOf(readRegionPack(join(folder, "none")))).toEqual(["datapackage.json: cannot be read"]);
    await write({ "datapackage.json": "{" });
    expect((await faultsOf(readRegionPack(folder)))[0]).toContain("datapackage.json: not valid JSON");
  });

  test("rows that do not fit what an engine expects", async () => {
    const pack = await readRegionPack(folder);
    const schema = z.object({ code: z.string(), lon: z.number() });
    const work = Promise.resolve().then(() => readResource(pack, "places", schema));
    expect((await faultsOf(work))[0]).toContain("places.csv line 3, lon: Invalid input");
  });
});

describe("the shipped region", () => {
  test("is valid, and its map knows the plan's cities", async () => {
    const pack = await readRegionPack(shipped);
    const layers = await readMapLayers(pack);
    expect(layers.map((layer) => layer.kind)).toEqual(["outline", "lake", "river"]);
    const drawn = new Set(
      layers[0]?.features.filter((item) => item.properties.inPlan).map((item) => item.properties.place),
    );
    const cities = pack.places.rows.filter((place) => place.inPlan).map((place) => place.code);
    expect([...drawn].sort()).toEqual([...cities].sort());
    expect(JSON.stringify(layers).length).toBeLessThan(400_000);
  });

  test("loses its validity with one wrong cell", async () => {
    await cp(shipped, folder, { recursive: true, force: true });
    const file = join(folder, "observations.csv");
    await writeFile(file, (await readFile(file, "utf8")).replace("420100", "420199"));
    expect(await faultsOf(readRegionPack(folder))).toEqual([
      'observations.csv line 2, place: "420199" is not in places',
    ]);
  });
});

test("zigzag-delta rings decode to degrees", () => {
  const encode = (value: number) => String.fromCharCode((value >= 0 ? value * 2 : -value * 2 - 1) + 64);
  const ring = [1, 2, -3, 4].map(encode).join("");
  const map = {
    UTF8Encoding: true,
    features: [
      {
        id: "1",
        properties: { name: "a" },
        geometry: { type: "Polygon" as const, coordinates: [ring], encodeOffsets: [[102400, 30720]] },
      },
    ],
  };
  expect(decodeEchartsMap(map).features[0]?.geometry.coordinates).toEqual([
    [
      [102401 / 1024, 30722 / 1024],
      [102398 / 1024, 30726 / 1024],
    ],
  ]);
});
