import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readRegionPack } from "@midreach/kernel/region";
import { expect, test } from "vitest";
import { listCityShapes } from "./city-shapes.ts";
import { readFeedFile } from "./reading.ts";

const root = new URL("../../../", import.meta.url);

test("a station whose coordinates cannot be right serves no city, as in the region's own tables", async () => {
  const region = await readRegionPack(fileURLToPath(new URL("regions/middle-yangtze", root)));
  const { schedule } = readFeedFile({
    bytes: readFileSync(new URL("../shared/data/rail/cn-high-speed-2016-03.gtfs.zip", root)),
    fileName: "cn-high-speed-2016-03.gtfs.zip",
    id: "import",
    options: {
      title: null,
      publishedAt: "2016-03-10",
      publishedBasis: "assumed",
      measureOn: "2016-03-15",
      judging: false,
    },
    cities: listCityShapes(region),
  });
  // Its coordinates lie in Yingtan; its trains run on Hainan.
  expect(schedule?.stations.find(({ id }) => id === "银滩")).toMatchObject({ place: null });
  expect(schedule?.coverage.places).toHaveLength(26);
});
