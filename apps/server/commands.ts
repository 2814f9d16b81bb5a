import { verifyAudit } from "@midreach/kernel/audit";
import type { Actor, Services } from "@midreach/kernel/http";
import { localActor } from "@midreach/kernel/identity";
import { Problem } from "@midreach/kernel/problems";
import { planCommands } from "@midreach/plan";
import { reachCommands } from "@midreach/reach";
import type { House } from "./house.ts";

/** Who types at the machine itself: whoever may open the data folder may do everything with it. */
const actor = localActor("command line");

type Command = (house: House, args: never) => Promise<unknown>;

/**
 * What the command line can ask, of a running server through the control channel or of a house that it opened itself.
 * Answers are plain JSON.
 */
const commands: Readonly<Record<string, Command>> = {
  ...commandsOf("plan", planCommands),
  ...commandsOf("reach", reachCommands),
  "audit.verify": ({ services }) => verifyAudit(services.database),
};

function commandsOf(
  room: string,
  given: Readonly<Record<string, (services: Services, args: unknown, actor: Actor) => Promise<unknown>>>,
): Readonly<Record<string, Command>> {
  return Object.fromEntries(
    Object.entries(given).map(([name, command]): [string, Command] => [
      `${room}.${name}`,
      ({ services }, args) => command(services, args, actor),
    ]),
  );
}

/**
 * Runs one command.
 * @throws Problem `request.invalid` when there is no such command, and what the command throws
 */
export async function runCommand(house: House, name: string, args: unknown): Promise<unknown> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Problem("request.invalid", `There is no command "${name}". The two versions may differ.`);
  return command(house, args as never);
}
