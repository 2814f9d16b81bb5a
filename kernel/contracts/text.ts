import { z } from "zod";

/** A text in the two languages of the product; Chinese is the one that is always present first. */
export const textSchema = z.object({ zh: z.string(), en: z.string() });
export type Text = z.infer<typeof textSchema>;

/** What is said about a problem: in both languages where users meet it, English alone where only operators do. */
export const wordsSchema = z.union([z.string(), textSchema]);
export type Words = z.infer<typeof wordsSchema>;

const schemaWords = new Map<string, Text>();

/**
 * The message of a check that a schema makes by itself (`regex`, `refine`), in both languages: a schema's issue has
 * room for one string, so it carries the English, by which `findSchemaWords` finds both again.
 */
export function sayInSchema(words: Text): string {
  schemaWords.set(words.en, words);
  return words.en;
}

/** Both languages of an issue's message, if `sayInSchema` made it. */
export const findSchemaWords = (message: string): Text | undefined => schemaWords.get(message);

/** Short for a text in both languages. */
export const text = (zh: string, en: string): Text => ({ zh, en });
