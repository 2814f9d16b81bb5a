import { appendAudit } from "@midreach/kernel/audit";
import type { Words } from "@midreach/kernel/contracts";
import type { Actor } from "@midreach/kernel/http";
import { appendToOutbox } from "@midreach/kernel/outbox";
import { type Fault, Problem } from "@midreach/kernel/problems";
import type { Kysely } from "kysely";
import { type Frame, hashRow } from "../core/frame.ts";
import { findCircle } from "../core/plans/succession.ts";
import type { Commitment } from "../core/register.ts";
import type { AssembledRegister } from "../core/review/register.ts";
import { planDefinitionOf } from "../import/export.ts";
import { assembleRegisterOf } from "../import/service.ts";
import { noImport, type StoredImport } from "../import/store/imports.ts";
import type { ImportTables } from "../import/tables.ts";
import type { PlanService } from "../service.ts";
import { openVersion, raiseRevision, type StoredPlan } from "../store.ts";
import type { PlanTables } from "../tables.ts";
import type { PlanState } from "../views/state.ts";
import type { Adoption, PlanChange } from "./schemas.ts";

type Tables = PlanTables & ImportTables;

/** Large plans have thousands of commitments to write. */
const limits = { statementTimeoutMs: 120_000 };

/**
 * Takes a reviewed import into the register, as a new plan or as a new version of a plan that was taken in before:
 * register, entry, audit line and outbox message in one transaction. Those who take plans in at the same time wait for
 * each other.
 * @returns the plan's id
 * @throws Problem `resource.not-found`, `resource.conflict` (not complete, id taken, taken in already, circle),
 * `import.rejected` with every fault when the region no longer has what the register refers to
 */
export async function adoptImport(service: PlanService, actor: Actor, id: string, given: Adoption): Promise<string> {
  const state = await service.reader.getState();
  const now = service.services.clock.now();
  const by = actor.name;
  await service.services.database.transaction<Tables, void>(async (trx) => {
    const plans = await lockPlans(trx);
    const stored = await getComplete(trx, id);
    const known = plans.find((plan) => plan.id === given.id);
    checkId(known, given);
    await checkTwin(trx, id, given.id);
    checkPredecessor(plans, given.id, given.predecessor);
    const assembled = await assembleAdopted(trx, state, stored, given);
    const changed = await storeAdopted(trx, { service, state, stored, given, assembled, known, by, now });
    const detail = { import: id, predecessor: given.predecessor, state: given.state, ...changed };
    const resource = { type: "plan", id: given.id };
    await appendAudit(trx, { actor, action: "plans:manage", resource, detail }, now);
    await appendToOutbox(trx, { topic: "plan.plan-taken-in", key: given.id, payload: { plan: given.id, ...detail } });
  }, limits);
  return given.id;
}

/** All plans, locked: whoever changes one of them waits for the others, so that no two make a circle. */
async function lockPlans(trx: Kysely<Tables>): Promise<StoredPlan[]> {
  await raiseRevision(trx as unknown as Kysely<PlanTables>);
  return trx.selectFrom("plan_plan").selectAll().orderBy("id").forUpdate().execute();
}

async function getComplete(trx: Kysely<Tables>, id: string): Promise<StoredImport> {
  const found = await trx.selectFrom("plan_import").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  if (!found) throw noImport(id);
  if (found.state === "complete") return found;
  const detail = {
    zh: "审核尚未完成。请逐句审定并完成审核,再纳入规划库。",
    en: "The review is not complete. Decide every sentence and complete the review, then take the plan in.",
  };
  throw new Problem("resource.conflict", detail, [], { context: { reason: "not-complete" } });
}

