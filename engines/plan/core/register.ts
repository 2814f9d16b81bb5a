import { sayInSchema, text, textSchema } from "@midreach/kernel/contracts";
import { z } from "zod";
import { strengthSchema, targetSchema } from "../schemas.ts";

/** What is said of a text that lacks a language. */
export const bothNeeded = text("中文和英文都要写", "both languages are needed");

const citationWords = {
  zh: "写章.节.段.句,必要时加一个字母",
  en: "chapter.section.paragraph.sentence, and a letter if need be",
};

const isoDate = z.iso.date();

/** How a commitment is measured: pure data, judged by the evaluator that it names. */
export const registerMeasureSchema = z.strictObject({
  evaluator: z.string().min(1),
  params: z.record(z.string(), z.unknown()),
  baseline: z.strictObject({ value: z.number(), date: isoDate }).nullish(),
  target: z.strictObject({ ...targetSchema.shape, date: isoDate }),
  direction: z.enum(["reach", "maintain"]),
  /** Linear unless given; there is no other path yet. */
  path: z.literal("linear").default("linear"),
});
export type RegisterMeasure = z.infer<typeof registerMeasureSchema>;

export const qualitativeReasons = [
  "direction-only",
  "no-agreed-definition",
  "event-without-record",
  "outside-control",
] as const;

/** One row of the register: one commitment of the plan. */
export const commitmentSchema = z.strictObject({
  /** Citation of the sentence, plus a letter when the sentence holds several commitments: `4.1.2.2a`. */
  id: z.string().regex(/^\d+\.\d+\.\d+\.\d+[a-z]?$/, sayInSchema(citationWords)),
  sentenceHash: z.string().regex(/^[0-9a-f]{64}$/, sayInSchema(text("写十六进制的SHA-256", "SHA-256 in hexadecimal"))),
  text: textSchema.refine((words) => words.zh !== "" && words.en !== "", sayInSchema(bothNeeded)),
  strength: strengthSchema,
  /** 约束性 / 预期性 in the statutory sense, where the plan says so. */
  statutory: z.enum(["binding", "expected"]).nullish(),
  ownerBasis: z.enum(["named", "proposed"]),
  lead: z.array(z.string()).min(1),
  support: z.array(z.string()).default([]),
  places: z.array(z.string()).min(1),
  topic: z.string(),
  deadline: isoDate,
  deadlineBasis: z.enum(["stated", "plan-period", "outlook"]),
  measure: registerMeasureSchema.nullish(),
  qualitative: z.strictObject({ reason: z.enum(qualitativeReasons), zh: z.string(), en: z.string() }).nullish(),
  /** The joint system that it orders. */
  system: z.string().nullish(),
  note: textSchema.nullish(),
});
export type Commitment = z.infer<typeof commitmentSchema>;
