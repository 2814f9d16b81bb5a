import type { CitySummary, PlanMap } from "@midreach/plan";
import type { ScenarioEffects } from "@midreach/reach";
import { DataTable, formatList, formatNumber, m, say } from "@midreach/ui";
import { Link } from "react-router";
import { peopleMinutesShort, peopleMinutesWord, savedWord } from "./effects-words.ts";
import { mapAddress } from "./reach-api.ts";
import { ReachMap } from "./reach-map.tsx";
import type { ReachCity } from "./reach-map-cities.tsx";

interface EffectsCitiesProps {
  readonly reach: ScenarioEffects;
  readonly map: PlanMap;
  readonly cities: readonly CitySummary[];
  readonly scenario: string;
}

interface CityRow {
  readonly effect: ScenarioEffects["cities"][number];
  readonly place: ScenarioEffects["places"][number];
  readonly isCovered: boolean;
  readonly href: string;
}

/** Who gains: people-minutes by city, on a map and in a table. */
export function EffectsCities({ reach, map, scenario }: EffectsCitiesProps) {
  const places = new Map(reach.places.map((place) => [place.code, place]));
  const { date } = reach.after;
  const rows = reach.cities.flatMap((effect): CityRow[] => {
    const place = places.get(effect.place);
    if (!place) return [];
    const isCovered = effect.pairs + effect.gained + effect.lost > 0;
    return [{ effect, place, isCovered, href: mapAddress(effect.place, { scenario, date }) }];
  });
  rows.sort((a, b) => weightOf(b) - weightOf(a) || Number(b.isCovered) - Number(a.isCovered));
  return (
    <section className="mr-panel mr-stack" aria-labelledby="effects-cities">
      <h2 id="effects-cities">{m.effects_cities()}</h2>
      <div className="mr-effects-two">
        <ReachMap
          ground={map}
          cities={rows.flatMap(toMark)}
          label={m.effects_cities()}
          palette="difference"
          legend={<Legend />}
        />
        <div className="mr-stack">
          <CityTable rows={rows.filter((row) => row.isCovered)} />
          <Uncovered rows={rows.filter((row) => !row.isCovered)} />
        </div>
      </div>
    </section>
  );
}

const weightOf = ({ effect }: CityRow): number =>
  Math.abs(effect.peopleMinutes ?? 0) + Math.abs(effect.savedMinutes) / 1e6;

/** The circle's area says how much; its colour, whether it is a gain or a loss. */
function toMark(row: CityRow): ReachCity[] {
  const { effect, place, isCovered, href } = row;
  const { lon, lat } = place;
  if (lon === null || lat === null) return [];
  const amount = effect.peopleMinutes ?? 0;
  const bin = effect.savedMinutes > 0 ? 1 : effect.savedMinutes < 0 ? 5 : 3;
  return [
    {
      code: place.code,
      name: place.name,
      lon,
      lat,
      population: Math.abs(amount),
      state: isCovered ? "value" : "no-data",
      bin,
      value: isCovered && amount !== 0 ? peopleMinutesShort(amount) : null,
      description: m.reach_city_says({
        city: say(place.name),
        words: isCovered ? `${peopleMinutesWord(amount)}; ${pairWords(effect)}` : m.reach_state_no_data(),
      }),
      href,
      isSelected: false,
    },
  ];
}

function Legend() {
  return (
    <ul className="mr-reach-legend mr-reach-scale mr-reach-difference mr-small">
      {([1, 5, 3] as const).map((bin) => (
        <li key={bin}>
          <i className={`mr-reach-swatch mr-reach-bin-${bin}`} /> {legendWord(bin)}
        </li>
      ))}
      <li>{m.effects_legend_size()}</li>
    </ul>
  );
}

function legendWord(bin: 1 | 3 | 5): string {
  if (bin === 3) return m.effects_unchanged();
  return bin === 1 ? m.effects_gain() : m.effects_loss();
}

/** `快12、慢0、新增1、失去0` */
function pairWords({ faster, slower, gained, lost }: CityRow["effect"]): string {
  return m.effects_pair_counts({ faster, slower, gained, lost });
}

/** Cities of which the timetable says nothing, in a line: they neither gain nor lose. */
function Uncovered({ rows }: { readonly rows: readonly CityRow[] }) {
  if (rows.length === 0) return null;
  const cities = formatList(rows.map((row) => say(row.place.name)));
  return <p className="mr-small mr-soft">{m.effects_cities_without({ count: rows.length, cities })}</p>;
}

function CityTable({ rows }: { readonly rows: readonly CityRow[] }) {
  const saved = ({ effect }: CityRow) => savedWord(effect.savedMinutes);
  const people = ({ effect }: CityRow, word: (amount: number) => string) =>
    effect.peopleMinutes === null ? "" : word(effect.peopleMinutes);
  return (
    <DataTable<CityRow>
      label={m.effects_cities()}
      rows={rows}
      rowKey={(row) => row.place.code}
      empty={m.effects_nothing()}
      card={(row) => (
        <>
          <Link to={row.href}>{say(row.place.name)}</Link>
          <span>
            {saved(row)} {people(row, peopleMinutesWord)}
          </span>
          <span className="mr-small mr-soft">{pairWords(row.effect)}</span>
        </>
      )}
      columns={[
        { title: m.reach_city(), render: (_, row) => <Link to={row.href}>{say(row.place.name)}</Link> },
        { title: m.effects_wan_heading(), align: "right", render: (_, row) => people(row, peopleMinutesShort) },
        { title: m.effects_saved(), align: "right", render: (_, row) => saved(row) },
        {
          title: m.effects_targets(),
          align: "right",
          render: (_, row) => formatNumber(row.effect.pairs),
        },
        { title: m.reach_faster(), align: "right", width: 56, render: (_, row) => row.effect.faster || "" },
        { title: m.reach_slower(), align: "right", width: 56, render: (_, row) => row.effect.slower || "" },
      ]}
    />
  );
}
