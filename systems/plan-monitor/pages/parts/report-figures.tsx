import type { ItemDetail } from "@midreach/plan";
import { formatQuantity, formatUnit, m, say } from "@midreach/ui";

type Figures = ItemDetail["content"]["figures"];
type Figure = Figures[number];

interface FigureFieldsProps {
  readonly detail: ItemDetail;
  readonly content: ItemDetail["content"];
  readonly onChange: (figures: Figures) => void;
}

/** The figures that the commitment is measured by and the unit can give, with what is known beside each. */
export function FigureFields({ detail, content, onChange }: FigureFieldsProps) {
  if (detail.wanted.length === 0) return null;
  const find = (wanted: ItemDetail["wanted"][number]): Figure =>
    content.figures.find((one) => one.indicator === wanted.indicator.id && one.place === wanted.place.id) ?? {
      indicator: wanted.indicator.id,
      place: wanted.place.id,
      period: wanted.period,
      value: null,
      source: "",
    };
  const put = (figure: Figure) => {
    const others = content.figures.filter((one) => one.indicator !== figure.indicator || one.place !== figure.place);
    onChange(figure.value === null && figure.source === "" ? others : [...others, figure]);
  };
  return (
    <div className="mr-field">
      <strong>{m.report_figures()}</strong>
      <table className="mr-figure-table">
        <thead>
          <tr>
            <th>{m.figure()}</th>
            <th>{m.figure_period()}</th>
            <th>{m.figure_value()}</th>
            <th>{m.figure_source()}</th>
          </tr>
        </thead>
        <tbody>
          {detail.wanted.map((wanted) => (
            <FigureRow
              key={`${wanted.indicator.id} ${wanted.place.id}`}
              wanted={wanted}
              figure={find(wanted)}
              onChange={put}
            />
          ))}
        </tbody>
      </table>
      <p className="mr-small mr-soft">{m.figures_help()}</p>
    </div>
  );
}

interface FigureRowProps {
  readonly wanted: ItemDetail["wanted"][number];
  readonly figure: Figure;
  readonly onChange: (figure: Figure) => void;
}

function FigureRow({ wanted, figure, onChange }: FigureRowProps) {
  const name = `${say(wanted.place.name)} ${say(wanted.indicator.name)}`;
  const { known } = wanted;
  return (
    <tr>
      <td>
        {say(wanted.place.name)}: {say(wanted.indicator.name)}
        <div className="mr-small mr-soft">
          {known
            ? m.figure_known({
                value: formatQuantity(known.value, wanted.unit),
                period: known.period,
                source: known.source,
              })
            : m.figure_unknown()}
        </div>
      </td>
      <td>
        <input
          className="mr-input"
          aria-label={m.figure_field({ what: m.figure_period(), name })}
          value={figure.period}
          size={8}
          maxLength={10}
          onChange={(event) => onChange({ ...figure, period: event.target.value })}
        />
      </td>
      <td>
        <input
          className="mr-input"
          type="number"
          step="any"
          aria-label={m.figure_field({ what: m.figure_value(), name })}
          value={figure.value ?? ""}
          onChange={(event) =>
            onChange({ ...figure, value: event.target.value === "" ? null : event.target.valueAsNumber })
          }
        />
        <span className="mr-small mr-soft">{formatUnit(wanted.unit)}</span>
      </td>
      <td>
        <input
          className="mr-input"
          aria-label={m.figure_field({ what: m.figure_source(), name })}
          value={figure.source}
          maxLength={500}
          onChange={(event) => onChange({ ...figure, source: event.target.value })}
        />
      </td>
    </tr>
  );
}
