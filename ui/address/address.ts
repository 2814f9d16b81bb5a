/** What one part of an address holds: a text, one of a few words, or a whole number with a default. */
export type AddressField =
  | { readonly kind: "text" }
  | { readonly kind: "choice"; readonly of: readonly string[] }
  | { readonly kind: "number"; readonly initial: number };
/** The fields that a page keeps in its address. */
export type AddressSpec = Readonly<Record<string, AddressField>>;
type FieldValue<Field extends AddressField> = Field extends { readonly kind: "number" }
  ? number
  : Field extends { readonly kind: "choice"; readonly of: readonly (infer Word)[] }
    ? Word | undefined
    : string | undefined;
/** The values of a page's fields; an absent text is undefined. */
export type AddressState<Spec extends AddressSpec> = { readonly [Name in keyof Spec]: FieldValue<Spec[Name]> };

/** A text field. */
export const textField = { kind: "text" } as const;
/** One of these words; any other counts as absent. */
export const choiceField = <const Word extends string>(of: readonly Word[]) => ({ kind: "choice", of }) as const;
/** A whole number from 1 on, left out of the address when it has its initial value. */
export const numberField = (initial: number) => ({ kind: "number", initial }) as const;

/** Reads a page's state from its address. Nonsense (`page=x`, empty texts) counts as absent. */
export function readAddress<Spec extends AddressSpec>(spec: Spec, search: URLSearchParams): AddressState<Spec> {
  const state: Record<string, string | number | undefined> = {};
  for (const [name, field] of Object.entries(spec)) {
    const raw = search.get(name)?.trim() || undefined;
    if (field.kind === "text") state[name] = raw;
    else if (field.kind === "choice") state[name] = raw !== undefined && field.of.includes(raw) ? raw : undefined;
    else state[name] = raw !== undefined && /^[1-9]\d{0,8}$/.test(raw) ? Number(raw) : field.initial;
  }
  return state as AddressState<Spec>;
}

/**
 * The address after a change. Fields of others (such as `lang`) stay; what has its initial value is left out; any
 * change but that of the page itself leads back to page 1, because the old page number means nothing in the new list.
 */
export function writeAddress<Spec extends AddressSpec>(
  spec: Spec,
  search: URLSearchParams,
  change: Partial<AddressState<Spec>>,
): URLSearchParams {
  const next = new URLSearchParams(search);
  const changed = Object.entries(change);
  if (changed.some(([name]) => name !== "page")) next.delete("page");
  for (const [name, value] of changed) {
    const field = spec[name];
    const absent = value === undefined || value === "" || (field?.kind === "number" && value === field.initial);
    if (absent) next.delete(name);
    else next.set(name, String(value));
  }
  return next;
}

/** An address below the web root with its query; undefined values are left out. */
export function addressOf(path: string, query: Readonly<Record<string, string | number | undefined>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== "") search.set(name, String(value));
  }
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}
