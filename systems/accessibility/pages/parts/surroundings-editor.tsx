import type { ChangeSurroundings, ReachPlace, Surrounding, SurroundingsAnswer } from "@midreach/reach";
import { apiKey, formatList, m, ProblemView, say } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { DecisionFields, type DecisionWords, noDecisionWords } from "./decision-fields.tsx";
import { reachApi } from "./reach-api.ts";
import { decisionWords } from "./settings-words.ts";

interface SurroundingsEditorProps {
  readonly answer: SurroundingsAnswer;
  readonly cities: readonly ReachPlace[];
  readonly mayDecide: boolean;
}

/** Which cities count as surrounding each capital; the office may decide otherwise from a day on. */
export function SurroundingsEditor({ answer, cities, mayDecide }: SurroundingsEditorProps) {
  return (
    <section className="mr-panel mr-stack" aria-labelledby="surroundings-heading">
      <div>
        <h2 id="surroundings-heading">{m.settings_surroundings()}</h2>
        <p className="mr-small mr-soft">{m.settings_surroundings_lead()}</p>
      </div>
      <ul className="mr-list">
        {listCapitals(answer).map(({ capital, held }) => (
          <li key={capital.code}>
            {/* After a decision the form begins anew from what now holds. */}
            <Around key={held?.decidedAt ?? ""} capital={capital} held={held} cities={cities} mayDecide={mayDecide} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One that has lost all its cities is in the history alone, and may get some again. */
function listCapitals({ current, history }: SurroundingsAnswer) {
  const capitals = new Map([...current, ...history].map(({ capital }) => [capital.code, capital]));
  return [...capitals.values()].map((capital) => ({
    capital,
    held: current.find((row) => row.capital.code === capital.code),
  }));
}

interface AroundProps {
  readonly capital: ReachPlace;
  readonly held: Surrounding | undefined;
  readonly cities: readonly ReachPlace[];
  readonly mayDecide: boolean;
}

function Around({ capital, held, cities, mayDecide }: AroundProps) {
  const [editing, setEditing] = useState(false);
  const listed = held?.cities ?? [];
  return (
    <div className="mr-stack">
      <div>
        <h3>
          {say(capital.name)}{" "}
          <span className="mr-small mr-soft">{m.settings_cities_count({ count: listed.length })}</span>
        </h3>
        <p>{listed.length === 0 ? m.settings_cities_none() : formatList(listed.map((city) => say(city.name)))}</p>
        {held ? (
          <p className="mr-small mr-soft">
            {decisionWords(held)} {say(held.basis)}
          </p>
        ) : null}
      </div>
      {mayDecide && !editing ? (
        <p>
          <button type="button" className="mr-button" onClick={() => setEditing(true)}>
            {m.settings_change_cities({ capital: say(capital.name) })}
          </button>
        </p>
      ) : null}
      {mayDecide && editing ? (
        <Editor
          capital={capital}
          listed={listed.map(({ code }) => code)}
          cities={cities.filter(({ code }) => code !== capital.code)}
          onCancel={() => setEditing(false)}
        />
      ) : null}
    </div>
  );
}

interface EditorProps {
  readonly capital: ReachPlace;
  /** Codes of the cities that surround it now. */
  readonly listed: readonly string[];
  readonly cities: readonly ReachPlace[];
  readonly onCancel: () => void;
}

function Editor({ capital, listed, cities, onCancel }: EditorProps) {
  const memory = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(listed));
  const [words, setWords] = useState<DecisionWords>(noDecisionWords);
  const isSame = chosen.size === listed.length && listed.every((code) => chosen.has(code));
  const decision = useMutation({
    mutationFn: (body: ChangeSurroundings) => reachApi.request("put", "/api/reach/surroundings", { body }),
    onSuccess: () =>
      memory.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== apiKey("/api/session")[0] }),
  });
  const decide = (event: FormEvent) => {
    event.preventDefault();
    decision.mutate({
      capital: capital.code,
      cities: [...chosen],
      reason: words.reason.trim(),
      validFrom: words.validFrom || undefined,
    });
  };
  const toggle = (code: string, isIn: boolean) => {
    const next = new Set(chosen);
    if (isIn) next.add(code);
    else next.delete(code);
    setChosen(next);
  };
  return (
    <form className="mr-stack" onSubmit={decide}>
      <fieldset className="mr-settings-cities">
        <legend>{m.settings_cities_around({ capital: say(capital.name) })}</legend>
        {cities.map((city) => (
          <label key={city.code}>
            <input
              type="checkbox"
              checked={chosen.has(city.code)}
              onChange={({ target }) => toggle(city.code, target.checked)}
            />{" "}
            {say(city.name)}
          </label>
        ))}
      </fieldset>
      <div className="mr-form">
        <DecisionFields words={words} onChange={setWords} />
        <p className="mr-chips">
          <button type="submit" className="mr-button mr-button-primary" disabled={isSame || decision.isPending}>
            {m.settings_save()}
          </button>
          <button type="button" className="mr-button" onClick={onCancel}>
            {m.settings_cancel()}
          </button>
          {isSame ? <span className="mr-small mr-soft">{m.settings_unchanged()}</span> : null}
        </p>
        {decision.isError ? <ProblemView error={decision.error} /> : null}
      </div>
    </form>
  );
}
