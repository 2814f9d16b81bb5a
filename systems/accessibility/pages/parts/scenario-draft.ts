import {
  encodeScenario,
  type Modification,
  type ModificationName,
  modificationSchema,
  type PortableScenario,
} from "@midreach/reach/browser";

/** A modification as it is being typed: fields may be missing or wrong. */
export interface LooseModification {
  readonly kind: ModificationName;
  readonly [field: string]: unknown;
}

/** A scenario as it is being edited. */
export interface ScenarioDraft {
  readonly name: string;
  readonly feed: string;
  readonly shared: boolean;
  readonly modifications: readonly LooseModification[];
}

/** Where in a modification: `calls`, 0, `station`. */
export type FieldPath = readonly (string | number)[];

/** What is missing or cannot be read in a field, before anybody is asked whether it fits the timetable. */
export interface TypingFault {
  readonly modification: number;
  /** `calls[0].station` */
  readonly where: string;
  readonly kind: "missing" | "wrong";
}

/** The part of a draft that can be read, and what is wrong with the rest. */
export interface ReadDraft {
  readonly complete: readonly Modification[];
  /** For each complete modification its number in the draft, from 0. */
  readonly positions: readonly number[];
  readonly faults: readonly TypingFault[];
}

/** `calls[0].station` of a path. */
export function writePath(path: FieldPath): string {
  return path.map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`)).join("");
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], value);
}

/** The same record with another value at a path; undefined takes the field away. What does not change is shared. */
export function withValue<Value>(record: Value, path: FieldPath, next: unknown): Value {
  const [part, ...rest] = path;
  if (part === undefined) return next as Value;
  const inner = withValue((record as Record<string, unknown> | undefined)?.[part], rest, next);
  if (typeof part === "number") {
    const list = [...((record as unknown[] | undefined) ?? [])];
    list[part] = inner;
    return list as Value;
  }
  const { [part]: _old, ...others } = (record ?? {}) as Record<string, unknown>;
  return (inner === undefined ? others : { ...(record as object), [part]: inner }) as Value;
}

/** Which modifications can be read, and what is missing in the others. */
export function readDraft(modifications: readonly LooseModification[]): ReadDraft {
  const complete: Modification[] = [];
  const positions: number[] = [];
  const faults: TypingFault[] = [];
  for (const [position, loose] of modifications.entries()) {
    const parsed = modificationSchema.safeParse(loose);
    if (parsed.success) {
      complete.push(parsed.data);
      positions.push(position);
      continue;
    }
    for (const { path } of parsed.error.issues) {
      const at = path.map((part) => (typeof part === "number" ? part : String(part)));
      const value = valueAt(loose, at);
      const missing =
        value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
      faults.push({ modification: position, where: writePath(at), kind: missing ? "missing" : "wrong" });
    }
  }
  return { complete, positions, faults };
}

/** A fault's place in the draft: `modifications[1].trips[0]` is `trips[0]` of the second complete one. */
export function placeFault(where: string, positions: readonly number[]): { modification: number; where: string } {
  const match = /^modifications\[(\d+)\]\.?(.*)$/u.exec(where);
  const given = Number(match?.[1] ?? 0);
  return { modification: positions[given] ?? given, where: match?.[2] ?? "" };
}

/** The draft as an address carries it; null while something is missing in it, or when no address could hold it. */
export function encodeDraft({ name, feed, modifications }: ScenarioDraft, unnamed: string): string | null {
  const { complete, faults } = readDraft(modifications);
  if (faults.length > 0) return null;
  const portable: PortableScenario = { name: name.trim() || unnamed, feed, modifications: [...complete] };
  try {
    return encodeScenario(portable);
  } catch {
    return null;
  }
}

/** Equal in everything that is kept. */
export function isSameDraft(a: ScenarioDraft, b: ScenarioDraft): boolean {
  const plain = ({ name, feed, shared, modifications }: ScenarioDraft) =>
    JSON.stringify([name.trim(), feed, shared, modifications.map(sorted)]);
  return plain(a) === plain(b);
}

/** The order of keys says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** What was typed on this device and is not kept by the server. */
export interface LocalDraft {
  /** What it began from: the version of a kept scenario, or null for one that is not kept. */
  readonly base: number | null;
  readonly draft: ScenarioDraft;
}

/** Where drafts are kept: `localStorage`, or anything like it. */
export type DraftStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Under which a draft is kept: people who share a device do not see each other's. */
export function draftKey(person: string, scenario: string): string {
  return ["midreach.scenario.v1", person, scenario].map(encodeURIComponent).join("/");
}

/** The draft under a key; undefined when there is none, or what is there cannot be read. */
export function findLocal(store: DraftStore, key: string): LocalDraft | undefined {
  try {
    const kept = JSON.parse(store.getItem(key) ?? "null") as LocalDraft | null;
    if (!kept || typeof kept.draft?.feed !== "string" || !Array.isArray(kept.draft.modifications)) return undefined;
    return kept;
  } catch {
    return undefined;
  }
}

/** Keeps a draft on the device, or forgets it. @returns false when the device takes nothing */
export function keepLocal(store: DraftStore, key: string, local: LocalDraft | undefined): boolean {
  try {
    if (local) store.setItem(key, JSON.stringify(local));
    else store.removeItem(key);
    return true;
  } catch {
    return false;
  }
}
