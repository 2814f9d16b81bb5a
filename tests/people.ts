import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { openBrowser, openPage, type WatchedPage } from "./browser.ts";
import { createDataFolder, removeDataFolder, type StartedServer, startServer } from "./server-process.ts";

/** Somebody with an account; a unit acts for its organisation. */
export interface Person {
  readonly userName: string;
  readonly roles: readonly string[];
  readonly organisation: string | null;
}

/** A server with people who are signed in, each with a page of their own. */
export interface Staged {
  readonly address: string;
  readonly server: StartedServer;
  readonly browser: Browser;
  /** The pages by user name, with what went wrong on them. */
  readonly people: Readonly<Record<string, WatchedPage>>;
  /** The page of somebody. */
  person(name: string): Page;
  /** A request with somebody's session; anything but success fails the test. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  send(page: Page, method: string, path: string, data?: unknown): Promise<any>;
  /** Keeps a picture of a page in the folder that MIDREACH_SCREENSHOTS names, if it names one. */
  picture(page: Page, name: string): Promise<void>;
  /** Ends the browser and the server, and removes the data. */
  close(): Promise<void>;
}

const password = "a longer pass phrase";

/**
 * Starts a server on empty data and signs people in, for a test that walks through their work. `readers` are pages of
 * people without account.
 */
export async function stagePeople(accounts: readonly Person[], readers: readonly string[] = []): Promise<Staged> {
  const dataFolder = createDataFolder();
  const server = startServer({ dataFolder });
  const [address, browser] = await Promise.all([server.ready(), openBrowser()]);
  const people: Record<string, WatchedPage> = {};
  const send: Staged["send"] = async (page, method, path, data) => {
    const answer = await page.request.fetch(address + path, {
      method,
      ...(data === undefined ? {} : { data }),
      headers: { origin: address },
    });
    expect(answer.status(), `${method} ${path} ${await answer.text()}`).toBeLessThan(300);
    return await answer.json().catch(() => ({}));
  };
  const signIn = async (page: Page, userName: string, oneTime: string) => {
    await send(page, "POST", "/api/session", { userName, password: oneTime });
    await send(page, "POST", "/api/password", { currentPassword: oneTime, newPassword: password });
    await send(page, "POST", "/api/session", { userName, password });
  };
  const [, oneTime = ""] = await server.printed(/^\s+password\s+(\S+)\s/m);
  const admin = await openPage(browser, address);
  await signIn(admin.page, "admin", oneTime);
  for (const { userName, ...rest } of accounts) {
    const made = await send(admin.page, "POST", "/api/accounts", { userName, displayName: userName, ...rest });
    const watched = await openPage(browser, address);
    await signIn(watched.page, userName, made.oneTimePassword ?? "");
    people[userName] = watched;
  }
  for (const name of readers) people[name] = await openPage(browser, address);
  await admin.close();
  return {
    address,
    server,
    browser,
    people,
    send,
    picture,
    person: (name) => {
      const watched = people[name];
      if (!watched) throw new Error(`nobody is called ${name}`);
      return watched.page;
    },
    close: async () => {
      await browser.close();
      await server.stop();
      removeDataFolder(dataFolder);
    },
  };
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.MIDREACH_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
