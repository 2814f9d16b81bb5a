import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { kernelMigrations, migrate } from "../database/index.ts";
import { openTestDatabase, type TestDatabase, testBackends } from "../database/testing.ts";
import { publicActor } from "../http/types.ts";
import { appendAudit, listAudit, verifyAudit } from "./index.ts";

describe.each(testBackends())("audit log on %s", (kind) => {
  let opened: TestDatabase;

  beforeAll(async () => {
    opened = await openTestDatabase(kind);
    await migrate(opened.database, [kernelMigrations]);
  });
  afterAll(() => opened.drop());

  const append = (id: string) =>
    opened.database.transaction((trx) =>
      appendAudit(trx, {
        actor: publicActor,
        action: "plan:publish",
        resource: { type: "Evaluation", id },
        detail: { z: 1.5, a: { 名: "岳阳", list: [1, null, -0, 1e21] }, none: undefined },
      }),
    );
  const change = (text: string) => opened.database.execute(text);

  beforeEach(async () => {
    await change("delete from kernel_audit");
    await change("update kernel_audit_head set sequence = 0, hash = repeat('0', 64)");
    for (let entry = 1; entry <= 7; entry++) await append(String(entry));
  });

  test("an untouched chain verifies, page by page", async () => {
    expect(await verifyAudit(opened.database, 2)).toMatchObject({ ok: true, checked: 7 });
    const [newest] = await listAudit(opened.database, { limit: 1 });
    expect(newest).toMatchObject({ sequence: 7n, resource_id: "7", actor: "public:public" });
    expect(await listAudit(opened.database, { limit: 9, before: 3n, action: "plan:publish" })).toHaveLength(2);
  });

  test("concurrent appends continue one chain", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => append(`c${index}`)));
    expect(await verifyAudit(opened.database)).toMatchObject({ ok: true, checked: 27 });
  });

  test("an append is undone with its transaction", async () => {
    const failing = opened.database.transaction(async (trx) => {
      await appendAudit(trx, { actor: publicActor, action: "a:b", resource: { type: "T", id: "1" } });
      throw new Error("the deed failed");
    });
    await expect(failing).rejects.toThrow("the deed failed");
    expect(await verifyAudit(opened.database)).toMatchObject({ ok: true, checked: 7 });
  });

  test.each([
    ["changed", "update kernel_audit set resource_id = 'x' where sequence = 4", "4"],
    ["changed in detail", `update kernel_audit set detail = '{"z": 2}' where sequence = 5`, "5"],
    ["changed in time", "update kernel_audit set at = at + interval '1 second' where sequence = 2", "2"],
    ["removed in the middle", "delete from kernel_audit where sequence = 4", "4"],
    ["removed at the start", "delete from kernel_audit where sequence = 1", "1"],
    ["removed at the end", "delete from kernel_audit where sequence >= 6", "6"],
    [
      "reordered",
      "update kernel_audit set sequence = case sequence when 3 then 4 else 3 end where sequence in (3, 4)",
      "3",
    ],
    [
      "added at the end",
      `insert into kernel_audit select 8, at, actor, action, resource_type, resource_id, detail, hash, hash
       from kernel_audit where sequence = 7`,
      "8",
    ],
    [
      "written twice",
      `insert into kernel_audit select sequence, at + interval '1 second', actor, action, resource_type, resource_id,
       detail, previous_hash, hash from kernel_audit where sequence = 3`,
      "3",
    ],
  ])("finds an entry %s", async (_, statement, brokenAt) => {
    await change(statement);
    expect(await verifyAudit(opened.database, 3)).toMatchObject({ ok: false, brokenAt });
  });

  test("an entry changed with its own hash recomputed still breaks the next", async () => {
    await sql`update kernel_audit set hash = repeat('a', 64) where sequence = 7`.execute(opened.database.kysely());
    expect(await verifyAudit(opened.database)).toMatchObject({ ok: false, brokenAt: "7" });
  });
});
