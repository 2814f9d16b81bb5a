import { m, say } from "@midreach/ui";
import type { ScenarioDraft } from "./scenario-draft.ts";
import { kindTitle, listStations } from "./scenario-fields.ts";
import type { OtherVersion } from "./use-scenario-draft.ts";

interface ConflictProps {
  readonly mine: ScenarioDraft;
  readonly other: OtherVersion;
  readonly onResolve: (keep: "mine" | "theirs") => void;
}

/** Somebody has saved another version meanwhile: both side by side; a person chooses. */
export function ScenarioConflict({ mine, other, onResolve }: ConflictProps) {
  const by = other.changedBy ?? m.scenario_somebody();
  return (
    <div className="mr-note mr-stack" role="alert">
      <strong>{m.scenario_conflict({ by, version: other.version })}</strong>
      <div className="mr-scenario-versions">
        <Version title={m.scenario_conflict_mine()} draft={mine} />
        <Version title={m.scenario_conflict_theirs({ by })} draft={other.draft} />
      </div>
      <p className="mr-chips">
        <button type="button" className="mr-button" onClick={() => onResolve("mine")}>
          {m.scenario_keep_mine()}
        </button>
        <button type="button" className="mr-button" onClick={() => onResolve("theirs")}>
          {m.scenario_keep_theirs()}
        </button>
      </p>
    </div>
  );
}

/** One version, for reading. */
function Version({ title, draft }: { readonly title: string; readonly draft: ScenarioDraft }) {
  return (
    <div>
      <strong>{title}</strong>
      <p>
        {draft.name || m.scenario_unnamed()} · {draft.feed}
      </p>
      <ol className="mr-small">
        {draft.modifications.map((modification, index) => (
          // The order is what counts; modifications have no ids.
          <li key={`${modification.kind}-${index.toString()}`}>
            {index + 1}. {say(kindTitle(modification.kind))} {listStations(modification).join(" – ")}{" "}
            <span className="mr-soft">{detailOf(modification)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** What else it says: numbers and trains, so that two versions can be told apart. */
function detailOf(modification: ScenarioDraft["modifications"][number]): string {
  return Object.values(modification)
    .flatMap((value) => (typeof value === "number" ? [String(value)] : []))
    .join(", ");
}