function checkId(known: StoredPlan | undefined, { id, revision }: Adoption): void {
  const refuse = (reason: string, detail: Words): never => {
    throw new Problem("resource.conflict", detail, [], { context: { reason, revision: known?.revision ?? null } });
  };
  if (known?.origin === "region") {
    refuse("region", {
      zh: `“${id}”是本区域自带的规划。请换一个编号。`,
      en: `"${id}" is the region's own plan, which comes with its region pack. Choose another id.`,
    });
  }
  if (known && revision === null) {
    refuse("id-taken", {
      zh: `编号“${id}”已被规划“${known.title.zh}”使用。请换一个编号,或作为该规划的新版本纳入。`,
      en: `The id "${id}" is taken by the plan "${known.title.en}". Choose another id, or take it in as a new version of that plan.`,
    });
  }
  if (!known && revision !== null)
    refuse("no-plan", {
      zh: `没有规划“${id}”,不能作为它的新版本。`,
      en: `There is no plan "${id}" of which this could be a new version.`,
    });
  if (known && revision !== null && known.revision !== revision) {
    refuse("changed", {
      zh: `在您读取之后,有人更改了规划“${id}”。请重新查看。`,
      en: `Somebody has changed the plan "${id}" after you read it. Look at it anew.`,
    });
  }
}

/** An import is one plan: taken in under a second id, it would be counted twice. */
async function checkTwin(trx: Kysely<Tables>, id: string, plan: string): Promise<void> {
  const twin = await trx
    .selectFrom("plan_register")
    .select(["plan", "loaded_by"])
    .where("import", "=", id)
    .where("plan", "<>", plan)
    .executeTakeFirst();
  if (!twin) return;
  const detail = {
    zh: `此导入稿已由${twin.loaded_by}作为规划“${twin.plan}”纳入。`,
    en: `This import was taken in by ${twin.loaded_by} already, as the plan "${twin.plan}".`,
  };
  throw new Problem("resource.conflict", detail, [], { context: { reason: "taken-in", plan: twin.plan } });
}

function checkPredecessor(plans: readonly StoredPlan[], id: string, predecessor: string | null): void {
  if (predecessor === null) return;
  if (!plans.some((plan) => plan.id === predecessor)) {
    throw new Problem(
      "resource.conflict",
      { zh: `没有规划“${predecessor}”,不能接续它。`, en: `There is no plan "${predecessor}" that it could succeed.` },
      [],
      {
        context: { reason: "no-predecessor" },
      },
    );
  }
  const circle = findCircle(plans, id, predecessor);
  if (!circle) return;
  const detail = {
    zh: `规划不能接续自己:${circle.join("接续")}。请换一个前一期规划。`,
    en: `A plan cannot succeed itself: ${circle.join(" after ")}. Choose another predecessor.`,
  };
  throw new Problem("resource.conflict", detail, [], { context: { reason: "circle", circle } });
}

async function assembleAdopted(
  trx: Kysely<Tables>,
  state: PlanState,
  stored: StoredImport,
  { id, title, periodStart, periodEnd }: Adoption,
): Promise<AssembledRegister> {
  const settings = { ...stored.settings, planId: id, title, periodStart, periodEnd };
  const assembled = await assembleRegisterOf(trx as unknown as Kysely<ImportTables>, { ...stored, settings }, state);
  const faults = [...assembled.faults, ...listMovedDeadlines(assembled.commitments, periodEnd)];
  if (faults.length === 0) return assembled;
  const what = {
    zh: `该规划不能纳入:有${faults.length}处错误。内容未改变。`,
    en: `The plan cannot be taken in: ${faults.length} faults. Nothing was changed.`,
  };
  throw new Problem("import.rejected", what, faults);
}

/** Reviewers wrote down dates that stand for the plan's end: another end would make them untrue. */
function listMovedDeadlines(commitments: readonly Commitment[], periodEnd: string): Fault[] {
  return commitments
    .filter(({ deadline, deadlineBasis }) => deadlineBasis === "plan-period" && deadline !== periodEnd)
    .map(({ id, deadline }) => ({
      where: `${id}, deadline`,
      what: {
        zh: `审核时按规划期末${deadline}定期限,不是${periodEnd}`,
        en: `due at the plan's end by its review, which was ${deadline}, not ${periodEnd}`,
      },
      fix: {
        zh: "请按审核时的规划期纳入,或按另一规划期重新导入",
        en: "take the plan in with the period of its review, or import it again with the other period",
      },
    }));
}

interface Adopted {
  readonly service: PlanService;
  readonly state: PlanState;
  readonly stored: StoredImport;
  readonly given: Adoption;
  readonly assembled: AssembledRegister;
  readonly known: StoredPlan | undefined;
  readonly by: string;
  readonly now: Date;
}

