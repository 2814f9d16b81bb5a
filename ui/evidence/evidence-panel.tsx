import type { Evidence, EvidenceInput, EvidenceStep, MissingFigure, Source } from "@midreach/kernel/contracts";
import type { ReactNode } from "react";
import { formatDate, formatNumber, formatQuantity } from "../format/format.ts";
import { m, say } from "../texts/index.ts";
import "./evidence.css";

interface EvidencePanelProps {
  readonly evidence: Evidence;
  /** Steps that lead from the value to the judgement, after those of the evidence. */
  readonly judgement?: readonly EvidenceStep[];
  /** Name of a place by its code. */
  readonly placeName?: (code: string) => string | undefined;
  /** Name and address of an organisation by its id. */
  readonly ownerLink?: (id: string) => ReactNode;
}

/** How a value came about: every step with its formula, every figure with its source, and what is missing. */
export function EvidencePanel({ evidence, judgement = [], placeName, ownerLink }: EvidencePanelProps) {
  const steps = [...evidence.steps, ...judgement];
  return (
    <div className="mr-evidence">
      {evidence.notes.map((note) => (
        <p key={note.en} className="mr-note">
          {say(note)}
        </p>
      ))}
      {steps.length > 0 ? (
        <ol className="mr-evidence-steps">
          {steps.map((step, index) => (
            // Steps are computed in a fixed order and never move.
            <li key={`${index.toString()} ${step.label.en}`}>
              <StepView step={step} placeName={placeName} />
            </li>
          ))}
        </ol>
      ) : null}
      {evidence.missing.length > 0 ? (
        <MissingList missing={evidence.missing} placeName={placeName} ownerLink={ownerLink} />
      ) : null}
    </div>
  );
}

interface StepViewProps {
  readonly step: EvidenceStep;
  readonly placeName: EvidencePanelProps["placeName"];
}

/** Up to this many figures stand in lines of their own, more of them in a table. */
const fewInputs = 2;
/** With more figures than this the table starts folded. */
const manyInputs = 6;

function StepView({ step, placeName }: StepViewProps) {
  const inputs = step.inputs ?? [];
  const table =
    inputs.length > fewInputs ? (
      <InputTable inputs={inputs} placeName={placeName} />
    ) : (
      inputs.map((input) => (
        <InputLine key={`${input.label.en} ${input.place ?? ""} ${input.period ?? ""}`} input={input} />
      ))
    );
  return (
    <>
      <div className="mr-evidence-step">
        <span>{say(step.label)}</span>
        {step.value === null || step.value === undefined ? null : (
          <strong className="mr-number">{formatQuantity(step.value, step.unit ?? "")}</strong>
        )}
      </div>
      {step.formula ? <p className="mr-formula">{step.formula}</p> : null}
      {inputs.length > manyInputs ? (
        <details>
          <summary>{m.evidence_inputs({ count: inputs.length })}</summary>
          {table}
        </details>
      ) : (
        table
      )}
    </>
  );
}

function InputLine({ input }: { readonly input: EvidenceInput }) {
  return (
    <p className="mr-small">
      {say(input.label)}
      {input.synthetic ? <span className="mr-synthetic">{m.evidence_synthetic()}</span> : null}{" "}
      <strong className="mr-number">
        {input.value === null ? m.evidence_none() : formatQuantity(input.value, input.unit)}
      </strong>
      {input.period ? <span className="mr-soft"> {formatDate(input.period)}</span> : null}
      {" · "}
      <SourceView source={input.source} />
    </p>
  );
}

interface InputTableProps {
  readonly inputs: readonly EvidenceInput[];
  readonly placeName: EvidencePanelProps["placeName"];
}

