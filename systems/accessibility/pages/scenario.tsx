import type { Cities, PlanMap } from "@midreach/plan";
import type { FeedList } from "@midreach/reach";
import { decodeScenario } from "@midreach/reach/browser";
import { EmptyNote, m, Page, ProblemView, Queried, say, textField, useAddress, useApi, useSession } from "@midreach/ui";
import { useMemo } from "react";
import { useParams } from "react-router";
import { reachApi } from "./parts/reach-api.ts";
import { unkept } from "./parts/scenario-addresses.ts";
import { draftKey, type ScenarioDraft } from "./parts/scenario-draft.ts";
import { ScenarioEditor } from "./parts/scenario-editor.tsx";
import { ScenarioKeeping } from "./parts/scenario-keeping.tsx";
import { useReachGround } from "./parts/use-reach.ts";
import { useScenarioCheck } from "./parts/use-scenario-check.ts";
import { draftOf, type KeptScenario, useScenarioDraft } from "./parts/use-scenario-draft.ts";

const fields = { scenario: textField, feed: textField } as const;

/** The editor of one scenario: a kept one, one that came in the address, or a new one. */
export default function ScenarioPage() {
  const { scenario: id = unkept } = useParams();
  const [{ scenario: encoded, feed }] = useAddress(fields);
  const { feeds, cities, ground } = useReachGround();
  return (
    <Queried query={feeds} lines={16} whole>
      {(list) => (
        <Queried query={ground} lines={16} whole>
          {(map) => (
            <Queried query={cities} lines={16} whole>
              {(places) =>
                id === unkept ? (
                  <Unkept key={encoded ?? ""} encoded={encoded} feed={feed} feeds={list} map={map} cities={places} />
                ) : (
                  <Kept key={id} id={id} feeds={list} map={map} cities={places} />
                )
              }
            </Queried>
          )}
        </Queried>
      )}
    </Queried>
  );
}

interface GroundProps {
  readonly feeds: FeedList;
  readonly map: PlanMap;
  readonly cities: Cities;
}

/** A scenario that somebody has kept. */
function Kept({ id, ...ground }: GroundProps & { readonly id: string }) {
  const query = useApi(reachApi, "/api/reach/scenarios/{scenario}", { params: { scenario: id } });
  const { session } = useSession();
  return (
    <Queried query={query} lines={16} whole>
      {({ scenario }) => (
        <Work
          {...ground}
          key={personOf(session)}
          person={personOf(session)}
          storedAs={id}
          scenario={scenario}
          start={draftOf(scenario)}
          title={scenario.name}
        />
      )}
    </Queried>
  );
}

interface UnkeptProps extends GroundProps {
  /** The whole scenario, as an address carries it; a new one when absent. */
  readonly encoded: string | undefined;
  readonly feed: string | undefined;
}

/** A scenario that is in the address, or nowhere yet. */
function Unkept({ encoded, feed, ...ground }: UnkeptProps) {
  const { session } = useSession();
  const read = useMemo(() => readEncoded(encoded), [encoded]);
  const title = m.scenario_new();
  if (read?.error) {
    return (
      <Page title={title} tabTitle={title} crumbs={crumbsTo(title)}>
        <ProblemView error={read.error} />
      </Page>
    );
  }
  const first = feed ?? ground.feeds.default;
  if (first === null) {
    return (
      <Page title={title} tabTitle={title} crumbs={crumbsTo(title)}>
        <EmptyNote>{ground.feeds.note ? say(ground.feeds.note) : m.reach_no_feeds()}</EmptyNote>
      </Page>
    );
  }
  const start = read?.draft ?? { name: "", feed: first, shared: false, modifications: [] };
  return (
    <Work
      {...ground}
      key={personOf(session)}
      person={personOf(session)}
      storedAs={encoded ?? unkept}
      scenario={null}
      start={start}
      title={start.name || title}
    />
  );
}

/** Whose drafts these are on this device. */
const personOf = (session: ReturnType<typeof useSession>["session"]): string =>
  session?.signedIn ? session.name : nobody;

const nobody = "public";

function readEncoded(encoded: string | undefined): { draft?: ScenarioDraft; error?: unknown } | undefined {
  if (encoded === undefined) return undefined;
  try {
    return { draft: { ...decodeScenario(encoded), shared: false } };
  } catch (error) {
    return { error };
  }
}

const crumbsTo = (title: string) => [
  { title: m.reach_accessibility(), to: "/accessibility" },
  { title: m.reach_scenarios(), to: "/accessibility/scenarios" },
  { title },
];

interface WorkProps extends GroundProps {
  readonly person: string;
  /** Under which name this device keeps what is typed. */
  readonly storedAs: string;
  readonly scenario: KeptScenario | null;
  readonly start: ScenarioDraft;
  readonly title: string;
}

function Work({ person, storedAs, scenario, start, title, feeds, map, cities }: WorkProps) {
  const work = useScenarioDraft({
    key: draftKey(person, storedAs),
    otherKey: draftKey(nobody, storedAs),
    kept: start,
    version: scenario?.version ?? null,
    changedBy: scenario?.changedBy ?? null,
  });
  const check = useScenarioCheck(work.draft);
  return (
    <Page title={title} tabTitle={title} crumbs={crumbsTo(title)} lead={m.scenario_lead()}>
      {check.error ? <ProblemView error={check.error} /> : null}
      <ScenarioKeeping scenario={scenario} work={work} check={check} />
      <ScenarioEditor
        feeds={feeds}
        cities={cities.cities}
        map={map}
        draft={work.draft}
        check={check}
        onChange={work.change}
      />
    </Page>
  );
}
