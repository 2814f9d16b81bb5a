import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { connect, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve as resolvePath } from "node:path";
import type { PlainProblem } from "../problems/index.ts";

/** One command to the process that holds a data folder. `who` is answered by the lock itself. */
export interface FolderRequest {
  readonly command: string;
  readonly args?: unknown;
}

/** What travels back: one line of JSON. */
export type WireAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: PlainProblem };

export const answerLimitMs = 5_000;
const longestLine = 64 * 1024 * 1024;
/** The shortest limit of the systems we run on (macOS 104 with the final zero, Linux 108). */
const longestSocketPath = 103;

const namePattern = /^midreach-(\d+)-[0-9a-f]{8}\.sock$/;

/** @returns the name of a socket file; `random` are 8 hexadecimal digits that make it unique for ever */
export function socketName(pid: number, random: string): string {
  return `midreach-${pid}-${random}.sock`;
}

/** @returns true for the socket files of `socketName` */
export function isSocketName(name: string): boolean {
  return namePattern.test(name);
}

/** @returns the process that made the socket file; 0 when the name is of another form */
export function pidOfSocketName(name: string): number {
  return Number(namePattern.exec(name)?.[1] ?? 0);
}

/**
 * Runs `use` with a path for a socket in the folder that is short enough for the system. A long folder is reached
 * through a symbolic link in a private temporary folder, which is needed only while binding or connecting.
 */
async function withShortPath<Result>(
  folder: string,
  name: string,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  const direct = join(folder, name);
  if (Buffer.byteLength(direct) <= longestSocketPath) {
    return use(direct);
  }
  const detour = mkdtempSync(join(tmpdir(), "mr-"));
  try {
    symlinkSync(resolvePath(folder), join(detour, "d"));
    return await use(join(detour, "d", name));
  } finally {
    rmSync(detour, { recursive: true, force: true });
  }
}

/** Lets the server listen on a socket file of the folder. */
export async function listenInFolder(server: Server, folder: string, name: string): Promise<void> {
  await withShortPath(
    folder,
    name,
    (path) =>
      new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(path, () => {
          server.off("error", reject);
          resolve();
        });
      }),
  );
}

/** Reads up to the first line end. Rejects when the other side closes before, is too slow or sends too much. */
export function readLine(socket: Socket, limitMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const timer = setTimeout(() => reject(new Error("no line in time")), limitMs);
    const finish = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    socket.on("data", (chunk: Buffer) => {
      const end = chunk.indexOf(10);
      chunks.push(end < 0 ? chunk : chunk.subarray(0, end));
      length += chunk.length;
      if (end >= 0) {
        finish(() => resolve(Buffer.concat(chunks).toString("utf8")));
      } else if (length > longestLine) {
        finish(() => reject(new Error("the line is too long")));
      }
    });
    socket.once("close", () => finish(() => reject(new Error("closed before the end of the line"))));
  });
}

function connectTo(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => resolve(socket));
    // Refused: its process is dead. Gone: it was just removed. Either way nobody is there.
    socket.once("error", () => resolve(undefined));
  });
}

/**
 * One request, one answer.
 * @returns `nobody` when no process listens, `silent` when one does but gives no answer within `limitMs`
 */
export async function exchange(
  folder: string,
  name: string,
  request: FolderRequest,
  limitMs: number,
): Promise<WireAnswer | "nobody" | "silent"> {
  const socket = await withShortPath(folder, name, connectTo);
  if (socket === undefined) {
    return "nobody";
  }
  socket.on("error", () => socket.destroy());
  try {
    socket.write(`${JSON.stringify(request)}\n`);
    return JSON.parse(await readLine(socket, limitMs)) as WireAnswer;
  } catch {
    return "silent";
  } finally {
    socket.destroy();
  }
}
