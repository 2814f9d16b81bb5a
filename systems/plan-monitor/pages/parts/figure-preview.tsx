import type { ImportAnswer, PreviewRow } from "@midreach/plan";
import { formatDate, formatNumber, formatQuantity, m, say } from "@midreach/ui";
import { changeWord } from "./figure-words.ts";

interface FigurePreviewProps {
  readonly answer: ImportAnswer;
  readonly pending: boolean;
  readonly onConfirm: () => void;
}

/** What a file would change and what is wrong with it; without faults it can be imported. */
export function FigurePreview({ answer, pending, onConfirm }: FigurePreviewProps) {
  const { figures, faultCount } = answer;
  return (
    <section className="mr-panel mr-stack">
      <h2>{m.figures_preview({ name: answer.file, count: figures })}</h2>
      {faultCount > 0 ? <FaultTable answer={answer} /> : null}
      {faultCount === 0 && figures === 0 ? <p>{m.figures_nothing()}</p> : null}
      {answer.left > 0 ? <p className="mr-soft">{m.figures_left({ count: answer.left })}</p> : null}
      {answer.passedOver.length > 0 ? (
        <p className="mr-soft">{m.figures_passed_over({ names: answer.passedOver.join(", ") })}</p>
      ) : null}
      {faultCount === 0 && figures > 0 ? (
        <>
          <p>{m.figures_counts({ added: answer.new, revised: answer.revisions, earlier: answer.earlier })}</p>
          {answer.suspicious > 0 ? (
            <p className="mr-note" role="alert">
              {m.figures_suspicious({ count: answer.suspicious })}
            </p>
          ) : null}
          <p>
            <button type="button" className="mr-button" disabled={pending} onClick={onConfirm}>
              {m.figures_confirm({ count: figures })}
            </button>
          </p>
          <RowTable rows={answer.rows} />
          {answer.rows.length < figures ? (
            <p className="mr-soft">{m.figures_rows_more({ count: answer.rows.length })}</p>
          ) : null}
        </>
      ) : null}
    </section>
  );
}

function FaultTable({ answer }: { readonly answer: ImportAnswer }) {
  return (
    <div role="alert">
      <h3>{m.figures_faults({ count: answer.faultCount })}</h3>
      <div className="mr-scroll">
        <table className="mr-table mr-small">
          <thead>
            <tr>
              <th scope="col">{m.figures_fault_where()}</th>
              <th scope="col">{m.figures_fault_what()}</th>
              <th scope="col">{m.figures_fault_fix()}</th>
            </tr>
          </thead>
          <tbody>
            {answer.faults.map((fault) => (
              <tr key={`${fault.where} ${fault.what.en}`}>
                <th scope="row" className="mr-nowrap">
                  {fault.where}
                </th>
                <td>{say(fault.what)}</td>
                <td>{fault.fix ? say(fault.fix) : ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {answer.faults.length < answer.faultCount ? (
        <p className="mr-soft">{m.figures_faults_more({ count: answer.faults.length })}</p>
      ) : null}
    </div>
  );
}

function RowTable({ rows }: { readonly rows: readonly PreviewRow[] }) {
  return (
    <div className="mr-scroll">
      <table className="mr-table mr-small">
        <thead>
          <tr>
            <th scope="col">{m.indicator()}</th>
            <th scope="col">{m.place()}</th>
            <th scope="col">{m.evidence_period()}</th>
            <th scope="col" className="mr-end">
              {m.evidence_value()}
            </th>
            <th scope="col" className="mr-end">
              {m.figures_before()}
            </th>
            <th scope="col">{m.figures_change()}</th>
            <th scope="col">{m.evidence_source()}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.where} className={row.suspicious ? "mr-suspicious" : ""}>
              <th scope="row">{say(row.indicator.name)}</th>
              <td>{say(row.place.name)}</td>
              <td className="mr-nowrap">{formatDate(row.period)}</td>
              <td className="mr-end mr-number">{formatQuantity(row.value, row.unit)}</td>
              <td className="mr-end mr-number">{row.before === null ? "" : formatNumber(row.before)}</td>
              <td>
                {changeWord(row.change)}
                {row.suspicious ? ` · ${m.figures_check()}` : ""}
              </td>
              <td>
                {row.sourceTitle} <span className="mr-soft mr-nowrap">{formatDate(row.publishedAt)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
