import { Problem } from "@midreach/kernel/problems";
import fc from "fast-check";
import { deflateSync, strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import {
  decodeScenario,
  encodeScenario,
  isEncodedScenario,
  maxAddressLength,
  type PortableScenario,
} from "./address.ts";

const scenario: PortableScenario = {
  name: "提速方案 A/B",
  feed: "2021",
  modifications: [
    { kind: "change-running-time", from: "A", to: "B", savedMinutes: 12.5, classes: ["G", "D"] },
    { kind: "add-station", id: "N", name: { zh: "新站", en: "New" }, lon: 114.3, lat: 30.6, place: "420100" },
  ],
};

const pinned = "s1.g2enZ_0TXjbMJz5T4U7V7oZKsUCTAQ";

const base64Url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

describe("a scenario in an address", () => {
  test("comes out as it went in, in letters that an address may have", () => {
    const encoded = encodeScenario(scenario);
    expect(encoded).toMatch(/^s1\.[A-Za-z0-9_-]+$/);
    expect(decodeScenario(encoded)).toEqual(scenario);
    expect(isEncodedScenario(encoded)).toBe(true);
    expect(isEncodedScenario("12")).toBe(false);
  });

  test("is short", () => {
    expect(encodeScenario(scenario).length).toBeLessThan(200);
  });

  test("any names and any number of trains", () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: "grapheme", minLength: 1, maxLength: 50 })
          .filter((name) => name.trim() === name && name !== ""),
        fc.array(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 50 }),
        (name, trips) => {
          const given: PortableScenario = { name, feed: "f", modifications: [{ kind: "remove-service", trips }] };
          expect(decodeScenario(encodeScenario(given))).toEqual(given);
        },
      ),
    );
  });

  test("addresses made once are read for ever", () => {
    expect(decodeScenario(pinned)).toEqual({
      name: "提速",
      feed: "2021",
      modifications: [{ kind: "remove-service", trips: ["G1"] }],
    });
  });

  test.each([
    ["nothing", ""],
    ["an id", "12"],
    ["no letters of it", "s1.***"],
    ["cut off", encodeScenario(scenario).slice(0, -12)],
    ["another format", `s1.${base64Url(strToU8("{}"))}`],
    ["too long", `s1.${"A".repeat(maxAddressLength)}`],
    ["a bomb", `s1.${base64Url(deflateSync(new Uint8Array(3_000_000)))}`],
  ])("%s is refused in words", (_, encoded) => {
    expect(() => decodeScenario(encoded)).toThrow(Problem);
  });

  test("what is no scenario is refused with the place of the fault", () => {
    const json = { ...scenario, modifications: [{ kind: "remove-service", trips: [] }] };
    const encoded = encodeScenario(json as PortableScenario);
    expect(() => decodeScenario(encoded)).toThrow(
      expect.objectContaining({ faults: [expect.objectContaining({ where: "modifications.0.trips" })] }),
    );
  });

  test("one that no address holds says what to do", () => {
    const trips = Array.from(
      { length: 500 },
      (_, index) => `${(index * 7919) % 104729}-${(index * 104723) % 99991}-${index}`,
    );
    const modifications = Array.from({ length: 4 }, () => ({
      kind: "remove-service" as const,
      trips: trips.map((trip, index) => `${trip}${(index * 31337) % 65537}`),
    }));
    expect(() => encodeScenario({ ...scenario, modifications })).toThrow(/Sign in/);
  });
});
