import { z } from "zod";

/** A text in the two languages of the product; Chinese is the one that is always present first. */
export const textSchema = z.object({ zh: z.string(), en: z.string() });
export type Text = z.infer<typeof textSchema>;

/** Short for a text in both languages. */
export const text = (zh: string, en: string): Text => ({ zh, en });
