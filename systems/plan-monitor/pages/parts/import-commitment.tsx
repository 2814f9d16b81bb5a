import type { ImportDetail, Reviewed } from "@midreach/plan";
import { formatList, m, say } from "@midreach/ui";
import { strengthWord } from "./commitment-words.ts";

interface CommitmentProps {
  readonly row: Reviewed;
  readonly choices: ImportDetail["choices"];
}

/** One commitment of a sentence, for reading; what it lacks is marked. */
export function ImportCommitment({ row, choices }: CommitmentProps) {
  const nameIn = (options: ImportDetail["choices"]["places"], code: string) => {
    const found = options.find((option) => option.id === code);
    return found ? say(found.name) : code;
  };
  const join = (options: ImportDetail["choices"]["places"], codes: readonly string[]) =>
    formatList(codes.map((code) => nameIn(options, code)));
  const { measure, qualitative } = row;
  const missing = <span className="mr-import-missing">{m.import_lacks()}</span>;
  return (
    <dl className="mr-facts mr-import-row">
      <dt>{m.import_text_zh()}</dt>
      <dd>{row.text.zh || missing}</dd>
      <dt>{m.import_text_en()}</dt>
      <dd>{row.text.en || missing}</dd>
      <dt>{m.strength()}</dt>
      <dd>{strengthWord(row.strength)}</dd>
      <dt>{m.import_lead()}</dt>
      <dd>{row.lead.length > 0 ? join(choices.owners, row.lead) : missing}</dd>
      <dt>{m.import_places()}</dt>
      <dd>{join(choices.places, row.places)}</dd>
      <dt>{m.import_topic()}</dt>
      <dd>{row.topic ? nameIn(choices.topics, row.topic) : missing}</dd>
      <dt>{m.import_deadline()}</dt>
      <dd className="mr-number">{row.deadline}</dd>
      <dt>{m.import_measure()}</dt>
      <dd>
        {measure ? <MeasureLine measure={measure} choices={choices} /> : qualitative ? say(qualitative) : missing}
      </dd>
      {row.system ? (
        <>
          <dt>{m.import_system()}</dt>
          <dd>{nameIn(choices.systems, row.system)}</dd>
        </>
      ) : null}
    </dl>
  );
}

function MeasureLine({
  measure,
  choices,
}: {
  readonly measure: NonNullable<Reviewed["measure"]>;
  readonly choices: ImportDetail["choices"];
}) {
  const { params, target } = measure;
  const indicator = choices.indicators.find(({ id }) => id === params.indicator);
  const lacks = params.indicator === "" ? <span className="mr-import-missing">{m.import_no_indicator()}</span> : null;
  return (
    <>
      {indicator ? say(indicator.name) : lacks}{" "}
      <span className="mr-number">
        {target.comparator} {target.value} {target.unit}, {target.date}
      </span>
    </>
  );
}
