import { sayInSchema, text, textSchema, wordsSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import { qualitativeReasons, registerMeasureSchema } from "../core/register.ts";
import { strengthSchema } from "../schemas.ts";

/** The shape of every answer about plans that are being imported. */

const isoDate = z.iso.date();
const code = z.string().trim().min(1).max(100);
const codes = z.array(code).max(200);
const words = z.string().max(4_000);
const bothWords = z.object({ zh: words, en: words });

export const importStates = ["review", "complete"] as const;
export const decisionStates = ["undecided", "accepted", "corrected", "split", "merged", "rejected"] as const;
export type DecisionState = (typeof decisionStates)[number];

/**
 * A commitment as a reviewer leaves it: like a row of the register, but it may still lack words, owner, topic or
 * measure. What lacks is listed when the import is checked.
 */
export const reviewedSchema = z.strictObject({
  text: bothWords,
  strength: strengthSchema,
  statutory: z.enum(["binding", "expected"]).nullable(),
  ownerBasis: z.enum(["named", "proposed"]),
  lead: codes,
  support: codes,
  places: codes,
  topic: z.string().max(100),
  deadline: isoDate,
  deadlineBasis: z.enum(["stated", "plan-period", "outlook"]),
  measure: registerMeasureSchema.omit({ path: true }).extend({ evaluator: code }).nullable(),
  qualitative: z.strictObject({ reason: z.enum(qualitativeReasons), zh: words, en: words }).nullable(),
  system: code.nullable(),
  note: bothWords.nullable(),
});
export type Reviewed = z.infer<typeof reviewedSchema>;

export const importSettingsSchema = z.strictObject({
  /** Id that the plan gets in a register. */
  planId: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{0,80}$/,
      sayInSchema(text("小写字母、数字和连字符", "small letters, digits and hyphens")),
    ),
  title: bothWords,
  periodStart: isoDate,
  periodEnd: isoDate,
  /** Who answers and what it is about where a sentence says nothing. */
  lead: codes,
  topic: z.string().max(100),
});
export type ImportSettings = z.infer<typeof importSettingsSchema>;

export const importHeadingSchema = z.object({ chapter: z.int(), section: z.int(), title: z.string() });
export type ImportHeading = z.infer<typeof importHeadingSchema>;

export const importProgressSchema = z.object({
  sentences: z.int(),
  decided: z.int(),
  /** Sentences that the importer takes for commitments, and those of which it is not sure. */
  commits: z.int(),
  doubtful: z.int(),
  undecidedCommits: z.int(),
  undecidedDoubtful: z.int(),
  /** Commitments decided so far. */
  commitments: z.int(),
  states: z.object({
    undecided: z.int(),
    accepted: z.int(),
    corrected: z.int(),
    split: z.int(),
    merged: z.int(),
    rejected: z.int(),
  } satisfies Record<DecisionState, z.ZodInt>),
});
export type ImportProgress = z.infer<typeof importProgressSchema>;

export const importSummarySchema = z.object({
  id: z.string(),
  /** Name of the file. */
  name: z.string(),
  title: z.string(),
  language: z.enum(["zh", "en"]),
  state: z.enum(importStates),
  version: z.int(),
  sizeBytes: z.int(),
  sha256: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  completedAt: z.string().nullable(),
  completedBy: z.string().nullable(),
  chapters: z.int(),
  sections: z.int(),
  progress: importProgressSchema,
});
export type ImportSummary = z.infer<typeof importSummarySchema>;
export const importsSchema = z.object({ imports: z.array(importSummarySchema), mayReview: z.boolean() });
export type Imports = z.infer<typeof importsSchema>;

