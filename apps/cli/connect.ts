import { acquireDataFolder, askDataFolder } from "@midreach/kernel/database";
import { Problem } from "@midreach/kernel/problems";

/** Where the command line looks for a running server, and what it opens when there is none. */
export interface Place {
  readonly root: string;
  readonly dataFolder: string;
  readonly regionFolder: string;
  readonly databaseUrl?: string | undefined;
  /** Hears what takes long; says nothing where nobody watches. */
  readonly say: (text: string) => void;
}

/**
 * Has one command carried out: by the server that holds the data folder, or by opening the database here when nobody
 * answers.
 * @throws Problem what the command throws, or why the database cannot be opened
 */
export async function carryOut(place: Place, command: string, args: object): Promise<unknown> {
  const answer = await askDataFolder(place.dataFolder, { command, args });
  if (answer.answered) return answer.value;
  place.say("no server is running; opening the database");
  const folder = await acquireDataFolder(place.dataFolder, {
    onCommand: async () => {
      throw new Problem(
        "database.in-use",
        "Another midreach command is at work in this data folder. Try again when it ended.",
      );
    },
  });
  try {
    return await carryOutHere(place, command, args);
  } finally {
    await folder.release();
  }
}

/** Address of the server that holds the data folder, e.g. `http://127.0.0.1:8080`; undefined when none listens. */
export async function findServerAddress({ dataFolder }: Place): Promise<string | undefined> {
  const answer = await askDataFolder(dataFolder, { command: "who", args: {} });
  const { address } = (answer.answered ? answer.value : {}) as { readonly address?: string };
  return address || undefined;
}

async function carryOutHere(place: Place, command: string, args: object): Promise<unknown> {
  const { createLog, openHouse, runCommand, silentProgress } = await import("@midreach/server");
  const house = await openHouse({ ...place, progress: silentProgress, log: createLog() });
  try {
    // Through JSON, as from a server: what is printed does not depend on who answered.
    return JSON.parse(JSON.stringify(await runCommand(house, command, args)));
  } finally {
    await house.close();
  }
}
