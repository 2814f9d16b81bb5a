import type { ImportFinding, ImportSentence } from "@midreach/plan";
import { m } from "@midreach/ui";
import { strengthWord } from "./commitment-words.ts";
import { doubtWord, kindWord } from "./import-words.ts";

/** A stretch of a sentence with everything that was found in it. */
interface Stretch {
  readonly start: number;
  readonly text: string;
  readonly findings: readonly ImportFinding[];
}

/** Cuts a sentence where findings begin or end; overlapping findings share a stretch. */
function cutSentence({ text, findings }: ImportSentence): Stretch[] {
  const cuts = new Set([0, text.length, ...findings.flatMap(({ start, end }) => [start, end])]);
  const sorted = [...cuts].filter((cut) => cut <= text.length).sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, index) => {
    const end = sorted[index + 1] ?? text.length;
    const inside = findings.filter((finding) => finding.start <= start && finding.end >= end);
    return { start, text: text.slice(start, end), findings: inside };
  });
}

/** The sentence in its paragraph, with what was found in it highlighted, and the same as a list. */
export function ImportSource({ sentence }: { readonly sentence: ImportSentence }) {
  return (
    <section className="mr-panel mr-form-stack" aria-label={m.import_source()}>
      <h2>
        {m.import_source()} <span className="mr-number">{sentence.citation}</span>
      </h2>
      {sentence.heading === "" ? null : <p className="mr-soft">{sentence.heading}</p>}
      <p className="mr-import-source">
        <span className="mr-soft">
          {sentence.label} {sentence.before}
        </span>
        <strong className="mr-import-sentence">
          {cutSentence(sentence).map((stretch) => (
            <Marked key={stretch.start} stretch={stretch} />
          ))}
        </strong>
        <span className="mr-soft">{sentence.after}</span>
      </p>
      {sentence.doubts.length > 0 ? (
        <ul className="mr-chips" aria-label={m.import_doubts()}>
          {sentence.doubts.map((doubt) => (
            <li key={doubt} className="mr-chip mr-import-doubt">
              {doubtWord(doubt)}
            </li>
          ))}
        </ul>
      ) : null}
      <Findings sentence={sentence} />
    </section>
  );
}

function Marked({ stretch: { text, findings } }: { readonly stretch: Stretch }) {
  const [first] = [...findings].sort((a, b) => a.end - a.start - (b.end - b.start));
  if (!first) return text;
  const title = findings.map(({ kind, reading, rule }) => `${kindWord(kind)}: ${readingOf(kind, reading)} (${rule})`);
  return (
    <mark className={`mr-found mr-found-${first.kind}`} title={title.join("\n")}>
      {text}
    </mark>
  );
}

function readingOf(kind: ImportFinding["kind"], reading: string): string {
  const isStrength = reading === "firm" || reading === "planned" || reading === "encouraged" || reading === "explored";
  return kind === "verb" && isStrength ? strengthWord(reading) : reading;
}

function Findings({ sentence }: { readonly sentence: ImportSentence }) {
  if (sentence.why !== null) {
    return (
      <p>
        {m.import_commits_nobody()} <span className="mr-small mr-soft">({sentence.why})</span>
      </p>
    );
  }
  return (
    <details>
      <summary>{m.import_findings({ count: sentence.findings.length })}</summary>
      <ul className="mr-import-findings">
        {sentence.findings.map(({ kind, start, end, rule, reading }) => (
          <li key={`${kind} ${start} ${end} ${rule} ${reading}`}>
            <span className={`mr-found mr-found-${kind}`}>{kindWord(kind)}</span> {sentence.text.slice(start, end)} →{" "}
            {readingOf(kind, reading)} <span className="mr-small mr-soft">({rule})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
