import { textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import {
  assignmentRoles,
  itemStates,
  reportContentSchema,
  reportedStatuses,
  sentContentSchema,
  textLimit,
} from "../core/rounds/report.ts";
import { namedSchema, ownerRefSchema, statusSchema, strengthSchema } from "../schemas.ts";
import {
  agreementSchema,
  assessmentComparisonSchema,
  figureComparisonSchema,
  milestoneComparisonSchema,
  wantedAssessmentSchema,
  wantedFigureSchema,
  wantedProjectSchema,
} from "./schemas-compared.ts";

/** The shape of every answer about assignments, reporting rounds, supervision and closing of tasks. */

const id = z.string().min(1).max(100);
const ids = z.array(id).max(1000).default([]);
const line = z.string().trim().min(1).max(300);
const words = z.string().trim().min(1).max(textLimit);
const isoDate = z.iso.date();

export const roleSchema = z.enum(assignmentRoles);
export const itemStateSchema = z.enum(itemStates);
export const reportedStatusSchema = z.enum(reportedStatuses);
export const urgencySchema = z.enum(["later", "soon", "today", "overdue"]);

/** What a round asks about; an empty list does not narrow. */
export const roundScopeSchema = z.object({
  chapters: z.array(z.int().min(0).max(999)).max(100).default([]),
  strengths: z.array(strengthSchema).max(4).default([]),
  /** Trades of the organisations that report. */
  functions: ids,
  organisations: ids,
  commitments: ids,
  /** Who reports: those who lead and are responsible, unless told; supporting ones on demand. */
  roles: z.array(roleSchema).min(1).max(3).default(["lead", "responsible"]),
});
export type RoundScope = z.infer<typeof roundScopeSchema>;
/** The same as an answer, where nothing is left to a default. */
const keptScopeSchema = z.object({
  chapters: z.array(z.int()),
  strengths: z.array(strengthSchema),
  functions: z.array(z.string()),
  organisations: z.array(z.string()),
  commitments: z.array(z.string()),
  roles: z.array(roleSchema),
});

const roundFields = {
  title: line,
  /** First and last day of what is reported. */
  periodFrom: isoDate,
  periodTo: isoDate,
  due: isoDate,
  note: z.string().max(textLimit).default(""),
};
export const newRoundSchema = z.object({ ...roundFields, scope: roundScopeSchema.default(roundScopeSchema.parse({})) });
export type NewRound = z.infer<typeof newRoundSchema>;
/** A draft can change in everything; an open round in its title, note and due date. */
export const roundChangeSchema = z.object({
  title: line.optional(),
  periodFrom: isoDate.optional(),
  periodTo: isoDate.optional(),
  due: isoDate.optional(),
  note: z.string().max(textLimit).optional(),
  scope: roundScopeSchema.optional(),
});
export type RoundChange = z.infer<typeof roundChangeSchema>;

/** Opening a closed round again: why, and until when. */
export const reopeningSchema = z.object({ reason: words, due: isoDate });

export const itemCountsSchema = z.object({
  "not-started": z.int(),
  draft: z.int(),
  submitted: z.int(),
  returned: z.int(),
  accepted: z.int(),
});

export const roundSchema = z.object({
  id: z.string(),
  title: z.string(),
  periodFrom: z.string(),
  periodTo: z.string(),
  due: z.string(),
  note: z.string(),
  scope: keptScopeSchema,
  state: z.enum(["draft", "open", "closed"]),
  createdAt: z.string(),
  createdBy: z.string(),
  openedAt: z.string().nullable(),
  openedBy: z.string().nullable(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  /** The last time that it was opened again after closing. */
  reopened: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
  urgency: urgencySchema,
  /** Until the due date; negative when it has passed. */
  daysLeft: z.int(),
  /** Of what the reader may see; all zero for a draft. */
  counts: itemCountsSchema,
  units: z.int(),
  commitments: z.int(),
});
export type Round = z.infer<typeof roundSchema>;
export const roundsSchema = z.object({ rounds: z.array(roundSchema), mayManage: z.boolean() });

export const unitProgressSchema = z.object({
  unit: ownerRefSchema,
  counts: itemCountsSchema,
  /** Reports that the unit still owes. */
  owed: z.int(),
  /** Days since the due date while reports are owed; 0 otherwise. */
  daysOverdue: z.int(),
  /** Reports whose status differs from the computed one. */
  disagreements: z.int(),
  /** Notices that have not been lifted. */
  supervisions: z.int(),
});
export type UnitProgress = z.infer<typeof unitProgressSchema>;

export const roundDetailSchema = z.object({
  round: roundSchema,
  mayManage: z.boolean(),
  maySupervise: z.boolean(),
  /** The reader's own organisation reports in this round. */
  ownUnit: z.string().nullable(),
  units: z.array(unitProgressSchema),
});
export type RoundDetail = z.infer<typeof roundDetailSchema>;

export const briefCommitmentSchema = z.object({
  id: z.string(),
  chapter: z.int(),
  text: textSchema,
  deadline: z.string(),
  strength: strengthSchema,
});
export type BriefCommitment = z.infer<typeof briefCommitmentSchema>;

export const itemRowSchema = z.object({
  commitment: briefCommitmentSchema,
  role: roleSchema,
  state: itemStateSchema,
  version: z.int(),
  status: reportedStatusSchema.nullable(),
  /** At the latest published evaluation. */
  computed: statusSchema.nullable(),
  agreement: agreementSchema,
  figuresGiven: z.int(),
  figuresWanted: z.int(),
  /** Reported figures that differ from what is known. */
  figuresDisagreeing: z.int(),
  milestonesGiven: z.int(),
  milestonesWanted: z.int(),
  milestonesDisagreeing: z.int(),
  /** Whether the unit is asked for its own judgement, and has given it. */
  assessment: z.enum(["not-asked", "missing", "given"]),
  files: z.int(),
  savedAt: z.string().nullable(),
  savedBy: z.string().nullable(),
  submittedAt: z.string().nullable(),
  reviewedAt: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  returnReason: z.string().nullable(),
  /** Written after the round was closed: kept, not counted. */
  late: z.boolean(),
});
export type ItemRow = z.infer<typeof itemRowSchema>;

const maySchema = z.object({ fill: z.boolean(), review: z.boolean(), supervise: z.boolean() });

export const unitPageSchema = z.object({
  round: roundSchema,
  unit: ownerRefSchema,
  may: maySchema,
  counts: itemCountsSchema,
  items: z.array(itemRowSchema),
});
export type UnitPage = z.infer<typeof unitPageSchema>;

export const evidenceFileSchema = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
  uploadedAt: z.string(),
  uploadedBy: z.string(),
  round: z.string().nullable(),
});
export type EvidenceFile = z.infer<typeof evidenceFileSchema>;

