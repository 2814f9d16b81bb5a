import { z } from "zod";
import { statusSchema, strengthSchema } from "../schemas.ts";
import { missingRowSchema } from "../schemas-views.ts";
import { rowSortKeys } from "../views/row-order.ts";

/** Query parameters that several routes share. */

const evaluation = z
  .string()
  .max(40)
  .optional()
  .describe("`latest` (the default), `plan-end` or the id of an evaluation");
/** A plan of the register. */
export const planId = z.string().min(1).max(100);
const plan = planId.optional().describe("A plan of the register (`/api/plans`); the region's own unless told");
const whole = z.coerce.number().int().min(0).max(999);
const code = z.string().max(100);

const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(500).default(50),
};

const rowFilter = {
  chapter: whole.optional(),
  section: whole.optional().describe("Section within the chapter; 0 for the chapter's opening"),
  place: code.optional().describe("Code of a place that is named, directly or by a group, water or province"),
  owner: code.optional().describe("Id of an organisation that leads or supports"),
  ownerFunction: code.optional().describe("Trade of an organisation that leads or supports, e.g. transport"),
  topic: code.optional(),
  status: statusSchema.optional(),
  strength: strengthSchema.optional(),
  system: code.optional(),
  q: z.string().max(200).optional().describe("Words in Chinese or English; each has to occur"),
  sort: z.enum(rowSortKeys).optional().describe("In the order of the plan unless told"),
  order: z.enum(["ascend", "descend"]).default("ascend"),
  evaluation,
  plan,
};

const missingFilter = {
  owner: code.optional().describe("Organisation id or trade"),
  place: code.optional(),
  kind: missingRowSchema.shape.kind.optional(),
  evaluation,
  plan,
};

const lang = z.enum(["zh", "en"]).optional().describe("Language of headings and names; by Accept-Language unless told");

export const planQuery = z.object({ plan });
export const evaluationQuery = z.object({ evaluation, plan });
export const sinceQuery = z.object({
  plan,
  since: z
    .string()
    .max(40)
    .optional()
    .describe("The evaluation to compare with, an id; the published one before it unless told"),
});
export const commitmentsQuery = z.object({ ...rowFilter, ...paging });
export const commitmentsSheetQuery = z.object({ ...rowFilter, lang });
export const missingQuery = z.object({ ...missingFilter, ...paging });
export const missingSheetQuery = z.object({ ...missingFilter, lang });
export const sheetQuery = z.object({ lang });
