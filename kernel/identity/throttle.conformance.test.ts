import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testBackends } from "../database/testing.ts";
import { identityModule } from "./index.ts";
import { openTestServer, type TestServer, testPassword } from "./testing.ts";
import { loginLimits, reserveLoginAttempt } from "./throttle.ts";

describe.each(testBackends())("a flood of sign-ins on %s", (kind) => {
  let server: TestServer;
  let now = Date.parse("2026-05-01T00:00:00Z");

  beforeAll(async () => {
    server = await openTestServer(kind);
  });
  afterAll(() => server.close());

  const minutes = (count: number) => {
    now += count * 60_000;
  };
  /** Tries and fails; "refused" when it was not even counted. */
  async function fail(userName: string, address: string): Promise<"counted" | "refused"> {
    try {
      await reserveLoginAttempt(server.database, { userName, address }, new Date(now));
      return "counted";
    } catch (error) {
      expect(error).toMatchObject({ code: "auth.too-many-attempts" });
      return "refused";
    }
  }

  test("over HTTP: refused with the time to wait, also with the right password; afterwards it opens again", async () => {
    await server.addAccount("zhao.min", ["office"]);
    const client = server.client("192.0.2.9");
    const tryIt = (password: string) => client.ask("POST", "/api/session", { userName: "zhao.min", password });
    for (let count = 0; count < loginLimits.perAccountAndAddress; count++) expect((await tryIt("x")).status).toBe(401);
    const refused = await tryIt(testPassword);
    expect(refused).toMatchObject({ status: 429, json: { code: "auth.too-many-attempts" } });
    const wait = Number(refused.headers.get("retry-after"));
    expect(wait).toBe(loginLimits.windowMinutes * 60);
    // The person at the own desk is not shut out by the stranger.
    const elsewhere = server.client("198.51.100.1");
    expect((await elsewhere.ask("POST", "/api/session", { userName: "zhao.min", password: testPassword })).status).toBe(
      200,
    );
    server.advance(wait / 60 + 0.01);
    expect((await tryIt(testPassword)).status).toBe(200);
  });

  test("many at once do not slip through", async () => {
    const attempts = Array.from({ length: 20 }, () => fail("at.once", "192.0.2.20"));
    const counted = (await Promise.all(attempts)).filter((outcome) => outcome === "counted");
    expect(counted).toHaveLength(loginLimits.perAccountAndAddress);
  });

  test("an address that tries many accounts is stopped, whole IPv6 networks too", async () => {
    for (let count = 0; count < loginLimits.perAddress; count++)
      expect(await fail(`user${count}`, `2001:db8:7:7::${count.toString(16)}`)).toBe("counted");
    expect(await fail("somebody", "2001:db8:7:7:ffff::1")).toBe("refused");
    expect(await fail("somebody", "2001:db8:7:8::1")).toBe("counted");
  });

  test("a flood from many addresses shuts the account to strangers, never to a known address, and never for ever", async () => {
    await server.addAccount("sun.yu", ["office"]);
    const home = "203.0.113.5";
    expect(
      (await server.client(home).ask("POST", "/api/session", { userName: "sun.yu", password: testPassword })).status,
    ).toBe(200);
    for (let count = 0; count < loginLimits.perAccount; count++)
      expect(await fail("sun.yu", `10.1.${count}.1`)).toBe("counted");
    expect(await fail("sun.yu", "10.2.0.1")).toBe("refused");
    now = Date.parse("2026-05-01T00:00:00Z");
    expect(await fail("sun.yu", home)).toBe("counted");
    // Refused attempts do not prolong it: a stranger who goes on trying keeps nobody out.
    minutes(loginLimits.windowMinutes / 2);
    expect(await fail("sun.yu", "10.2.0.1")).toBe("refused");
    minutes(loginLimits.windowMinutes / 2 + 1);
    expect(await fail("sun.yu", "10.2.0.1")).toBe("counted");
  });

  test("what no longer counts is deleted, who is known stays known", async () => {
    const rows = async () => (await server.database.execute("select succeeded from kernel_login_attempt")).rows;
    expect((await rows()).some((row) => row.succeeded)).toBe(true);
    const clock = { now: () => new Date(now + 2 * 86_400_000) };
    const services = { database: server.database, clock } as unknown as Parameters<
      NonNullable<typeof identityModule.jobs>
    >[0];
    for (const job of identityModule.jobs?.(services) ?? []) await job.run();
    const left = await rows();
    expect(left.length).toBeGreaterThan(0);
    expect(left.every((row) => row.succeeded)).toBe(true);
    expect((await server.database.execute("select * from kernel_session")).rows).toEqual([]);
  });
});