const choice = z.object({ id: z.string(), name: textSchema });
export const importDetailSchema = z.object({
  import: importSummarySchema,
  mayReview: z.boolean(),
  settings: importSettingsSchema,
  headings: z.array(importHeadingSchema),
  /** What a form offers: topics, indicators, places, systems of the region; owners as `trade@level`. */
  choices: z.object({
    topics: z.array(choice),
    indicators: z.array(choice.extend({ unit: z.string() })),
    places: z.array(choice),
    systems: z.array(choice),
    owners: z.array(choice),
  }),
});
export type ImportDetail = z.infer<typeof importDetailSchema>;

export const findingKinds = ["verb", "quantity", "deadline", "actor", "place", "project", "system"] as const;
export const importFindingSchema = z.object({
  kind: z.enum(findingKinds),
  /** In UTF-16 units of the sentence. */
  start: z.int(),
  end: z.int(),
  /** The importer's rule that made it. */
  rule: z.string(),
  /** What was understood: the date, the value with its unit, the normalised name. */
  reading: z.string(),
});
export type ImportFinding = z.infer<typeof importFindingSchema>;

export const doubtReasons = [
  "unknown-place",
  "vague-figure",
  "no-verb",
  "unsure-background",
  "several-figures",
] as const;
export type DoubtReason = (typeof doubtReasons)[number];

export const importSentenceSchema = z.object({
  ordinal: z.int(),
  citation: z.string(),
  text: z.string(),
  /** The paragraph's label and what stands before and after the sentence in it. */
  label: z.string(),
  before: z.string(),
  after: z.string(),
  heading: z.string(),
  role: z.string(),
  commits: z.boolean(),
  /** The rule that says why it commits nobody; null when it commits. */
  why: z.string().nullable(),
  doubts: z.array(z.enum(doubtReasons)),
  findings: z.array(importFindingSchema),
  state: z.enum(decisionStates),
  mergedInto: z.int().nullable(),
  /** As decided. */
  commitments: z.array(reviewedSchema).nullable(),
  /** What the importer proposes; empty when it takes the sentence for no commitment. */
  proposal: z.array(reviewedSchema),
  version: z.int(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
});
export type ImportSentence = z.infer<typeof importSentenceSchema>;

export const sentenceFilters = ["all", "undecided", "commits", "doubtful"] as const;
export const importSentencesSchema = z.object({
  sentences: z.array(importSentenceSchema),
  /** More follow after the last one. */
  more: z.boolean(),
});
export type ImportSentences = z.infer<typeof importSentencesSchema>;

const version = z.int().min(0).describe("The version that the reviewer has seen");
export const decisionSchema = z.discriminatedUnion("decision", [
  /** As proposed. */
  z.strictObject({ decision: z.literal("accept"), version }),
  z.strictObject({ decision: z.literal("correct"), version, commitments: z.array(reviewedSchema).length(1) }),
  /** Several commitments in one sentence; they get letters in this order. */
  z.strictObject({ decision: z.literal("split"), version, commitments: z.array(reviewedSchema).min(2).max(26) }),
  /** It commits nobody. */
  z.strictObject({ decision: z.literal("reject"), version }),
]);
export type Decision = z.infer<typeof decisionSchema>;
export const versionSchema = z.strictObject({ version });

/** Every sentence that a decision changed, as it is now, and the counts. */
export const decidedSchema = z.object({ sentences: z.array(importSentenceSchema), progress: importProgressSchema });
export type Decided = z.infer<typeof decidedSchema>;

export const importEventSchema = z.object({
  act: z.enum(["accepted", "corrected", "split", "merged", "rejected", "undone"]),
  at: z.string(),
  by: z.string(),
  undone: z.boolean(),
  commitments: z.array(reviewedSchema).nullable(),
});
export const importHistorySchema = z.object({ events: z.array(importEventSchema) });

export const importCheckSchema = z.object({
  undecided: z.int(),
  commitments: z.int(),
  faults: z.array(z.object({ where: z.string(), what: wordsSchema, fix: wordsSchema.optional() })),
});
export type ImportCheck = z.infer<typeof importCheckSchema>;
export const settingsChangeSchema = z.strictObject({ version, settings: importSettingsSchema });
