import type { CitySummary, PlanMap } from "@midreach/plan";
import { m, SourceView, say } from "@midreach/ui";
import type { Effects } from "../../schemas.ts";
import { DataSetNotes, dataSetTitle } from "./data-set-notes.tsx";
import { EffectsCities } from "./effects-cities.tsx";
import { EffectsCommitments } from "./effects-commitments.tsx";
import { EffectsPairs } from "./effects-pairs.tsx";
import { peopleMinutesWord } from "./effects-words.ts";

interface EffectsResultProps {
  readonly effects: Effects;
  readonly map: PlanMap;
  readonly cities: readonly CitySummary[];
  readonly scenario: string;
}

/** The answer at a glance, then commitments, cities and pairs, and what it all rests on. */
export function EffectsResult({ effects, map, cities, scenario }: EffectsResultProps) {
  const { reach, plan } = effects;
  return (
    <>
      <Glance effects={effects} />
      <EffectsCommitments plan={plan} />
      <EffectsCities reach={reach} map={map} cities={cities} scenario={scenario} />
      <EffectsPairs reach={reach} scenario={scenario} />
      <section className="mr-panel mr-stack" aria-label={m.reach_what_it_rests_on()}>
        {reach.definitions.map((definition) => (
          <p key={definition.en} className="mr-small">
            {say(definition)}
          </p>
        ))}
        {reach.population ? (
          <p className="mr-small">
            {m.reach_population_of({ period: reach.population.period })} <SourceView source={reach.population.source} />
          </p>
        ) : null}
        <DataSetNotes dataSet={reach.after} />
      </section>
    </>
  );
}

function Glance({ effects }: { readonly effects: Effects }) {
  const { reach, plan } = effects;
  const { totals } = reach;
  const count = (change: (typeof reach.pairs)[number]["change"]) =>
    reach.pairs.filter((pair) => pair.change === change).length;
  const changed = { faster: count("faster"), slower: count("slower"), gained: count("gained"), lost: count("lost") };
  return (
    <section className="mr-panel" aria-labelledby="glance-heading">
      <h2 id="glance-heading">{dataSetTitle(reach.after)}</h2>
      {totals.changedPairs === 0 ? <p className="mr-note">{m.effects_nothing()}</p> : null}
      <dl className="mr-reach-figures mr-effects-figures">
        <div>
          <dt>{m.effects_flips()}</dt>
          <dd>{m.effects_flips_of({ flips: plan.flips, all: plan.commitments.length })}</dd>
        </div>
        <div>
          <dt>{m.effects_people_minutes()}</dt>
          <dd>{peopleMinutesWord(totals.peopleMinutes)}</dd>
        </div>
        <div>
          <dt>{m.effects_changed_pairs()}</dt>
          <dd>{m.effects_pairs_of({ changed: totals.changedPairs, compared: totals.comparedPairs })}</dd>
        </div>
      </dl>
      <p className="mr-small">
        {m.effects_pair_counts({ ...changed })} {m.effects_without_data({ count: totals.pairsWithoutData })}
      </p>
    </section>
  );
}
