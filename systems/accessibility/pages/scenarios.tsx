import type { ScenarioList, ScenarioRow } from "@midreach/reach";
import { apiKey, DataTable, formatDay, m, Page, ProblemView, Queried, say, useApi } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { reachApi } from "./parts/reach-api.ts";
import { draftAddress, effectsAddress, scenarioAddress } from "./parts/scenario-addresses.ts";
import "./parts/scenario.css";

const path = "/api/reach/scenarios";

/** Kept scenarios, and the way to a new one. */
export default function ScenariosPage() {
  const query = useApi(reachApi, path);
  const title = m.reach_scenarios();
  return (
    <Page
      title={title}
      tabTitle={title}
      crumbs={[{ title: m.reach_accessibility(), to: "/accessibility" }, { title }]}
      lead={m.scenarios_lead()}
      actions={
        <Link className="mr-button mr-button-primary" to={draftAddress()}>
          {m.scenario_new()}
        </Link>
      }
    >
      <Queried query={query}>{(list) => <ScenarioTable list={list} />}</Queried>
    </Page>
  );
}

function ScenarioTable({ list }: { readonly list: ScenarioList }) {
  const feeds = useApi(reachApi, "/api/reach/feeds").data?.feeds ?? [];
  const feedOf = (row: ScenarioRow) => {
    const found = feeds.find((feed) => feed.id === row.feed);
    return found ? say(found.title) : row.feed;
  };
  const acts = useActs();
  return (
    <>
      {list.mayCreate ? null : <p className="mr-note">{m.scenarios_no_account()}</p>}
      {acts.error ? <ProblemView error={acts.error} /> : null}
      <DataTable<ScenarioRow>
        label={m.reach_scenarios()}
        rows={list.scenarios}
        rowKey={(row) => row.id ?? ""}
        empty={m.scenarios_none()}
        card={(row) => (
          <>
            <Name row={row} />
            <span>{feedOf(row)}</span>
            <Who row={row} />
            <Acts row={row} mayCreate={list.mayCreate} acts={acts} />
          </>
        )}
        columns={[
          { title: m.scenario_name(), render: (_, row) => <Name row={row} /> },
          { title: m.scenario_base(), render: (_, row) => feedOf(row) },
          { title: m.scenario_who(), render: (_, row) => <Who row={row} /> },
          {
            title: <span className="mr-hidden">{m.scenario_actions()}</span>,
            width: 300,
            render: (_, row) => <Acts row={row} mayCreate={list.mayCreate} acts={acts} />,
          },
        ]}
      />
    </>
  );
}

function Name({ row }: { readonly row: ScenarioRow }) {
  return (
    <span>
      <Link to={scenarioAddress(row.id ?? "")}>{row.name}</Link>{" "}
      <span className="mr-small mr-soft">{m.scenario_count({ count: row.modificationCount })}</span>{" "}
      <span className="mr-chip">{row.shared ? m.scenario_is_shared() : m.scenario_is_private()}</span>
    </span>
  );
}

function Who({ row }: { readonly row: ScenarioRow }) {
  const at = row.changedAt ?? row.createdAt;
  return (
    <span>
      {row.ownerName ?? ""}{" "}
      <span className="mr-small mr-soft">
        {at ? m.scenario_changed({ day: formatDay(at), by: row.changedBy ?? "" }) : ""}
      </span>
    </span>
  );
}

/** Copying and deleting; what the server answers becomes the list. */
function useActs() {
  const memory = useQueryClient();
  const navigate = useNavigate();
  const refresh = () => memory.invalidateQueries({ queryKey: apiKey(path) });
  const copy = useMutation({
    mutationFn: (row: ScenarioRow) =>
      reachApi.request("post", `${path}/{scenario}/copies`, {
        params: { scenario: row.id ?? "" },
        body: { name: m.scenario_copy_of({ name: row.name }).slice(0, 200) },
      }),
    onSuccess: async ({ scenario }) => {
      await refresh();
      navigate(scenarioAddress(scenario.id ?? ""));
    },
  });
  const remove = useMutation({
    mutationFn: (row: ScenarioRow) =>
      reachApi.request("delete", `${path}/{scenario}`, {
        params: { scenario: row.id ?? "" },
        query: { version: row.version ?? 1 },
      }),
    onSettled: refresh,
  });
  return { copy: copy.mutate, remove: remove.mutate, error: copy.error ?? remove.error };
}

interface ActsProps {
  readonly row: ScenarioRow;
  readonly mayCreate: boolean;
  readonly acts: ReturnType<typeof useActs>;
}

function Acts({ row, mayCreate, acts }: ActsProps) {
  const [asked, setAsked] = useState(false);
  return (
    <span className="mr-chips">
      <Link className="mr-button mr-scenario-small" to={effectsAddress(row.id ?? "")}>
        {m.scenario_effects()}
      </Link>
      {mayCreate ? (
        <button type="button" className="mr-button mr-scenario-small" onClick={() => acts.copy(row)}>
          {m.scenario_copy()}
        </button>
      ) : null}
      {row.changeable && !asked ? (
        <button type="button" className="mr-button mr-scenario-small" onClick={() => setAsked(true)}>
          {m.scenario_delete()}
        </button>
      ) : null}
      {asked ? (
        <>
          <button type="button" className="mr-button mr-scenario-small" onClick={() => acts.remove(row)}>
            {m.scenario_delete_sure()}
          </button>
          <button type="button" className="mr-button mr-scenario-small" onClick={() => setAsked(false)}>
            {m.scenario_cancel()}
          </button>
        </>
      ) : null}
    </span>
  );
}
