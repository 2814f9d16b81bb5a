import { createHash, randomBytes, randomInt } from "node:crypto";

/** 256 random bits in base64url: a session's token or the secret part of an API key. */
export function createToken(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 in hex: what is stored of a token. A token is random, so no salt and no slow hash are needed. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Letters and digits that nobody confuses when reading aloud. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

/** A password to be used once and read from a screen: four groups of five characters, 99 random bits. */
export function createOneTimePassword(): string {
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}
