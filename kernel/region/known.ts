import { checkCreditCode } from "../organisations/index.ts";
import { isAdministrativeCode } from "../places/index.ts";
import type { Fault } from "../problems/index.ts";
import type { Descriptor } from "./descriptor.ts";
import { type LocatedRow, type Organisation, type Place, placeKinds, type RawResource } from "./types.ts";

/** The two tables that every region has; their columns are fixed, everything else is an engine's business. */
interface PlaceRow {
  readonly code: string;
  readonly kind: Place["kind"];
  readonly name_zh: string;
  readonly name_en: string;
  readonly parent: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly members: string[];
  readonly in_plan: boolean | null;
}

interface OrganisationRow {
  readonly id: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly function: string;
  readonly level: Organisation["level"];
  readonly jurisdiction: string | null;
  readonly credit_code: string | null;
}

const administrativeKinds = new Set(["province", "prefecture", "county"]);

/** A place from a row of the places resource, whose cells the Table Schema has checked. */
export const toPlace = (row: PlaceRow): Place => ({
  code: row.code,
  kind: row.kind,
  name: { zh: row.name_zh, en: row.name_en },
  parent: row.parent,
  lon: row.lon,
  lat: row.lat,
  members: row.members,
  inPlan: row.in_plan === true,
});

/** An organisation from a row of the organisations resource, whose cells the Table Schema has checked. */
export const toOrganisation = (row: OrganisationRow): Organisation => ({
  id: row.id,
  name: { zh: row.name_zh, en: row.name_en },
  function: row.function,
  level: row.level,
  jurisdiction: row.jurisdiction,
  creditCode: row.credit_code,
});

/** Codes of administrative places follow GB/T 2260; coordinates lie on the Earth; kinds are known. */
export function checkPlaces(raw: ReadonlyMap<string, RawResource>, faults: Fault[]): void {
  for (const { where, value } of raw.get("places")?.rows ?? []) {
    const row = value as PlaceRow;
    if (!placeKinds.includes(row.kind)) {
      faults.push({
        where: `${where}, kind`,
        what: `"${row.kind}" is not a kind of place`,
        fix: `one of: ${placeKinds.join(", ")}`,
      });
    }
    if (administrativeKinds.has(row.kind) && !isAdministrativeCode(row.code)) {
      faults.push({
        where: `${where}, code`,
        what: `"${row.code}" is not a GB/T 2260 code`,
        fix: "six digits, e.g. 420100",
      });
    }
    if (!administrativeKinds.has(row.kind) && /^\d+$/.test(row.code)) {
      faults.push({
        where: `${where}, code`,
        what: `"${row.code}" looks like an administrative code`,
        fix: "use a slug, e.g. lake-silver",
      });
    }
    if ((row.lon === null) !== (row.lat === null) || Math.abs(row.lon ?? 0) > 180 || Math.abs(row.lat ?? 0) > 90) {
      faults.push({
        where: `${where}, lon/lat`,
        what: `${row.lon}, ${row.lat} is not a point`,
        fix: "WGS 84 degrees, longitude first",
      });
    }
  }
}

/** GB 32100 codes have a right check digit; province and city bodies have a jurisdiction. */
export function checkOrganisations(raw: ReadonlyMap<string, RawResource>, faults: Fault[]): void {
  for (const { where, value } of raw.get("organisations")?.rows ?? []) {
    const row = value as OrganisationRow;
    if (row.credit_code !== null && !checkCreditCode(row.credit_code)) {
      faults.push({
        where: `${where}, credit_code`,
        what: `"${row.credit_code}" is not a GB 32100 code`,
        fix: "check its digits",
      });
    }
    if ((row.level === "province" || row.level === "city") && row.jurisdiction === null) {
      faults.push({ where: `${where}, jurisdiction`, what: "is empty", fix: "the code of the province or city" });
    }
  }
}

/** Every foreign key points at a row that exists, item by item for lists. */
export function checkForeignKeys(descriptor: Descriptor, raw: ReadonlyMap<string, RawResource>, faults: Fault[]): void {
  for (const { name, schema } of descriptor.resources) {
    const keys = typeof schema === "object" ? (schema.foreignKeys ?? []) : [];
    for (const { fields, reference } of keys) {
      const target = reference.resource || name;
      const known = new Set(raw.get(target)?.rows.map((row) => cellOf(row, reference.fields)));
      for (const row of raw.get(name)?.rows ?? []) checkReferences(row, fields, target, known, faults);
    }
  }
}

function checkReferences(row: LocatedRow, field: string, target: string, known: Set<unknown>, faults: Fault[]): void {
  for (const item of [cellOf(row, field) ?? []].flat()) {
    if (known.has(item)) continue;
    const what = `"${item}" is not in ${target}`;
    faults.push({ where: `${row.where}, ${field}`, what, fix: "correct it, or add it there" });
  }
}

const cellOf = (row: LocatedRow, field: string): unknown => (row.value as Record<string, unknown>)[field];