function InputTable({ inputs, placeName }: InputTableProps) {
  return (
    <div className="mr-scroll">
      <table className="mr-table mr-small">
        <thead>
          <tr>
            <th scope="col">{m.evidence_figure()}</th>
            <th scope="col" className="mr-end">
              {m.evidence_value()}
            </th>
            <th scope="col">{m.evidence_period()}</th>
            <th scope="col">{m.evidence_source()}</th>
          </tr>
        </thead>
        <tbody>
          {inputs.map((input, index) => (
            <tr key={`${index.toString()} ${input.label.en} ${input.place ?? ""} ${input.period ?? ""}`}>
              <th scope="row">
                {say(input.label)}
                {input.place && placeName?.(input.place) && !say(input.label).includes(placeName(input.place) ?? "") ? (
                  <span className="mr-soft"> {placeName(input.place)}</span>
                ) : null}
                {input.synthetic ? <span className="mr-synthetic">{m.evidence_synthetic()}</span> : null}
              </th>
              <td className="mr-end mr-number">
                {input.value === null ? m.evidence_none() : formatQuantity(input.value, input.unit)}
              </td>
              <td className="mr-nowrap">{input.period ? formatDate(input.period) : ""}</td>
              <td>
                <SourceView source={input.source} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A source as one reads it: title (a link where it is an address), licence, when it was published and who says so. */
export function SourceView({ source }: { readonly source: Source }) {
  const address = source.url && /^https?:\/\//.test(source.url) ? source.url : null;
  const published = source.publishedAt
    ? source.publishedBasis === "assumed"
      ? m.source_published_assumed({ date: formatDate(source.publishedAt) })
      : m.source_published({ date: formatDate(source.publishedAt) })
    : null;
  return (
    <span>
      {address ? (
        <a href={address} target="_blank" rel="noreferrer">
          {source.title}
        </a>
      ) : (
        source.title
      )}
      <span className="mr-soft">
        {source.url && !address ? ` (${source.url})` : ""}
        {source.licence ? ` · ${source.licence}` : ""}
        {published ? ` · ${published}` : ""}
      </span>
    </span>
  );
}

interface MissingListProps {
  readonly missing: readonly MissingFigure[];
  readonly placeName: EvidencePanelProps["placeName"];
  readonly ownerLink: EvidencePanelProps["ownerLink"];
}

/** More gaps than this start folded: the first ones tell the story. */
const shownGaps = 8;

function MissingList({ missing, placeName, ownerLink }: MissingListProps) {
  const first = missing.slice(0, shownGaps);
  const rest = missing.slice(shownGaps);
  const row = (gap: MissingFigure, index: number) => (
    <li key={`${index.toString()} ${gap.figure} ${gap.place ?? ""} ${gap.period ?? ""}`}>
      <MissingLine
        gap={gap}
        place={gap.place ? placeName?.(gap.place) : undefined}
        owner={gap.owedBy ? ownerLink?.(gap.owedBy) : null}
      />
    </li>
  );
  return (
    <section className="mr-missing">
      <h3>{m.missing_here({ count: missing.length, shown: formatNumber(missing.length) })}</h3>
      <ul className="mr-list">{first.map(row)}</ul>
      {rest.length > 0 ? (
        <details>
          <summary>{m.missing_more({ count: rest.length })}</summary>
          <ul className="mr-list">{rest.map((gap, index) => row(gap, index + shownGaps))}</ul>
        </details>
      ) : null}
    </section>
  );
}

interface MissingLineProps {
  readonly gap: MissingFigure;
  readonly place: string | undefined;
  readonly owner: ReactNode;
}

function MissingLine({ gap, place, owner }: MissingLineProps) {
  const label = say(gap.label);
  return (
    <>
      <strong>{label}</strong>
      {place && !label.includes(place) ? ` ${place}` : ""}
      {gap.period ? ` ${formatDate(gap.period)}` : ""}
      <span className="mr-missing-owner">
        {owner ? (
          <>
            {m.missing_owed_by()} {owner}
          </>
        ) : gap.reason ? null : (
          m.missing_nobody()
        )}
      </span>
      {gap.reason ? <span className="mr-soft"> {say(gap.reason)}</span> : null}
    </>
  );
}
