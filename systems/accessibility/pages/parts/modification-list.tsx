import { EmptyNote, m, say } from "@midreach/ui";
import { FaultLine } from "./fault-line.tsx";
import { ModificationForm } from "./modification-form.tsx";
import type { LooseModification } from "./scenario-draft.ts";
import { writePath } from "./scenario-draft.ts";
import { kindTitle, listFields } from "./scenario-fields.ts";
import type { EditorGround, PlacedFault } from "./scenario-ground.ts";
import type { ScenarioCheck } from "./use-scenario-check.ts";

interface ModificationListProps {
  readonly modifications: readonly LooseModification[];
  readonly check: ScenarioCheck;
  /** Number of the modification whose form is open, from 0. */
  readonly open: number | null;
  readonly ground: EditorGround;
  readonly onOpen: (index: number | null) => void;
  readonly onChange: (next: readonly LooseModification[]) => void;
}

/** The modifications in the order in which they are applied, each with its form. */
export function ModificationList(props: ModificationListProps) {
  const { modifications } = props;
  if (modifications.length === 0) return <EmptyNote>{m.scenario_empty()}</EmptyNote>;
  return (
    <table className="mr-table mr-scenario-table">
      <thead>
        <tr>
          <th scope="col">{m.scenario_number()}</th>
          <th scope="col">{m.scenario_what()}</th>
          <th scope="col">
            <span className="mr-hidden">{m.scenario_actions()}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {modifications.map((modification, index) => (
          // A modification is known by its place: the order is what counts.
          <ModificationRows
            key={`${modification.kind}-${index.toString()}`}
            {...props}
            index={index}
            modification={modification}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowsProps extends ModificationListProps {
  readonly index: number;
  readonly modification: LooseModification;
}

function ModificationRows(props: RowsProps) {
  const { modification, modifications, index, check, open, ground, onOpen, onChange } = props;
  const faults = check.faults.filter((fault) => fault.modification === index);
  const isOpen = open === index;
  const sentence = check.sentenceOf(index);
  return (
    <>
      <tr className={faults.length > 0 ? "mr-scenario-faulty" : ""}>
        <td className="mr-number">{index + 1}</td>
        <td>
          <strong>{say(kindTitle(modification.kind))}</strong>
          <div>{sentence ? say(sentence) : <span className="mr-soft">{m.scenario_unfinished()}</span>}</div>
          <RestFaults modification={modification} faults={faults} isOpen={isOpen} />
        </td>
        <td>
          <RowButtons {...props} isOpen={isOpen} />
        </td>
      </tr>
      {isOpen ? (
        <tr>
          <td colSpan={3}>
            <ModificationForm
              modification={modification}
              faults={faults}
              ground={ground}
              onChange={(next) => onChange(modifications.map((row, at) => (at === index ? next : row)))}
            />
            <button type="button" className="mr-button" onClick={() => onOpen(null)}>
              {m.scenario_close_form()}
            </button>
          </td>
        </tr>
      ) : null}
    </>
  );
}

interface RestFaultsProps {
  readonly modification: LooseModification;
  readonly faults: readonly PlacedFault[];
  readonly isOpen: boolean;
}

/** Faults that no open field shows. */
function RestFaults({ modification, faults, isOpen }: RestFaultsProps) {
  const fields = isOpen ? listFields(modification).map((field) => writePath(field.path)) : [];
  const rest = faults.filter(({ where }) => !fields.some((field) => where === field || where.startsWith(`${field}[`)));
  const shown = isOpen ? rest : rest.filter(({ what }, at) => rest.findIndex((one) => one.what === what) === at);
  return shown.map((fault) => <FaultLine key={`${fault.where} ${fault.what}`} fault={fault} />);
}

/** Edit, up, down, remove. */
function RowButtons({
  modifications,
  index,
  isOpen,
  open,
  onOpen,
  onChange,
}: RowsProps & { readonly isOpen: boolean }) {
  const number = index + 1;
  const move = (to: number) => {
    const next = [...modifications];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(to, 0, moved);
    onChange(next);
    if (open !== null) onOpen(open === index ? to : open === to ? index : open);
  };
  const remove = () => {
    onOpen(null);
    onChange(modifications.filter((_, at) => at !== index));
  };
  return (
    <div className="mr-scenario-buttons">
      <button
        type="button"
        className="mr-button mr-scenario-small"
        aria-expanded={isOpen}
        onClick={() => onOpen(isOpen ? null : index)}
      >
        {m.scenario_edit()}
      </button>
      <button
        type="button"
        className="mr-button mr-scenario-small"
        aria-label={m.scenario_move_up({ number })}
        disabled={index === 0}
        onClick={() => move(index - 1)}
      >
        ↑
      </button>
      <button
        type="button"
        className="mr-button mr-scenario-small"
        aria-label={m.scenario_move_down({ number })}
        disabled={index === modifications.length - 1}
        onClick={() => move(index + 1)}
      >
        ↓
      </button>
      <button
        type="button"
        className="mr-button mr-scenario-small"
        aria-label={m.scenario_remove({ number })}
        onClick={remove}
      >
        ×
      </button>
    </div>
  );
}
