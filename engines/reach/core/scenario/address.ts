import { text } from "@midreach/kernel/contracts";
import { Problem } from "@midreach/kernel/problems";
import { deflateSync, Inflate, strFromU8, strToU8 } from "fflate";
import { z } from "zod";
import { en, zhCN } from "zod/locales";
import { modificationsSchema } from "./modifications.ts";

/** A scenario as it travels: by file, or wholly in an address. */
export const portableScenarioSchema = z.object({
  name: z.string().trim().min(1).max(200),
  /** Id of the feed that it changes. */
  feed: z.string().min(1).max(100),
  modifications: modificationsSchema,
});
export type PortableScenario = z.infer<typeof portableScenarioSchema>;

/** An encoded scenario begins with this; ids of kept scenarios are numbers. */
const mark = "s1.";

/** Longest scenario that an address may hold, in characters: servers and browsers take this much. */
export const maxAddressLength = 7000;

/** Unpacked, a scenario has at most so many bytes: what is larger was not made by `encodeScenario`. */
const maxBytes = 512 * 1024;

/** Words that scenarios are full of; packer and unpacker share them, so they need not travel. Never changed: `s1.` means it. */
const dictionary = strToU8(
  [
    '{"name":"","feed":"2021","modifications":[{"kind":"add-service","id":"","name":"","class":"G","calendar":"daily",',
    '"calls":[{"station":"","arrival":"0","departure":"1"}]},{"kind":"remove-service","trips":["',
    '{"kind":"retime-service","trip":"","shiftMinutes":,"visit":{"kind":"change-running-time","from":"","to":"",',
    '"factor":0.,"savedMinutes":1,"classes":["D","G"],"bothDirections":false,"laterCalls":"wait"},',
    '{"kind":"add-station","name":{"zh":"","en":""},"lon":11,"lat":3,"place":"42","changeMinutes":,"stops":[{"between":["',
    '"dwellMinutes":2,"extraMinutes":,"share":0.{"kind":"remove-station","station":"{"kind":"add-stop","station":"',
    '{"kind":"change-transfer","minutes":,"mode":"walk""urban"{"kind":"change-frequency","change":{"type":"headway",',
    '"start":"06:00","end":"22:00","replace":false"type":"thin-out","keepEvery":2"type":"multiply","times":2}}]}',
  ].join(""),
);

/** Whether a text is a scenario in full rather than the id of a kept one. */
export const isEncodedScenario = (given: string): boolean => given.startsWith(mark);

/**
 * A scenario as a short text of letters, digits, `-`, `_` and one dot, for addresses (JSON, raw DEFLATE with a preset
 * dictionary: RFC 1951; base64url: RFC 4648). Runs in browsers too.
 * @throws Problem `request.too-large` when no address could hold it
 */
export function encodeScenario({ name, feed, modifications }: PortableScenario): string {
  const json = strToU8(JSON.stringify({ name, feed, modifications }));
  const encoded = mark + toBase64Url(deflateSync(json, { level: 9, dictionary }));
  if (encoded.length <= maxAddressLength) return encoded;
  throw new Problem(
    "request.too-large",
    text(
      "情景过大,无法放进网址。请登录后按名称保存。",
      "The scenario is too large for an address. Sign in and keep it by name.",
    ),
  );
}

/** The scenario that `encodeScenario` made a text of. @throws Problem `request.invalid` for anything else */
export function decodeScenario(encoded: string): PortableScenario {
  if (!isEncodedScenario(encoded)) throw unreadable();
  if (encoded.length > maxAddressLength) throw unreadable();
  const json = readJson(encoded.slice(mark.length));
  const parsed = portableScenarioSchema.safeParse(json, { error: zhCN().localeError });
  if (parsed.success) return parsed.data;
  const english = portableScenarioSchema.safeParse(json, { error: en().localeError });
  const faults = parsed.error.issues.map(({ path, message }, index) => ({
    where: path.map(String).join("."),
    what: text(message, english.error?.issues[index]?.message ?? message),
    fix: text("在页面上改正后重新生成网址", "Correct it on the page and make the address anew"),
  }));
  throw new Problem(
    "request.invalid",
    text("网址中的情景内容有误。", "The scenario in the address is not valid."),
    faults,
  );
}

const unreadable = (): Problem =>
  new Problem(
    "request.invalid",
    text(
      "网址中的情景无法读取:可能被截断。请向分享者索取完整网址。",
      "The scenario in the address cannot be read: perhaps it was cut off. Ask for the whole address.",
    ),
  );

function readJson(packed: string): unknown {
  try {
    return JSON.parse(strFromU8(unpack(fromBase64Url(packed))));
  } catch {
    throw unreadable();
  }
}

/** Stops as soon as more comes out than a scenario can have. */
function unpack(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let total = 0;
  let done = false;
  const inflate = new Inflate({ dictionary }, (part, final) => {
    total += part.length;
    if (total > maxBytes) throw new Error("too large");
    parts.push(part);
    done = final;
  });
  for (let from = 0; from < bytes.length; from += 1024) {
    inflate.push(bytes.subarray(from, from + 1024), from + 1024 >= bytes.length);
  }
  if (!done) throw new Error("cut off");
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

function fromBase64Url(encoded: string): Uint8Array {
  const binary = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
