import divisions from "china-area-data";
import type { GazetteerPlace } from "../core/import/index.ts";
import nationalRegions from "./national-regions.json" with { type: "json" };

/**
 * Names that plans of any region use: provinces, cities, counties and districts of China (GB/T 2260 as the National Bureau
 * of Statistics published it on 31 October 2019, from the package china-area-data), countries and parts of the world
 * (Unicode CLDR, from the JavaScript runtime), and well-known regions of China. A region's own places go before these.
 */
export function listWorldPlaces(): GazetteerPlace[] {
  return [...listDivisions(), ...listCountries(), ...nationalRegions.names.map(toRegion)];
}

const municipality = /^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划|城区|郊区)$/u;

function listDivisions(): GazetteerPlace[] {
  const table = divisions as Readonly<Record<string, Readonly<Record<string, string>>>>;
  const places: GazetteerPlace[] = [];
  for (const [code, name] of Object.entries(table["86"] ?? {}))
    places.push({ code, kind: "province", name, parent: null });
  for (const [parent, children] of Object.entries(table)) {
    if (parent === "86") continue;
    for (const [code, name] of Object.entries(children)) {
      if (municipality.test(name)) continue;
      places.push({ code, kind: divisionKind(code, name), name, parent });
    }
  }
  return places;
}

function divisionKind(code: string, name: string): string {
  if (code.endsWith("00")) return "prefecture";
  if (
    /(?:开发区|管理区|示范区|产业园|园区|新区|高新区|工业区|保税区|风景区|合作区|管委会|实验区|度假区|经济区)$/u.test(
      name,
    )
  )
    return "park";
  return name.endsWith("区") ? "district" : "county";
}

function listCountries(): GazetteerPlace[] {
  const zh = new Intl.DisplayNames("zh", { type: "region", fallback: "none" });
  const en = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const places: GazetteerPlace[] = [];
  const codes = [...twoLetterCodes(), ...partsOfTheWorld];
  for (const code of codes) {
    const name = zh.of(code)?.replace(/^中国(.+)特别行政区$/u, "$1");
    if (!name || name.length < 2 || /[（(]|^中国$|未知|^世界$|地区$|集团|联盟|欧元区|联合国/u.test(name)) continue;
    places.push({ code: null, kind: "country", name, nameEn: en.of(code), parent: null });
  }
  return places;
}

function* twoLetterCodes(): Generator<string> {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (const first of letters) for (const second of letters) yield first + second;
}

/** UN M49 codes of continents and their parts. */
const partsOfTheWorld = "002 005 009 013 015 019 021 029 030 034 035 142 143 145 150 151 154 155 202 419".split(" ");

function toRegion(name: string): GazetteerPlace {
  return { code: null, kind: "area", name, parent: null };
}
