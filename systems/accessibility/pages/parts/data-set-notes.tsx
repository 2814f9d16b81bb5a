import type { DataSet } from "@midreach/reach";
import { formatDate, formatMinutes, m, SourceView, say } from "@midreach/ui";

/** What has to stand beside the figures of a data set: coverage, assumptions, source. */
export function DataSetNotes({ dataSet }: { readonly dataSet: DataSet }) {
  const { settings, window } = dataSet;
  return (
    <div className="mr-small">
      <p>
        <strong>{dataSetTitle(dataSet)}</strong> {formatDate(dataSet.date)} {window.start}–{window.end}
      </p>
      {dataSet.notes.map((note) => (
        <p key={note.en} className="mr-soft">
          {say(note)}
        </p>
      ))}
      <p className="mr-soft">
        {m.reach_assumptions({
          detour: settings.detourFactor,
          speed: settings.accessKmh,
          access: formatMinutes(settings.accessMinutes),
          change: formatMinutes(settings.changeMinutes),
        })}
      </p>
      <p>
        <SourceView source={dataSet.source} />
      </p>
    </div>
  );
}

/** A data set's name: the feed's, and the scenario's if there is one. */
export function dataSetTitle(dataSet: DataSet): string {
  const feed = say(dataSet.title);
  return dataSet.scenario ? m.reach_under_scenario({ feed, scenario: dataSet.scenario.name }) : feed;
}
