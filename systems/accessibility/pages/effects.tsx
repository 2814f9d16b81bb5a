import { EmptyNote, m, Page, Queried, textField, useAddress, useApi } from "@midreach/ui";
import { Link } from "react-router";
import { effectsApi } from "./parts/effects-api.ts";
import { EffectsControls } from "./parts/effects-controls.tsx";
import { EffectsResult } from "./parts/effects-result.tsx";
import { effectsFields } from "./parts/effects-state.ts";
import { mapAddress, matrixAddress } from "./parts/reach-api.ts";
import { draftAddress, scenarioAddress } from "./parts/scenario-addresses.ts";
import { useReachGround } from "./parts/use-reach.ts";
import "./parts/reach.css";
import "./parts/effects.css";

const fields = { scenario: textField, ...effectsFields } as const;

/** What a scenario means: which commitments flip, who gains, which pairs change. */
export default function EffectsPage() {
  const [state, change] = useAddress(fields);
  const { scenario } = state;
  const title = m.scenario_effects();
  return (
    <Page
      title={title}
      tabTitle={title}
      crumbs={[
        { title: m.reach_accessibility(), to: "/accessibility" },
        { title: m.reach_scenarios(), to: "/accessibility/scenarios" },
        { title },
      ]}
      lead={m.effects_lead()}
      {...(scenario ? { actions: <Ways scenario={scenario} /> } : {})}
    >
      {scenario ? (
        <>
          <EffectsControls state={state} onChange={change} />
          <Effects scenario={scenario} state={state} />
        </>
      ) : (
        <EmptyNote>{m.effects_none()}</EmptyNote>
      )}
    </Page>
  );
}

/** An encoded scenario begins with this; ids of kept ones are numbers. */
const isWrittenOut = (scenario: string): boolean => scenario.includes(".");

function Ways({ scenario }: { readonly scenario: string }) {
  return (
    <>
      <Link to={isWrittenOut(scenario) ? draftAddress({ scenario }) : scenarioAddress(scenario)}>
        {m.effects_edit()}
      </Link>
      <Link to={mapAddress(undefined, { scenario })}>{m.scenario_see_map()}</Link>
      <Link to={matrixAddress({ scenario })}>{m.scenario_see_matrix()}</Link>
    </>
  );
}

interface EffectsProps {
  readonly scenario: string;
  readonly state: Parameters<typeof EffectsControls>[0]["state"];
}

function Effects({ scenario, state }: EffectsProps) {
  const { date, start: windowStart, end: windowEnd, figure, asOf } = state;
  const query = { scenario, date, windowStart, windowEnd, figure, asOf };
  const answer = useApi(effectsApi, "/api/accessibility/scenario-effects", { query }, { keepPrevious: true });
  const { ground, cities } = useReachGround();
  return (
    <Queried query={answer} lines={24}>
      {(effects) => (
        <Queried query={ground} lines={16}>
          {(map) => (
            <Queried query={cities} lines={16}>
              {(places) => (
                <div
                  className={answer.isPlaceholderData ? "mr-reach-stale mr-stack" : "mr-stack"}
                  aria-busy={answer.isPlaceholderData}
                >
                  <EffectsResult effects={effects} map={map} cities={places.cities} scenario={scenario} />
                </div>
              )}
            </Queried>
          )}
        </Queried>
      )}
    </Queried>
  );
}