export const closureSchema = z.object({
  id: z.string(),
  commitment: briefCommitmentSchema,
  unit: ownerRefSchema,
  state: z.enum(["proposed", "confirmed", "refused", "revoked"]),
  reason: z.string(),
  proposedAt: z.string(),
  proposedBy: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decisionNote: z.string().nullable(),
  revokedAt: z.string().nullable(),
  revokedBy: z.string().nullable(),
  revokeNote: z.string().nullable(),
  computed: statusSchema.nullable(),
  files: z.array(evidenceFileSchema),
});
export type Closure = z.infer<typeof closureSchema>;
export const closuresSchema = z.object({ closures: z.array(closureSchema), mayDecide: z.boolean() });
export const newClosureSchema = z.object({ commitment: id, organisation: id, reason: words });
export const closureDecisionSchema = z.object({
  decision: z.enum(["confirm", "refuse", "revoke"]),
  note: z.string().trim().max(textLimit).default(""),
});

export const itemEventSchema = z.object({
  act: z.enum(["imported", "submitted", "withdrawn", "returned", "accepted"]),
  at: z.string(),
  by: z.string(),
  version: z.int(),
  reason: z.string().nullable(),
  content: reportContentSchema.nullable(),
});

export const itemDetailSchema = z.object({
  round: roundSchema,
  unit: ownerRefSchema,
  may: maySchema,
  item: itemRowSchema,
  content: reportContentSchema,
  /** What counted when the round closed, when the text has changed since. */
  closedContent: reportContentSchema.nullable(),
  /** What the unit wrote about the same task before, to start from. */
  previous: z.object({ round: namedSchema, content: reportContentSchema }).nullable(),
  computedSummary: textSchema.nullable(),
  computedValue: z.object({ value: z.number(), unit: z.string() }).nullable(),
  wanted: z.array(wantedFigureSchema),
  figures: z.array(figureComparisonSchema),
  /** Named projects that the unit may report, with the latest that is known of each. */
  wantedProjects: z.array(wantedProjectSchema),
  milestones: z.array(milestoneComparisonSchema),
  /** What the unit is asked to judge; null when figures or projects decide the task. */
  wantedAssessment: wantedAssessmentSchema.nullable(),
  assessment: assessmentComparisonSchema,
  files: z.array(evidenceFileSchema),
  events: z.array(itemEventSchema),
  closures: z.array(closureSchema),
  nextId: z.string().nullable(),
  previousId: z.string().nullable(),
});
export type ItemDetail = z.infer<typeof itemDetailSchema>;

