import { expect, test } from "vitest";
import { checkNewPassword, hashPassword, needsRehash, passwordCost, verifyPassword } from "./password.ts";
import { addressGroup } from "./throttle.ts";
import { createOneTimePassword, createToken } from "./tokens.ts";

const cheap = { logN: 10, r: 8, p: 1 };

test("a password is kept as scrypt with its own salt and cost", async () => {
  const hash = await hashPassword("correct horse battery", cheap);
  expect(hash).toMatch(/^\$scrypt\$ln=10,r=8,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await hashPassword("correct horse battery", cheap)).not.toBe(hash);
  expect(await verifyPassword("correct horse battery", hash)).toBe(true);
  expect(await verifyPassword("correct horse batterY", hash)).toBe(false);
  // One password, typed with another keyboard: NFKC.
  expect(await verifyPassword("ｃorrect horse ｂattery", hash)).toBe(true);
});

test("scrypt as RFC 7914 section 12 computes it", async () => {
  const salt = Buffer.from("NaCl").toString("base64").replaceAll("=", "");
  // First 32 of the 64 bytes that the RFC prints for P="password", S="NaCl", N=1024, r=8, p=16.
  const key = Buffer.from("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162", "hex");
  const stored = `$scrypt$ln=10,r=8,p=16$${salt}$${key.toString("base64").replaceAll("=", "")}`;
  expect(await verifyPassword("password", stored)).toBe(true);
});

test("without account the answer is no, after the same work", async () => {
  expect(await verifyPassword("anything at all", undefined)).toBe(false);
});

test("a hash of another cost is to be replaced", async () => {
  const hash = await hashPassword("correct horse battery", cheap);
  expect(needsRehash(hash)).toBe(true);
  expect(needsRehash(hash, cheap)).toBe(false);
  expect(needsRehash(await hashPassword("correct horse battery"), passwordCost)).toBe(false);
});

test.each([
  ["123456789", "too short"],
  ["aaaaaaaaaaaa", "repeats"],
  ["my-Wang.Wei-word", "user name"],
  ["x1y2".repeat(100), "too long"],
])("refuses %s as %s", (password, what) => {
  expect(() => checkNewPassword(password, "wang.wei")).toThrow(what);
});

test("takes a sentence in Chinese", () => {
  expect(() => checkNewPassword("长江中游三省三十一市同心", "wang.wei")).not.toThrow();
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0db8:0001:0002::9", "2001:db8:1:2::/64"],
  ["2001:db8::9", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["unknown", "unknown"],
])("address %s counts as %s", (address, group) => {
  expect(addressGroup(address)).toBe(group);
});

test("tokens and one-time passwords do not repeat", () => {
  expect(createToken()).toMatch(/^[\w-]{43}$/);
  expect(createOneTimePassword()).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  expect(new Set(Array.from({ length: 1000 }, createOneTimePassword)).size).toBe(1000);
});
