import type { SentenceAnalysis } from "../core/import/index.ts";
import { combineAnalyses } from "../core/review/combine.ts";
import { listDoubts } from "../core/review/doubts.ts";
import { type ProposalFrame, proposeCommitments } from "../core/review/propose.ts";
import type { ImportFinding, ImportProgress, ImportSentence, ImportSummary, Reviewed } from "./schemas.ts";
import type { StoredImport } from "./store/imports.ts";
import type { StoredSentence } from "./store/sentences.ts";

/** What surrounds a sentence. */
export interface Surroundings {
  readonly before: string;
  readonly after: string;
  readonly merged: readonly StoredSentence[];
}

/** An import in short. */
export function toImportSummary(stored: StoredImport, progress: ImportProgress): ImportSummary {
  const { headings } = stored;
  return {
    id: stored.id,
    name: stored.name,
    title: stored.title,
    language: stored.language,
    state: stored.state,
    version: stored.version,
    sizeBytes: stored.size_bytes,
    sha256: stored.sha256,
    createdAt: stored.created_at.toISOString(),
    createdBy: stored.created_by,
    completedAt: stored.completed_at?.toISOString() ?? null,
    completedBy: stored.completed_by,
    chapters: headings.filter(({ chapter, section }) => chapter > 0 && section === 0).length,
    sections: headings.filter(({ section }) => section > 0).length,
    progress,
  };
}

const toAnalysis = ({ citation, text, hash, analysis }: StoredSentence): SentenceAnalysis => ({
  citation,
  text,
  hash,
  ...analysis,
});

/** What the importer proposes for a sentence and those that were merged into it. */
export function proposeFor(
  sentence: StoredSentence,
  merged: readonly StoredSentence[],
  frame: ProposalFrame,
): { readonly commits: boolean; readonly commitments: Reviewed[] } {
  const combined = combineAnalyses(toAnalysis(sentence), merged.map(toAnalysis));
  return { commits: combined.commits, commitments: proposeCommitments(combined, frame) };
}

/** A sentence with everything that a reviewer sees of it. */
export function toImportSentence(stored: StoredSentence, around: Surroundings, frame: ProposalFrame): ImportSentence {
  const analysis = toAnalysis(stored);
  const { commits, commitments } = proposeFor(stored, around.merged, frame);
  return {
    ordinal: stored.ordinal,
    citation: stored.citation,
    text: stored.text,
    label: stored.label,
    before: around.before,
    after: around.after,
    heading: stored.heading,
    role: analysis.role,
    commits,
    why: analysis.commits ? null : (analysis.evidence[0]?.rule ?? null),
    doubts: listDoubts(analysis),
    findings: listFindings(analysis),
    state: stored.state,
    mergedInto: stored.merged_into,
    commitments: stored.commitments === null ? null : [...stored.commitments],
    proposal: commitments,
    version: stored.version,
    decidedAt: stored.decided_at?.toISOString() ?? null,
    decidedBy: stored.decided_by,
  };
}

function listFindings(found: SentenceAnalysis): ImportFinding[] {
  const verbs = found.commits ? found.evidence.map((span) => ({ ...span, reading: found.strength ?? "" })) : [];
  const quantities = found.quantities.map((span) => {
    const upper = span.upper === null ? "" : `–${span.upper}`;
    const object = span.object === "" ? "" : `${span.object}: `;
    return { ...span, reading: `${object}${span.comparator} ${span.value}${upper} ${span.unit}` };
  });
  const named = (spans: readonly { start: number; end: number; rule: string; name: string }[]) =>
    spans.map((span) => ({ ...span, reading: span.name }));
  const all = [
    ["verb", verbs],
    ["quantity", quantities],
    ["deadline", found.deadlines.map((span) => ({ ...span, reading: span.date }))],
    ["actor", named(found.actors)],
    ["place", named(found.places)],
    ["project", named(found.projects)],
    ["system", found.systems.map((span) => ({ ...span, reading: span.id }))],
  ] as const;
  return all
    .flatMap(([kind, spans]) => spans.map(({ start, end, rule, reading }) => ({ kind, start, end, rule, reading })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}
