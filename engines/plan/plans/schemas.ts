import { sayInSchema, text, textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import { differenceKinds } from "../core/compare/commitments.ts";
import { changeKinds } from "../core/compare/index.ts";
import { planStandings } from "../core/plans/succession.ts";
import { strengthSchema } from "../schemas.ts";

/** The shape of every answer about the plans of the register. */

const isoDate = z.iso.date();
/** Words that have an address of their own below `/plans`. */
const reserved = ["compare"];
export const newPlanIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,80}$/, sayInSchema(text("小写字母、数字和连字符", "small letters, digits and hyphens")))
  .refine(
    (id) => !reserved.includes(id),
    sayInSchema(text("这个词另有用途,请换一个", "this word is an address of its own")),
  );

export const planSummarySchema = z.object({
  id: z.string(),
  title: textSchema,
  periodStart: z.string(),
  periodEnd: z.string(),
  /** `region`: the region pack's own plan, the one that is meant where none is named. */
  origin: z.enum(["region", "import"]),
  state: z.enum(["draft", "in-force"]),
  /** Superseded: the period of a successor in force has begun. */
  standing: z.enum(planStandings),
  predecessor: z.string().nullable(),
  successors: z.array(z.string()),
  /** Grows with every change of the entry; who writes says which one he has read. */
  revision: z.int(),
  /** Version of the register. */
  version: z.int(),
  versions: z.int(),
  commitments: z.int(),
  /** The import that the newest version comes from. */
  import: z.string().nullable(),
  takenInAt: z.string(),
  takenInBy: z.string(),
  changedAt: z.string(),
});
export type PlanSummary = z.infer<typeof planSummarySchema>;
export const plansSchema = z.object({ plans: z.array(planSummarySchema), mayManage: z.boolean() });
export type Plans = z.infer<typeof plansSchema>;

export const planVersionSchema = z.object({
  version: z.int(),
  loadedAt: z.string(),
  loadedBy: z.string().nullable(),
  import: z.string().nullable(),
  hash: z.string(),
});
export const planEntrySchema = z.object({
  plan: planSummarySchema,
  /** Newest first. */
  history: z.array(planVersionSchema),
  mayManage: z.boolean(),
});
export type PlanEntry = z.infer<typeof planEntrySchema>;

const planChoice = {
  state: z.enum(["draft", "in-force"]).describe("A draft is seen by those who may read drafts"),
  predecessor: z.string().max(100).nullable().describe("The plan that it succeeds or revises"),
};

/** What is asked for when a reviewed plan is taken into the register. */
export const adoptionSchema = z.strictObject({
  id: newPlanIdSchema,
  title: z.strictObject({ zh: z.string().trim().min(1).max(300), en: z.string().trim().min(1).max(300) }),
  periodStart: isoDate,
  periodEnd: isoDate,
  ...planChoice,
  /** Null: a new plan; else the revision of the plan of this id that was read, of which this is a new version. */
  revision: z.int().min(0).nullable().default(null),
});
export type Adoption = z.infer<typeof adoptionSchema>;

export const planChangeSchema = z.strictObject({ revision: z.int().min(0), ...planChoice });
export type PlanChange = z.infer<typeof planChangeSchema>;

const comparedSideSchema = z.object({
  /** A plan's id, `import:ID`, or the name of a file. */
  id: z.string(),
  kind: z.enum(["plan", "import", "file"]),
  title: textSchema,
  periodStart: z.string().nullable(),
  periodEnd: z.string().nullable(),
  commitments: z.int(),
  /** Sentences of an import that nobody has decided about; they are not compared. */
  undecided: z.int(),
});
export type ComparedSide = z.infer<typeof comparedSideSchema>;

const comparedRowSchema = z.object({
  id: z.string(),
  text: textSchema,
  strength: strengthSchema,
  deadline: z.string().nullable(),
  lead: textSchema.nullable(),
});

const differenceSchema = z.object({
  what: z.enum(differenceKinds),
  /** Tighter (1), looser (-1), only other (0). */
  direction: z.union([z.literal(1), z.literal(0), z.literal(-1)]),
  before: textSchema,
  after: textSchema,
});
export type RegisterDifference = z.infer<typeof differenceSchema>;

export const comparisonRowSchema = z.object({
  kind: z.enum(changeKinds),
  old: comparedRowSchema.nullable(),
  new: comparedRowSchema.nullable(),
  differences: z.array(differenceSchema),
});
export type RegisterComparisonRow = z.infer<typeof comparisonRowSchema>;

export const registerComparisonSchema = z.object({
  old: comparedSideSchema,
  new: comparedSideSchema,
  /** Commitments of the whole comparison, kind by kind. */
  counts: z.object({
    carried: z.int(),
    tightened: z.int(),
    loosened: z.int(),
    changed: z.int(),
    added: z.int(),
    dropped: z.int(),
  } satisfies Record<(typeof changeKinds)[number], z.ZodInt>),
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
  rows: z.array(comparisonRowSchema),
});
export type RegisterComparison = z.infer<typeof registerComparisonSchema>;
