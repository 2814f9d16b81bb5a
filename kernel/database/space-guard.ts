import { randomFillSync } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";

const mebibyte = 1024 * 1024;
/** Enough for recovery: redoing the log since the last checkpoint can need space that was freed meanwhile. */
const reserveMebibytes = 48;
/** Below this much free space only reading is allowed. */
const shortBelowBytes = 32 * mebibyte;
/** Writing is allowed again from here on; above the other limit plus the reserve, so that it does not flicker. */
const ampleFromBytes = shortBelowBytes + (reserveMebibytes + 16) * mebibyte;
const checkEveryMs = 200;

/**
 * Keeps the database readable on a full disk. PostgreSQL stops when it cannot write its log, and cannot even recover
 * then; so writing ends a little before the disk is full, and a reserve file, given up in need, leaves room to recover.
 */
export class SpaceGuard {
  readonly #folder: string;
  readonly #reserve: string;
  #short = false;
  #checkedAt = 0;
  /** An older cluster without its reserve has given it up, or had no time to make it: it may write where space is ample. */
  readonly #beganWithoutReserve: boolean;

  constructor(cluster: string) {
    this.#folder = dirname(cluster);
    this.#reserve = `${cluster}.reserve`;
    this.#beganWithoutReserve = existsSync(join(cluster, "PG_VERSION")) && !existsSync(this.#reserve);
  }

  /** Gives the reserve up, because opening the database failed for want of space. */
  releaseReserve(): void {
    rmSync(this.#reserve, { force: true });
    this.#short = true;
  }

  /** @returns true as long as only reading is allowed; looks at the disk a few times a second at most */
  isShort(): boolean {
    const now = performance.now();
    if (now - this.#checkedAt >= checkEveryMs || this.#checkedAt === 0) {
      const isFirst = this.#checkedAt === 0;
      this.#checkedAt = now;
      const wasShort = this.#short;
      const { bavail, bsize } = statfsSync(this.#folder);
      const asksForMore = wasShort || (isFirst && this.#beganWithoutReserve);
      this.#short = bavail * bsize < (asksForMore ? ampleFromBytes : shortBelowBytes);
      if (wasShort && !this.#short) {
        this.makeReserve();
      }
    }
    return this.#short;
  }

  /** Makes the reserve file when there is none and space is ample. Takes a moment; not needed to start. */
  makeReserve(): void {
    if (existsSync(this.#reserve) || this.#short) {
      return;
    }
    // Random, because a file system that compresses would keep no room for zeros.
    const piece = randomFillSync(Buffer.alloc(mebibyte));
    try {
      const file = openSync(this.#reserve, "w", 0o600);
      try {
        for (let written = 0; written < reserveMebibytes; written += 1) {
          writeSync(file, piece);
        }
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    } catch {
      rmSync(this.#reserve, { force: true });
      this.#short = true;
    }
  }
}
