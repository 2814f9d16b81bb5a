import { z } from "zod";

/** A text in the two languages of the product; Chinese is the one that is always present first. */
export const textSchema = z.object({ zh: z.string(), en: z.string() });
export type Text = z.infer<typeof textSchema>;

/** What is said about a problem: in both languages where users meet it, English alone where only operators do. */
export const wordsSchema = z.union([z.string(), textSchema]);
export type Words = z.infer<typeof wordsSchema>;

/** Short for a text in both languages. */
export const text = (zh: string, en: string): Text => ({ zh, en });
