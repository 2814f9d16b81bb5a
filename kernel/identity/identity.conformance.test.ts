import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyAudit } from "../audit/index.ts";
import { testBackends } from "../database/testing.ts";
import { ensureAdministrator, findActor, listJurisdiction } from "./index.ts";
import { openTestServer, type TestServer, testPassword } from "./testing.ts";

describe.each(testBackends())("identity on %s", (kind) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await openTestServer(kind);
  });
  afterAll(() => server.close());

  const signIn = (userName: string, password: string, address?: string) =>
    server.client(address).ask("POST", "/api/session", { userName, password });
  const stored = async (query: string) => JSON.stringify((await server.database.execute(query)).rows);

  describe("first start", () => {
    test("makes one administrator, also when servers start at once", async () => {
      expect(server.administrator.userName).toBe("admin");
      expect(await ensureAdministrator(server.database)).toBeUndefined();
      await server.database.execute("update kernel_account set disabled = true");
      const both = await Promise.all([ensureAdministrator(server.database), ensureAdministrator(server.database)]);
      expect(both.filter(Boolean)).toEqual([expect.objectContaining({ userName: "admin-2" })]);
      await server.database.execute("delete from kernel_account where user_name = 'admin-2'");
      await server.database.execute("update kernel_account set disabled = false");
    });

    test("the one-time password opens nothing but the change of itself", async () => {
      const { userName, password } = server.administrator;
      const admin = server.client();
      const session = await admin.ask("POST", "/api/session", { userName: " ADMIN ", password });
      expect(session).toMatchObject({ status: 200, json: { userName, mustChangePassword: true, roles: [] } });
      expect((await admin.ask("GET", "/api/accounts")).status).toBe(403);
      expect((await admin.ask("POST", "/api/api-keys", { name: "early" })).status).toBe(403);
      const weak = { currentPassword: password, newPassword: "short" };
      expect((await admin.ask("POST", "/api/password", weak)).status).toBe(400);
      const wrong = { currentPassword: "wrong", newPassword: testPassword };
      expect((await admin.ask("POST", "/api/password", wrong)).status).toBe(401);
      const right = { currentPassword: password, newPassword: testPassword };
      const changed = await admin.ask("POST", "/api/password", right);
      expect(changed).toMatchObject({ status: 200, json: { mustChangePassword: false } });
      expect(changed.json.roles).toContain("administrator");
      expect((await admin.ask("GET", "/api/accounts")).status).toBe(200);
      expect((await signIn(userName, password)).status).toBe(401);
    });
  });

  describe("sessions", () => {
    test("the cookie is out of reach of scripts and other sites, and only its hash is stored", async () => {
      await server.addAccount("li.na", ["auditor"]);
      const client = server.client();
      const answer = await client.ask("POST", "/api/session", { userName: "li.na", password: testPassword });
      const [cookie = ""] = answer.headers.getSetCookie();
      expect(cookie).toMatch(/^midreach_session=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);
      const token = cookie.split(/[=;]/)[1] ?? "";
      expect(await stored("select * from kernel_session")).not.toContain(token);
      expect(answer.text).not.toContain(token);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    });

    test("behind https the cookie is Secure", async () => {
      const body = JSON.stringify({ userName: "li.na", password: testPassword });
      const headers = { "content-type": "application/json" };
      const answer = await server.app.request("https://plan.test/api/session", { method: "POST", body, headers });
      expect(answer.headers.getSetCookie()[0]).toContain("Secure");
    });

    test("a session that was planted or brought along is never continued", async () => {
      const planted = server.client();
      planted.cookie = `midreach_session=${"a".repeat(43)}`;
      await planted.ask("POST", "/api/session", { userName: "li.na", password: testPassword });
      expect(planted.cookie).not.toContain("aaa");
      const first = planted.cookie;
      await planted.ask("POST", "/api/session", { userName: "li.na", password: testPassword });
      expect(planted.cookie).not.toBe(first);
      const old = server.client();
      old.cookie = first;
      expect((await old.ask("GET", "/api/session")).json).toMatchObject({ signedIn: false, kind: "public" });
    });

    test("signing out ends the session, also for who copied the cookie", async () => {
      const client = await server.signedIn("li.na");
      const copy = server.client();
      copy.cookie = client.cookie;
      expect((await copy.ask("GET", "/api/session")).json.signedIn).toBe(true);
      expect((await client.ask("DELETE", "/api/session")).status).toBe(204);
      expect(client.cookie).toBeUndefined();
      expect((await copy.ask("GET", "/api/session")).json.signedIn).toBe(false);
      expect((await client.ask("DELETE", "/api/session")).status).toBe(204);
    });

    test("a session ends when it is idle, and in any case after a week", async () => {
      const idle = await server.signedIn("li.na");
      const busy = await server.signedIn("li.na");
      for (let hour = 0; hour < 12; hour += 4) {
        server.advance(4 * 60);
        expect((await busy.ask("GET", "/api/session")).json.signedIn).toBe(true);
      }
      expect((await idle.ask("GET", "/api/session")).json.signedIn).toBe(false);
      let hours = 12;
      for (; (await busy.ask("GET", "/api/session")).json.signedIn; hours += 4) server.advance(4 * 60);
      expect(hours).toBeGreaterThan(6 * 24);
      expect(hours).toBeLessThanOrEqual(7 * 24 + 4);
    });

    test("a write that another site made the browser send changes nothing", async () => {
      const client = await server.signedIn("li.na");
      const forged = await client.ask("DELETE", "/api/session", undefined, { "sec-fetch-site": "cross-site" });
      expect(forged).toMatchObject({ status: 403, json: { code: "auth.csrf" } });
      expect((await client.ask("GET", "/api/session")).json.signedIn).toBe(true);
      const foreign = { "sec-fetch-site": "cross-site", origin: "https://evil.test" };
      const login = await server.client().ask("POST", "/api/session", { userName: "li.na", password: "x" }, foreign);
      expect(login.status).toBe(403);
    });

    test("changing the password ends all other sessions", async () => {
      await server.addAccount("chen.jie", ["office"]);
      const [one, two] = [await server.signedIn("chen.jie"), await server.signedIn("chen.jie")];
      const change = { currentPassword: testPassword, newPassword: "another lantern" };
      expect((await one.ask("POST", "/api/password", change)).status).toBe(200);
      expect((await one.ask("GET", "/api/session")).json.signedIn).toBe(true);
      expect((await two.ask("GET", "/api/session")).json.signedIn).toBe(false);
    });

    test("a hash of an older cost is replaced at sign-in", async () => {
      await server.addAccount("old.hash", ["auditor"]);
      const query = "select password_hash from kernel_account where user_name = 'old.hash'";
      expect(await stored(query)).toContain("ln=10");
      await server.signedIn("old.hash");
      expect(await stored(query)).toContain("ln=15,r=8,p=3");
      await server.signedIn("old.hash");
    });

    test("unknown user, wrong password and disabled account are answered alike", async () => {
      await server.addAccount("gone", ["office"]);
      await server.database.execute("update kernel_account set disabled = true where user_name = 'gone'");
      const answers = [
        await signIn("nobody.at.all", testPassword, "192.0.2.61"),
        await signIn("li.na", "wrong", "192.0.2.62"),
        await signIn("gone", testPassword, "192.0.2.63"),
      ];
      const told = answers.map(({ status, json: { instance, ...rest } }) => JSON.stringify([status, rest]));
      expect(new Set(told).size).toBe(1);
      expect(told[0]).toContain("auth.failed");
    });
  });

  describe("API keys", () => {
    test("are shown once, act with the account's roles, and expire and are revoked", async () => {
      await server.addAccount("keeper", ["administrator"]);
      const keeper = await server.signedIn("keeper");
      const made = await keeper.ask("POST", "/api/api-keys", { name: "import", expiresInDays: 2 });
      expect(made.status).toBe(201);
      const { key, id } = made.json;
      expect(key).toMatch(/^mrk_[\w-]{43}$/);
      expect(await stored("select * from kernel_api_key")).not.toContain(key);
      expect((await keeper.ask("GET", "/api/api-keys")).text).not.toContain(key);
      const program = server.client();
      const bearer = { authorization: `Bearer ${key}`, "sec-fetch-site": "cross-site" };
      const session = await program.ask("GET", "/api/session", undefined, bearer);
      expect(session.json).toMatchObject({ kind: "api-key", roles: ["administrator"], name: "keeper (import)" });
      expect((await program.ask("GET", "/api/accounts", undefined, bearer)).status).toBe(200);
      const account = { userName: "made.by.key", displayName: "x", roles: [] };
      expect((await program.ask("POST", "/api/accounts", account, bearer)).status).toBe(403);
      expect((await program.ask("POST", "/api/api-keys", { name: "child" }, bearer)).status).toBe(403);
      expect((await keeper.ask("DELETE", `/api/api-keys/${id}`)).status).toBe(204);
      expect((await program.ask("GET", "/api/session", undefined, bearer)).status).toBe(401);
      const short = (await keeper.ask("POST", "/api/api-keys", { name: "short", expiresInDays: 1 })).json.key;
      server.advance(25 * 60);
      const late = { authorization: `Bearer ${short}` };
      expect(await program.ask("GET", "/api/session", undefined, late)).toMatchObject({ status: 401 });
      expect((await program.ask("GET", "/api/session", undefined, { authorization: "Basic YTpi" })).status).toBe(401);
    });

    test("of another account are neither listed nor revoked, unless by an administrator", async () => {
      await server.addAccount("owner", ["office"]);
      await server.addAccount("other", ["office"]);
      const [owner, other] = [await server.signedIn("owner"), await server.signedIn("other")];
      const { id } = (await owner.ask("POST", "/api/api-keys", { name: "mine" })).json;
      expect((await other.ask("GET", "/api/api-keys")).json.apiKeys).toEqual([]);
      expect((await other.ask("DELETE", `/api/api-keys/${id}`)).status).toBe(403);
      expect((await owner.ask("GET", "/api/api-keys")).json.apiKeys).toHaveLength(1);
      const admin = await server.signedIn("keeper");
      const listed = (await admin.ask("GET", "/api/api-keys")).json.apiKeys.map((key: { id: string }) => key.id);
      expect(listed).toContain(id);
      expect((await admin.ask("DELETE", `/api/api-keys/${id}`)).status).toBe(204);
    });
  });

  describe("accounts", () => {
    test("are made with a one-time password, changed, and shut with their sessions", async () => {
      const admin = await server.signedIn("keeper");
      const wanted = { userName: "王伟", displayName: "王伟", roles: ["unit"], organisation: "910100-transport" };
      expect((await admin.ask("POST", "/api/accounts", { ...wanted, organisation: null })).status).toBe(400);
      expect((await admin.ask("POST", "/api/accounts", { ...wanted, organisation: "none" })).status).toBe(400);
      expect((await admin.ask("POST", "/api/accounts", { ...wanted, roles: ["king"] })).status).toBe(400);
      expect((await admin.ask("POST", "/api/accounts", { ...wanted, userName: "a b" })).status).toBe(400);
      const made = await admin.ask("POST", "/api/accounts", wanted);
      expect(made).toMatchObject({ status: 201, json: { account: { mustChangePassword: true } } });
      expect((await admin.ask("POST", "/api/accounts", wanted)).status).toBe(409);
      const { id } = made.json.account;
      const user = server.client();
      await user.ask("POST", "/api/session", { userName: "王伟", password: made.json.oneTimePassword });
      const change = { currentPassword: made.json.oneTimePassword, newPassword: testPassword };
      const session = await user.ask("POST", "/api/password", change);
      expect(session.json.jurisdiction).toEqual(["910100", "910181", "lake-qing"]);
      expect((await admin.ask("PATCH", `/api/accounts/${id}`, { disabled: true })).json.disabled).toBe(true);
      expect((await user.ask("GET", "/api/session")).json.signedIn).toBe(false);
      await admin.ask("PATCH", `/api/accounts/${id}`, { disabled: false });
      const reset = await admin.ask("POST", `/api/accounts/${id}/password`);
      expect((await signIn("王伟", reset.json.oneTimePassword)).json.mustChangePassword).toBe(true);
      const unknown = "00000000-0000-4000-8000-000000000000";
      expect((await admin.ask("PATCH", `/api/accounts/${unknown}`, { disabled: true })).status).toBe(404);
      expect((await admin.ask("PATCH", "/api/accounts/1", { disabled: true })).status).toBe(400);
    });

    test("the last administrator cannot be shut out, not even by two at once", async () => {
      const admin = await server.signedIn("keeper");
      const { accounts } = (await admin.ask("GET", "/api/accounts")).json;
      const administrators = accounts.filter((account: { roles: string[] }) => account.roles.includes("administrator"));
      expect(administrators.length).toBe(2);
      const demote = ({ id }: { id: string }) => admin.ask("PATCH", `/api/accounts/${id}`, { roles: ["office"] });
      const answers: { status: number }[] = await Promise.all(administrators.map(demote));
      expect(answers.map((answer) => answer.status).sort()).not.toEqual([200, 200]);
      await server.database.execute(
        "update kernel_account set roles = '{administrator}' where user_name in ('keeper', 'admin')",
      );
    });

    test("a role that is taken away is gone at the next request", async () => {
      const id = await server.addAccount("demoted", ["auditor"]);
      const client = await server.signedIn("demoted");
      expect((await client.ask("GET", "/api/audit")).status).toBe(200);
      await (await server.signedIn("keeper")).ask("PATCH", `/api/accounts/${id}`, { roles: [] });
      expect((await client.ask("GET", "/api/audit")).status).toBe(403);
    });
  });

  test("a jurisdiction covers what lies within its place", async () => {
    const of = (organisation: string | null) => listJurisdiction(server.database.kysely(), organisation);
    expect(await of("state-drc")).toEqual(["*"]);
    expect(await of("cluster-office")).toEqual(["*"]);
    expect(await of("910000-transport")).toEqual(["910000", "910100", "910181", "910200", "lake-qing"]);
    expect(await of("910100-transport")).toEqual(["910100", "910181", "lake-qing"]);
    expect(await of("ring-office")).toEqual(["910100", "910181", "920100", "lake-qing", "ring"]);
    expect(await of("920100-water")).toEqual(["920100"]);
    expect(await of("no-such")).toEqual([]);
    expect(await of(null)).toEqual([]);
  });

  test("all of it stands in the audit log, without passwords and keys, and the chain holds", async () => {
    const auditor = await server.signedIn("li.na");
    const log = await auditor.ask("GET", "/api/audit?limit=500");
    const actions = new Set(log.json.entries.map((entry: { action: string }) => entry.action));
    for (const action of [
      "session:open",
      "session:close",
      "account:create",
      "account:change",
      "api-key:create",
      "api-key:revoke",
      "account:change-password",
    ])
      expect(actions, action).toContain(action);
    expect(log.text).not.toMatch(/mrk_|lantern|scrypt/);
    expect(log.json.entries[0]).toMatchObject({ action: "session:open", actorName: "li.na" });
    const page = await auditor.ask("GET", "/api/audit?limit=2");
    expect((await auditor.ask("GET", `/api/audit?limit=2&before=${page.json.next}`)).json.entries).toHaveLength(2);
    const verdict = await auditor.ask("GET", "/api/audit/verify");
    expect(verdict.json).toMatchObject({ ok: true, checked: log.json.entries.length });
    expect((await verifyAudit(server.database)).ok).toBe(true);
    await server.database.execute("update kernel_audit set actor = 'account:else' where sequence = 3");
    expect((await auditor.ask("GET", "/api/audit/verify")).json).toMatchObject({ ok: false, brokenAt: "3" });
  });

  test("headers without credentials are the public", async () => {
    const actor = await findActor(server.database, { headers: new Headers({ cookie: "other=1" }) });
    expect(actor).toMatchObject({ kind: "public", roles: [], jurisdiction: [] });
  });
});