/** Entry and register. @throws Problem `resource.conflict` when the plan holds exactly this already */
async function storeAdopted(
  trx: Kysely<Tables>,
  { service, state, stored, given, assembled, known, by, now }: Adopted,
): Promise<{ readonly version: number; readonly commitments: number }> {
  const { chapters, commitments } = assembled;
  const { id, title, periodStart, periodEnd, predecessor } = given;
  const plan = planDefinitionOf(state, { planId: id, title, periodStart, periodEnd });
  const hash = hashRow({ plan, chapters, commitments });
  const entry = {
    title: JSON.stringify(title),
    period_start: periodStart,
    period_end: periodEnd,
    state: given.state,
    predecessor,
  };
  const current = known ? await findNewest(trx, id) : undefined;
  if (known && current?.hash === hash && known.state === given.state && known.predecessor === predecessor) {
    throw new Problem(
      "resource.conflict",
      {
        zh: `规划“${id}”的内容已是如此,没有改变。`,
        en: `The plan "${id}" holds exactly this already; nothing changed.`,
      },
      [],
      {
        context: { reason: "unchanged" },
      },
    );
  }
  if (known) {
    const revision = known.revision + 1;
    await trx
      .updateTable("plan_plan")
      .set({ ...entry, revision })
      .where("id", "=", id)
      .execute();
  } else {
    const first = { origin: "import" as const, revision: 0, taken_in_at: now, taken_in_by: by };
    await trx
      .insertInto("plan_plan")
      .values({ id, ...entry, ...first })
      .execute();
  }
  const counted = { commitments: commitments.length };
  if (current?.hash === hash) return { version: current.version, ...counted };
  const { plan: _plan, chapters: _chapters, ...definitions } = state.register.frame;
  const frame: Frame = { ...definitions, plan, chapters };
  const version = await openVersion(trx as unknown as Kysely<PlanTables>, {
    plan: id,
    region: service.services.region.id,
    hash,
    frame,
    commitments,
    import: stored.id,
    by,
    now,
  });
  return { version, ...counted };
}

async function findNewest(trx: Kysely<Tables>, plan: string) {
  return trx
    .selectFrom("plan_register")
    .select(["version", "hash"])
    .where("plan", "=", plan)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
}

/**
 * Puts a plan into force or back into draft, or says which plan it succeeds.
 * @throws Problem `resource.not-found`, `resource.conflict` (changed meanwhile, circle, the region's plan as a draft)
 */
export async function changePlan(service: PlanService, actor: Actor, id: string, given: PlanChange): Promise<void> {
  const now = service.services.clock.now();
  await service.services.database.transaction<Tables, void>(async (trx) => {
    const plans = await lockPlans(trx);
    const known = plans.find((plan) => plan.id === id);
    if (!known)
      throw new Problem("resource.not-found", {
        zh: `规划库中没有规划“${id}”。请查看规划列表。`,
        en: `The register has no plan "${id}". /api/plans lists them.`,
      });
    if (known.revision !== given.revision) {
      throw new Problem(
        "resource.conflict",
        { zh: `在您读取之后,有人更改了规划“${id}”。`, en: `Somebody has changed the plan "${id}" after you read it.` },
        [],
        {
          context: { reason: "changed", revision: known.revision },
        },
      );
    }
    if (known.origin === "region" && given.state === "draft") {
      const detail = {
        zh: "只要区域数据包在用,区域自带的规划就在执行。",
        en: "The region's own plan is in force as long as its region pack is loaded.",
      };
      throw new Problem("resource.conflict", detail, [], { context: { reason: "region" } });
    }
    checkPredecessor(plans, id, given.predecessor);
    const { state, predecessor } = given;
    await trx
      .updateTable("plan_plan")
      .set({ state, predecessor, revision: known.revision + 1 })
      .where("id", "=", id)
      .execute();
    const detail = { state, predecessor };
    await appendAudit(trx, { actor, action: "plans:manage", resource: { type: "plan", id }, detail }, now);
    await appendToOutbox(trx, { topic: "plan.plan-changed", key: id, payload: { plan: id, ...detail } });
  });
}
