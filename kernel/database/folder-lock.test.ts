import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Problem } from "../problems/index.ts";
import { acquireDataFolder, askDataFolder } from "./index.ts";
import { startVictim } from "./testing.ts";

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "midreach-lock-"));
});
afterEach(() => {
  for (const child of children.splice(0)) {
    child.kill("SIGKILL");
  }
  rmSync(folder, { recursive: true, force: true });
});

const onCommand = async (name: string, args: unknown) => ({ name, args });
const sockets = () => readdirSync(folder).filter((name) => name.includes(".sock"));

/** Another process that tries to take the folder, prints `held` or the problem, and stays. */
async function startOther(target = folder): Promise<{ said: string; child: ChildProcess }> {
  const code = `
    const { acquireDataFolder } = await import(${JSON.stringify(new URL("./index.ts", import.meta.url).href)});
    setInterval(() => {}, 1000);
    try {
      await acquireDataFolder(${JSON.stringify(target)}, { address: "http://127.0.0.1:1", onCommand: async () => 1 });
      console.log("held");
    } catch (error) {
      console.log(error.code + " " + error.message);
    }`;
  const victim = startVictim(code);
  children.push(victim.child);
  await vi.waitFor(() => expect(victim.lines).toHaveLength(1), { timeout: 20_000, interval: 20 });
  return { said: victim.lines[0] ?? "", child: victim.child };
}

describe("the lock of a data folder", () => {
  test("a second taker is told process and address, and the folder is free after release", async () => {
    const lock = await acquireDataFolder(folder, { onCommand });
    lock.setAddress("http://127.0.0.1:8080");
    const second = acquireDataFolder(folder, { onCommand });
    await expect(second).rejects.toMatchObject({
      code: "database.in-use",
      message: expect.stringMatching(new RegExp(`process ${process.pid} at http://127.0.0.1:8080`)),
    });
    await lock.release();
    expect(sockets()).toEqual([]);
    await (await acquireDataFolder(folder, { onCommand })).release();
  });

  test("a folder that is not there yet is made; a path beyond the limit of sockets works", async () => {
    const long = join(folder, "长江".repeat(20), "x".repeat(100), "y".repeat(100));
    const lock = await acquireDataFolder(long, { onCommand });
    await expect(askDataFolder(long, { command: "ping", args: 1 })).resolves.toEqual({
      answered: true,
      value: { name: "ping", args: 1 },
    });
    await expect(acquireDataFolder(long, { onCommand })).rejects.toMatchObject({ code: "database.in-use" });
    await lock.release();
    await expect(askDataFolder(long, { command: "ping" })).resolves.toEqual({ answered: false });
  });

  test("another process is seen; killed, it leaves a stale socket that the next start clears", async () => {
    const { said, child } = await startOther();
    expect(said).toBe("held");
    await expect(acquireDataFolder(folder, { onCommand })).rejects.toThrow(
      `process ${child.pid} at http://127.0.0.1:1`,
    );
    const exited = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await exited;
    expect(sockets()).toHaveLength(1);
    await expect(askDataFolder(folder, { command: "x" })).resolves.toEqual({ answered: false });
    const lock = await acquireDataFolder(folder, { onCommand });
    expect(sockets()).toHaveLength(1);
    await lock.release();
  });

  test("a holder too busy to answer is still a holder", async () => {
    const { child } = await startOther();
    child.kill("SIGSTOP");
    await expect(acquireDataFolder(folder, { onCommand })).rejects.toThrow(`process ${child.pid}`);
    child.kill("SIGCONT");
  });

  test("of many starts at the same time exactly one gets the folder, stale sockets or not", async () => {
    const stale = await startOther();
    stale.child.kill("SIGKILL");
    const all = await Promise.all([1, 2, 3, 4].map(() => startOther()));
    expect(all.filter(({ said }) => said === "held")).toHaveLength(1);
    expect(all.filter(({ said }) => said.startsWith("database.in-use"))).toHaveLength(3);
  });

  test("within one process as well, over and over", async () => {
    for (let round = 0; round < 10; round += 1) {
      const tries = await Promise.allSettled([1, 2, 3, 4, 5].map(() => acquireDataFolder(folder, { onCommand })));
      const held = tries.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
      expect(held).toHaveLength(1);
      await held[0]?.release();
    }
  });

  test("other sockets and files in the folder do not matter", async () => {
    mkdirSync(join(folder, "midreach-1-00000000.sock.new"));
    await (await acquireDataFolder(folder, { onCommand })).release();
  });
});

describe("the control channel", () => {
  test("nobody there, no folder there: not answered", async () => {
    await expect(askDataFolder(folder, { command: "x" })).resolves.toEqual({ answered: false });
    await expect(askDataFolder(join(folder, "none"), { command: "x" })).resolves.toEqual({ answered: false });
  });

  test("values of any size pass both ways; who answers by itself", async () => {
    const lock = await acquireDataFolder(folder, { address: "a", onCommand });
    const args = { text: "长".repeat(500_000), list: [1, null] };
    await expect(askDataFolder(folder, { command: "echo", args })).resolves.toEqual({
      answered: true,
      value: { name: "echo", args },
    });
    await expect(askDataFolder(folder, { command: "who" })).resolves.toMatchObject({
      value: { pid: process.pid, address: "a" },
    });
    await lock.release();
  });

  test("a Problem comes out as it went in; a bug shows nothing of itself", async () => {
    const lock = await acquireDataFolder(folder, {
      onCommand: async (name) => {
        throw name === "bug"
          ? new Error("secret")
          : new Problem("resource.not-found", "No such thing.", [{ where: "x", what: "y" }]);
      },
    });
    await expect(askDataFolder(folder, { command: "problem" })).rejects.toMatchObject({
      code: "resource.not-found",
      message: "No such thing.",
      faults: [{ where: "x", what: "y" }],
    });
    const bug = await askDataFolder(folder, { command: "bug" }).catch((error) => error);
    expect(bug).toMatchObject({ code: "internal" });
    expect(bug.message).not.toContain("secret");
    await lock.release();
  });
});
