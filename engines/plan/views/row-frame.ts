import { citationOf } from "../core/citation.ts";
import type { Frame } from "../core/frame.ts";
import { citiesOf, levelNames, provincesOf, resolveOwner } from "../core/owners.ts";
import type { PlanOrganisation, PlanPlace } from "../core/records.ts";
import type { Commitment } from "../core/register.ts";
import type { World } from "../core/world.ts";
import type { CommitmentRow, Named, OwnerRef, PlaceRef } from "../schemas.ts";
import type { OfficialSentence } from "../store.ts";

/** A commitment as tables show it, without the parts that depend on an evaluation. */
export type RowBase = Omit<CommitmentRow, "result" | "planEnd" | "latest">;

/** A row with what lists are filtered and searched by. */
export interface RowFrame {
  readonly commitment: Commitment;
  readonly base: RowBase;
  /** Ids of all organisations that lead or support it. */
  readonly leads: ReadonlySet<string>;
  readonly supports: ReadonlySet<string>;
  /** Everything that the search looks through, folded. */
  readonly searchText: string;
}

/** A place with its point: the region's places carry one, the evaluation does not need it. */
type PointPlace = PlanPlace & { readonly lon?: number | null; readonly lat?: number | null };

/** More organisations than this are named together: "housing (cities)". */
const namedAlone = 2;

/** Text as it is compared: compatibility forms unified, lower case. */
export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** Reference to a place, with its members for the map. */
export function toPlaceRef(world: World, code: string): PlaceRef {
  const place: PointPlace | undefined = world.places.get(code);
  return {
    code,
    kind: place?.kind ?? "area",
    name: place?.name ?? { zh: code, en: code },
    lon: place?.lon ?? null,
    lat: place?.lat ?? null,
    members: [...(place?.members ?? [])],
  };
}

/** Reference to one organisation. */
export function toOwnerRef(body: PlanOrganisation): OwnerRef {
  return { id: body.id, name: body.name, function: body.function, level: body.level, count: 1 };
}

/** Reference to an organisation by id; null when the region does not know it. */
export function findOwnerRef(world: World, id: string | undefined): OwnerRef | null {
  const body = id === undefined ? undefined : world.organisations.get(id);
  return body ? toOwnerRef(body) : null;
}

/** Name of a trade, or its id. */
export function functionName(frame: Frame, id: string): Named["name"] {
  return frame.functions.find((row) => row.id === id)?.name ?? { zh: id, en: id };
}

/** Name of an ordered system, or null when the commitment orders none. */
export function toSystemRef(world: World, id: string | null | undefined): Named | null {
  if (!id) return null;
  return { id, name: world.systems.get(id)?.title ?? { zh: id, en: id } };
}

function toOwnerRefs(world: World, frame: Frame, tokens: readonly string[], places: readonly string[]): OwnerRef[] {
  return tokens.flatMap((token) => {
    const bodies = resolveOwner(world, token, places);
    const [first] = bodies;
    if (!first || bodies.length <= namedAlone) return bodies.map(toOwnerRef);
    const trade = functionName(frame, first.function);
    const level = levelNames[first.level] ?? { zh: first.level, en: first.level };
    return [
      {
        id: first.function,
        name: { zh: `${trade.zh}(${level.zh})`, en: `${trade.en} (${level.en})` },
        function: first.function,
        level: first.level,
        count: bodies.length,
      },
    ];
  });
}

/** Prepares a commitment for lists: names filled in, organisations expanded, search text folded. */
export function toRowFrame(
  world: World,
  frame: Frame,
  commitment: Commitment,
  official: readonly OfficialSentence[],
): RowFrame {
  const [chapter = 0, section = 0] = commitment.id.split(".").map(Number);
  const topic = frame.topics.find((row) => row.id === commitment.topic);
  const base: RowBase = {
    id: commitment.id,
    citation: citationOf(commitment.id),
    chapter,
    section,
    text: commitment.text,
    strength: commitment.strength,
    statutory: commitment.statutory ?? null,
    ownerBasis: commitment.ownerBasis,
    lead: toOwnerRefs(world, frame, commitment.lead, commitment.places),
    support: toOwnerRefs(world, frame, commitment.support, commitment.places),
    places: commitment.places.map((code) => toPlaceRef(world, code)),
    topic: { id: commitment.topic, name: topic?.name ?? { zh: commitment.topic, en: commitment.topic } },
    deadline: commitment.deadline,
    deadlineBasis: commitment.deadlineBasis,
    system: toSystemRef(world, commitment.system),
  };
  const expand = (tokens: readonly string[]) =>
    new Set(tokens.flatMap((token) => resolveOwner(world, token, commitment.places)).map((body) => body.id));
  const sentence = official.find((row) => row.citation === base.citation);
  return {
    commitment,
    base,
    leads: expand(commitment.lead),
    supports: expand(commitment.support),
    searchText: searchText(world, frame, base, commitment, sentence?.text ?? ""),
  };
}

function searchText(world: World, frame: Frame, base: RowBase, commitment: Commitment, sentence: string): string {
  const named = [base.topic.name, base.system?.name, commitment.note, base.text, ...base.places.map((row) => row.name)];
  const owners = [...base.lead, ...base.support].flatMap((owner) => [owner.name, functionName(frame, owner.function)]);
  const words = [...named, ...owners].flatMap((text) => (text ? [text.zh, text.en] : []));
  const project = projectNames(world, commitment);
  return fold([base.id, ...words, ...project, commitment.qualitative?.zh ?? "", sentence].join("\n"));
}

function projectNames(world: World, commitment: Commitment): string[] {
  const projects = commitment.measure?.params.projects;
  if (!Array.isArray(projects)) return [];
  return projects.flatMap((id) => {
    const name = world.projects.get(String(id))?.name;
    return name ? [name.zh, name.en] : [];
  });
}

/** Codes of the places that an organisation must be allowed to write for, to write about this commitment. */
export function jurisdictionsOf(world: World, commitment: Commitment): string[] {
  const places = commitment.places;
  return [...new Set([...places, ...citiesOf(world, places), ...provincesOf(world, places)])];
}
