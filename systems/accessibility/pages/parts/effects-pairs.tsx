import type { ScenarioEffects } from "@midreach/reach";
import { DataTable, formatMinutes, m, say, useLocalPage } from "@midreach/ui";
import { Link } from "react-router";
import { pairChangeWord, savedWord } from "./effects-words.ts";
import { pairAddress } from "./reach-api.ts";

type Pair = ScenarioEffects["pairs"][number];

const pageSize = 25;

interface EffectsPairsProps {
  readonly reach: ScenarioEffects;
  readonly scenario: string;
}

/** Pairs that change: first those newly reached or lost, then the most people-minutes first. */
export function EffectsPairs({ reach, scenario }: EffectsPairsProps) {
  const page = useLocalPage(reach.pairs, pageSize, "page");
  const names = new Map(reach.places.map((place) => [place.code, say(place.name)]));
  const { window, date } = reach.after;
  const query = { feed: reach.after.feed, date, windowStart: window.start, windowEnd: window.end };
  const pairWord = ({ from, to }: Pair) => m.reach_pair({ from: names.get(from) ?? from, to: names.get(to) ?? to });
  const minutes = (value: number | null) => (value === null ? m.reach_state_not_reached() : formatMinutes(value));
  const behind = (pair: Pair, value: number | null, under: boolean) => (
    <Link to={pairAddress(pair.from, pair.to, { ...query, scenario: under ? scenario : undefined })}>
      {minutes(value)}
    </Link>
  );
  return (
    <section className="mr-panel" aria-labelledby="effects-pairs">
      <h2 id="effects-pairs">{m.effects_pairs()}</h2>
      <DataTable<Pair>
        label={m.effects_pairs()}
        rows={page.rows}
        paging={page.paging}
        rowKey={(pair) => `${pair.from} ${pair.to}`}
        empty={m.effects_nothing()}
        card={(pair) => (
          <>
            <strong>{pairWord(pair)}</strong>
            <span>
              {behind(pair, pair.beforeMinutes, false)} → {behind(pair, pair.afterMinutes, true)}
            </span>
            <span>
              {pairChangeWord(pair.change)} {pair.savedMinutes === null ? "" : savedWord(pair.savedMinutes)}
            </span>
          </>
        )}
        columns={[
          { title: m.effects_pair(), render: (_, pair) => pairWord(pair) },
          { title: m.effects_before(), align: "right", render: (_, pair) => behind(pair, pair.beforeMinutes, false) },
          { title: m.effects_after(), align: "right", render: (_, pair) => behind(pair, pair.afterMinutes, true) },
          {
            title: m.effects_saved(),
            align: "right",
            render: (_, pair) => (pair.savedMinutes === null ? "" : savedWord(pair.savedMinutes)),
          },
          { title: m.effects_change(), render: (_, pair) => pairChangeWord(pair.change) },
        ]}
      />
    </section>
  );
}
