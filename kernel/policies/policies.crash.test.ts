import { expect, test } from "vitest";
import { startVictim } from "../database/testing.ts";

test("twenty thousand decisions, each on other facts, do not bring the process down", async () => {
  const policies = new URL("./index.ts", import.meta.url).href;
  const victim = startVictim(`
    import { kernelPolicies, loadPolicies } from ${JSON.stringify(policies)};
    const authoriser = loadPolicies([kernelPolicies]);
    let allowed = 0;
    for (let index = 0; index < 20000; index += 1) {
      const actor = { kind: "account", accountId: "a" + (index % 500), name: "x", roles: ["auditor"], organisation: null,
        jurisdiction: index % 3 ? ["*"] : [] };
      const attributes = { owner: "a" + (index % 700), places: index % 5 ? ["1", "2"] : [] };
      if (authoriser.isAllowed(actor, "audit:read", { type: "Audit", id: String(index), attributes })) allowed += 1;
      if (index % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    console.log("allowed " + allowed);
  `);
  await victim.ended;
  expect(victim.lines).toEqual(["allowed 20000"]);
  expect(victim.child.exitCode).toBe(0);
});