export const saveItemSchema = z.object({ baseVersion: z.int().min(0), content: sentContentSchema });
export const savedSchema = z.object({ version: z.int(), state: itemStateSchema, savedAt: z.string() });
const picked = z
  .array(z.object({ commitment: id, version: z.int().min(0) }))
  .min(1)
  .max(2000);
export const submitSchema = z.object({ items: picked });
export const reviewSchema = z.object({
  decision: z.enum(["accept", "return"]),
  reason: z.string().trim().max(textLimit).default(""),
  items: picked,
});
export const changedSchema = z.object({ changed: z.int() });

export const dutySchema = z.object({
  unit: ownerRefSchema,
  role: roleSchema,
  validFrom: z.string(),
  validTo: z.string().nullable(),
  /** `rule`: a lead that the region's rules propose, until the office decides. */
  basis: z.enum(["register", "rule", "office"]),
  /** The rule that proposes it. */
  rule: textSchema.nullable(),
  note: z.string(),
  madeBy: z.string(),
  endedBy: z.string().nullable(),
});
export type DutyAnswer = z.infer<typeof dutySchema>;
export const assignmentSchema = z.object({
  commitment: briefCommitmentSchema,
  /** Whether the office has decided, a rule proposes the lead, or the register alone speaks. */
  basis: z.enum(["register", "rule", "office"]),
  /** In force today. */
  duties: z.array(dutySchema),
  /** Ended or not yet in force, newest first; empty in lists. */
  history: z.array(dutySchema),
});
export type Assignment = z.infer<typeof assignmentSchema>;
export const assignmentsSchema = z.object({
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
  mayManage: z.boolean(),
  /** Of the whole plan, whatever the filter. */
  leads: z.object({
    commitments: z.int(),
    /** Commitments that one body leads today. */
    withLead: z.int(),
    /** Those of them whose lead a rule proposes. */
    byRule: z.int(),
  }),
  rows: z.array(assignmentSchema),
});
export type Assignments = z.infer<typeof assignmentsSchema>;
export const newAssignmentSchema = z.object({
  validFrom: isoDate,
  note: z.string().trim().max(textLimit).default(""),
  duties: z.array(z.object({ organisation: id, role: roleSchema })).max(1000),
});
export type NewAssignment = z.infer<typeof newAssignmentSchema>;

export const supervisionSchema = z.object({
  id: z.string(),
  unit: ownerRefSchema,
  commitments: z.array(briefCommitmentSchema),
  round: namedSchema.nullable(),
  subject: z.string(),
  deadline: z.string(),
  urgency: urgencySchema,
  daysLeft: z.int(),
  state: z.enum(["issued", "answered", "lifted"]),
  issuedAt: z.string(),
  issuedBy: z.string(),
  issuer: ownerRefSchema.nullable(),
  entries: z.array(
    z.object({
      act: z.enum(["issued", "answered", "returned", "lifted"]),
      words: z.string(),
      at: z.string(),
      by: z.string(),
    }),
  ),
  may: z.object({ answer: z.boolean(), decide: z.boolean() }),
});
export type Supervision = z.infer<typeof supervisionSchema>;
export const supervisionsSchema = z.object({ supervisions: z.array(supervisionSchema) });
export const newSupervisionSchema = z.object({
  organisation: id,
  commitments: z.array(id).max(500).default([]),
  round: id.nullable().default(null),
  subject: line,
  words,
  deadline: isoDate,
});
export type NewSupervision = z.infer<typeof newSupervisionSchema>;
export const supervisionWordsSchema = z.object({ words });

export const noticeSchema = z.object({
  kind: z.enum([
    "report-owed",
    "report-returned",
    "review-waiting",
    "units-overdue",
    "supervision-open",
    "supervision-answered",
    "closure-proposed",
    "closure-decided",
    "evaluation-due",
  ]),
  urgency: urgencySchema,
  daysLeft: z.int().nullable(),
  due: z.string().nullable(),
  count: z.int(),
  round: namedSchema.nullable(),
  unit: ownerRefSchema.nullable(),
  /** What it is about in words of its author: a subject, a reason. */
  subject: z.string().nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;
export const noticesSchema = z.object({ today: z.string(), notices: z.array(noticeSchema) });
