import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { type Text, text } from "../contracts/index.ts";
import { Problem } from "../problems/index.ts";

/** Cost of scrypt: N = 2^logN, block size r, parallelism p. Memory is 128·N·r bytes. */
export interface PasswordCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP Password Storage Cheat Sheet, scrypt: N = 2^15, r = 8, p = 3 (32 MiB). */
export const passwordCost: PasswordCost = { logN: 15, r: 8, p: 3 };

const saltBytes = 16;
const hashBytes = 32;
/** Hashing at once: each takes 32 MiB and a thread; the other threads stay free for files. */
const maxRunning = 2;
const maxWaiting = 60;

let running = 0;
const waiting: (() => void)[] = [];

/** Waits for one of the few places in which a password may be hashed; a flood is turned away instead of queued. */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= maxRunning) {
    if (waiting.length >= maxWaiting) {
      throw new Problem(
        "auth.too-many-attempts",
        { zh: "此刻登录的人太多。请稍后再试。", en: "Too many people sign in at this moment. Try again." },
        [],
        {
          retryAfterSeconds: 10,
        },
      );
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function derive(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  const N = 2 ** cost.logN;
  const options: ScryptOptions = {
    N,
    r: cost.r,
    p: cost.p,
    maxmem: 128 * N * cost.r + 128 * cost.r * cost.p + 1_048_576,
  };
  return inTurn(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize("NFKC"), salt, hashBytes, options, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );
}

function unpadded(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}

/** Hashes a password (NFKC) by scrypt with a fresh salt; the cost stands in the text: `$scrypt$ln=15,r=8,p=3$salt$hash`. */
export async function hashPassword(password: string, cost: PasswordCost = passwordCost): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await derive(password, salt, cost);
  return `$scrypt$ln=${cost.logN},r=${cost.r},p=${cost.p}$${unpadded(salt)}$${unpadded(key)}`;
}

interface ParsedHash {
  readonly cost: PasswordCost;
  readonly salt: Buffer;
  readonly key: Buffer;
}

function parseHash(text: string): ParsedHash {
  const match = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(text);
  const [, logN, r, p, salt, key] = match ?? [];
  if (!salt || !key) throw new Error("A stored password hash is not in the form $scrypt$ln=…,r=…,p=…$salt$hash");
  return {
    cost: { logN: Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, "base64"),
    key: Buffer.from(key, "base64"),
  };
}

/** Stands in for the hash of an account that does not exist: its password is not known to anybody. */
const nobody: ParsedHash = { cost: passwordCost, salt: randomBytes(saltBytes), key: randomBytes(hashBytes) };

/**
 * Whether the password belongs to the hash, compared in constant time. Without hash (no such account) the same work
 * is done and the answer is false, so that the time does not tell who has an account.
 */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const parsed = stored === undefined ? nobody : parseHash(stored);
  const key = await derive(password, parsed.salt, parsed.cost);
  return timingSafeEqual(key, parsed.key) && stored !== undefined;
}

/** True when the hash was made at another cost than today's: hash anew at the next sign-in. */
export function needsRehash(stored: string, cost: PasswordCost = passwordCost): boolean {
  const parsed = parseHash(stored).cost;
  return parsed.logN !== cost.logN || parsed.r !== cost.r || parsed.p !== cost.p;
}

const minLength = 10;
const maxLength = 256;

/**
 * Refuses passwords that are guessed first (NIST SP 800-63B: length, no composition rules).
 * @throws Problem `request.invalid`
 */
export function checkNewPassword(password: string, userName: string): void {
  const refuse = (what: Text, fix: Text) => {
    const detail = {
      zh: `新密码不可用:${what.zh}。${fix.zh}。`,
      en: `The new password is refused: ${what.en}. ${fix.en}.`,
    };
    throw new Problem("request.invalid", detail, [{ where: "body.newPassword", what, fix }]);
  };
  const normal = password.normalize("NFKC");
  if ([...normal].length < minLength)
    refuse(text("太短", "it is too short"), text(`至少${minLength}个字符`, `Take at least ${minLength} characters`));
  if ([...normal].length > maxLength)
    refuse(text("太长", "it is too long"), text(`至多${maxLength}个字符`, `Take at most ${maxLength} characters`));
  if (new Set(normal).size < 4)
    refuse(
      text("只是少数几个字符的重复", "it repeats a few characters"),
      text("可以用一句只有自己知道的话", "Take a sentence that only you know"),
    );
  if (normal.toLowerCase().includes(userName.toLowerCase()))
    refuse(text("包含用户名", "it contains the user name"), text("请换一个", "Take another"));
}
