import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { kernelMigrations, migrate } from "@midreach/kernel/database";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { openTestDatabase, testBackends } from "../../../kernel/database/testing.ts";
import type { PlanTables } from "../tables.ts";

const migrations = fileURLToPath(new URL("../migrations/", import.meta.url));

test.each(testBackends())(
  "what one plan's database holds belongs to the region's plan afterwards, on %s",
  async (kind) => {
    const opened = await openTestDatabase(kind);
    const folder = mkdtempSync(join(tmpdir(), "midreach-migrations-"));
    try {
      cpSync(migrations, folder, { recursive: true, filter: (path) => !path.endsWith("050-plans.sql") });
      await migrate(opened.database, [kernelMigrations, { room: "plan", folder: pathToFileURL(`${folder}/`) }]);
      const db = opened.database.kysely<PlanTables>();
      const plan = {
        id: "isles",
        title: { zh: "规划", en: "Plan" },
        periodStart: "2021-01-01",
        periodEnd: "2025-12-31",
      };
      for (const version of [1, 2]) {
        await sql`INSERT INTO plan_register (version, region, hash, frame)
        VALUES (${version}, 'isles', ${`hash-${version}`}, ${JSON.stringify({ plan })})`.execute(db);
      }
      await sql`INSERT INTO plan_commitment VALUES ('1.1.1.1', 1, NULL, 0, 'hash', '{}')`.execute(db);
      await sql`INSERT INTO plan_evaluation (register_version, as_of, known_by, state, created_at, created_by, counts)
      VALUES (2, '2025-12-31', '2026-01-31', 'draft', now(), 'somebody', '{}')`.execute(db);
      const assess = () =>
        sql`INSERT INTO plan_assessment (commitment, as_of, made_at, made_on, made_by, judgement, evidence_title)
        VALUES ('1.1.1.1', '2025-12-31', now(), '2026-01-31', 'somebody', 'done', 'minutes')`.execute(db);
      await assess();
      await migrate(opened.database, [kernelMigrations, { room: "plan", folder: pathToFileURL(migrations) }]);
      await assess();
      expect(await db.selectFrom("plan_plan").select(["id", "period_end", "origin", "state"]).execute()).toEqual([
        { id: "isles", period_end: "2025-12-31", origin: "region", state: "in-force" },
      ]);
      for (const table of ["plan_register", "plan_commitment", "plan_evaluation", "plan_assessment"] as const) {
        const rows = await db.selectFrom(table).select("plan").execute();
        expect([table, new Set(rows.map((row) => row.plan))]).toEqual([table, new Set(["isles"])]);
      }
      await db.updateTable("plan_plan").set({ id: "renamed" }).execute();
      expect(await db.selectFrom("plan_commitment").select("plan").execute()).toEqual([{ plan: "renamed" }]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await opened.drop();
    }
  },
  60_000,
);
