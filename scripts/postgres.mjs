// @ts-check
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** Folder with `initdb` and `postgres` of the newest server on this machine, if there is one. */
export function findPostgresBinaries() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const asked = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" }).stdout?.trim();
  return [...versions.map((version) => join(debian, version, "bin")), ...(asked ? [asked] : [])].find(
    (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")),
  );
}

/**
 * Starts a PostgreSQL server in a temporary folder. The server refuses to run as root, so root runs it as `postgres`.
 * @param {string} binaries see findPostgresBinaries
 * @param {{durable?: boolean, parent?: string}} [options] `durable`: with fsync, as benchmarks need it and tests do
 * not; `parent`: where its folder is made, which everybody has to be able to enter
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function startThrowawayPostgres(binaries, { durable = false, parent = tmpdir() } = {}) {
  const folder = await mkdtemp(join(parent, "midreach-postgres-"));
  const isRoot = process.getuid?.() === 0;
  await chmod(folder, 0o777);
  /** @param {string} program @param {readonly string[]} args @returns {[string, string[]]} */
  const command = (program, args) =>
    isRoot
      ? ["runuser", ["-u", "postgres", "--", join(binaries, program), ...args]]
      : [join(binaries, program), [...args]];
  const data = join(folder, "data");
  const [initdb, initArgs] = command("initdb", [
    "-D",
    data,
    "-U",
    "postgres",
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C",
    "-N",
  ]);
  const made = spawnSync(initdb, initArgs, { cwd: folder, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`);
  const port = await findFreePort();
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: folder,
    fsync: durable ? "on" : "off",
    max_connections: 200,
  };
  const [postgres, args] = command("postgres", [
    "-D",
    data,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ]);
  const server = spawn(postgres, args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  server.stderr.setEncoding("utf8").on("data", (text) => {
    log += text;
  });
  // runuser passes TERM on; INT asks PostgreSQL for a fast shutdown, TERM for one that waits for clients.
  const kill = () => {
    if (server.exitCode === null) spawnSync(...command("pg_ctl", ["stop", "-D", data, "-m", "immediate"]));
  };
  process.once("exit", kill);
  for (let waited = 0; !log.includes("ready to accept connections"); waited += 50) {
    if (server.exitCode !== null || waited > 30_000) throw new Error(`PostgreSQL did not start:\n${log}`);
    await delay(50);
  }
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      kill();
      process.off("exit", kill);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @returns {Promise<number>} */
function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
