// @ts-check
import { resolve } from "node:path";
import { parseArgs } from "node:util";

/** Lowest Node.js that runs the house: `require(esm)` and stable test timers came with it. */
export const lowestNode = [20, 19];

export const helpText = `Midreach: an executable regional plan

Usage: npm start -- [options]

  --port NUMBER         port to listen on (PORT or MIDREACH_PORT; 8470; 0 takes a free one)
  --host ADDRESS        address to listen on (MIDREACH_HOST; 127.0.0.1, this machine only)
  --data FOLDER         data folder: embedded database, lock, attached texts (MIDREACH_DATA; ./data)
  --region NAME         folder below regions/, or a path (MIDREACH_REGION; package.json midreach.region)
  --database-url URL    use a PostgreSQL server, not the embedded database (DATABASE_URL)
  --no-color            plain output (NO_COLOR)
  --help                this text

The first start installs what is missing, builds the pages, creates the database, loads the region and
evaluates the plan; it prints the administrator's one-time password once. Stop it with Ctrl-C.
Other commands: npm test, npm run midreach -- --help, npm run bench.
`;

/** What a person typed that cannot be used; shown without a stack. */
export class UsageError extends Error {}

/**
 * Options of `npm start`: flags first, then the environment, then the defaults.
 * @param {readonly string[]} argv arguments after the script's name
 * @param {NodeJS.ProcessEnv} env
 * @param {{root: string, region: string}} defaults root folder of the clone, name of the default region
 * @throws {UsageError} on an unknown flag or a port that is none
 */
export function readOptions(argv, env, { root, region }) {
  const values = parseFlags(argv);
  const port = Number(values.port ?? env.MIDREACH_PORT ?? env.PORT ?? 8470);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new UsageError(
      `The port must be a whole number from 0 to 65535, not "${values.port ?? env.MIDREACH_PORT ?? env.PORT}".`,
    );
  }
  // A path that was typed belongs to the folder in which it was typed; npm changes to the clone's root first.
  const typed = env.INIT_CWD ?? process.cwd();
  const data = values.data ?? env.MIDREACH_DATA;
  const wanted = values.region ?? env.MIDREACH_REGION ?? region;
  return {
    help: values.help === true,
    port,
    host: values.host ?? env.MIDREACH_HOST ?? "127.0.0.1",
    dataFolder: data === undefined ? resolve(root, "data") : resolve(typed, data),
    regionFolder: /[\\/]/.test(wanted) ? resolve(typed, wanted) : resolve(root, "regions", wanted),
    databaseUrl: values["database-url"] ?? (env.DATABASE_URL || undefined),
    color: values["no-color"] !== true && !env.NO_COLOR,
  };
}

/** @param {readonly string[]} argv */
function parseFlags(argv) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: false,
      options: {
        port: { type: "string" },
        host: { type: "string" },
        data: { type: "string" },
        region: { type: "string" },
        "database-url": { type: "string" },
        "no-color": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\nTry: npm start -- --help`);
  }
}

/**
 * Whether this Node.js is new enough.
 * @param {string} version `20.19.0`
 */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [lowestMajor = 0, lowestMinor = 0] = lowestNode;
  return major > lowestMajor || (major === lowestMajor && minor >= lowestMinor);
}
