import { apiKey, m, ProblemView, useApi } from "@midreach/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "react-router";
import { reachApi } from "./reach-api.ts";
import { scenarioAddress } from "./scenario-addresses.ts";
import { ScenarioConflict } from "./scenario-conflict.tsx";
import { ScenarioSharing } from "./scenario-sharing.tsx";
import type { ScenarioCheck } from "./use-scenario-check.ts";
import type { DraftWork, KeptScenario } from "./use-scenario-draft.ts";

interface KeepingProps {
  /** Null when nobody has kept it. */
  readonly scenario: KeptScenario | null;
  readonly work: DraftWork;
  readonly check: ScenarioCheck;
}

const list = "/api/reach/scenarios";

/** Whether what is typed is safe, and every way on: keep it, share it, see what it does. */
export function ScenarioKeeping({ scenario, work, check }: KeepingProps) {
  const { saving, save } = useSaving(scenario, work, check);
  const mayCreate = useApi(reachApi, list).data?.mayCreate ?? false;
  const mayChange = scenario?.changeable ?? false;
  const faults = check.faults.length;
  const isReady = faults === 0 && !check.isChecking && work.conflict === null;
  return (
    <section className="mr-panel mr-stack mr-scenario-keep" aria-label={m.scenario_keep()}>
      {work.conflict ? <ScenarioConflict mine={work.draft} other={work.conflict} onResolve={work.resolve} /> : null}
      <StateLine work={work} faults={faults} />
      {saving.isError && !work.conflict ? <ProblemView error={saving.error} /> : null}
      <div className="mr-chips">
        {mayChange ? (
          <button
            type="button"
            className="mr-button mr-button-primary"
            disabled={!isReady || !work.isDirty || saving.isPending}
            onClick={() => save("change")}
          >
            {m.scenario_save()}
          </button>
        ) : null}
        {mayCreate ? (
          <button
            type="button"
            className={mayChange ? "mr-button" : "mr-button mr-button-primary"}
            disabled={!isReady || saving.isPending}
            onClick={() => save("create")}
          >
            {scenario ? m.scenario_save_as_mine() : m.scenario_save_new()}
          </button>
        ) : null}
        {work.isDirty ? (
          <button type="button" className="mr-button" onClick={work.reset}>
            {m.scenario_throw_away()}
          </button>
        ) : null}
        {mayCreate || mayChange ? (
          <label>
            <input
              type="checkbox"
              checked={work.draft.shared}
              onChange={(event) => work.change({ ...work.draft, shared: event.target.checked })}
            />{" "}
            {m.scenario_shared()}
          </label>
        ) : (
          <span className="mr-small mr-soft">
            {m.scenario_no_account()} <Link to="/sign-in">{m.sign_in()}</Link>
          </span>
        )}
      </div>
      <ScenarioSharing keptId={work.isDirty ? null : (scenario?.id ?? null)} draft={work.draft} faults={faults} />
    </section>
  );
}

/** Sends the draft; a version in the way is shown, and nothing typed is lost. */
function useSaving(scenario: KeptScenario | null, work: DraftWork, check: ScenarioCheck) {
  const memory = useQueryClient();
  const navigate = useNavigate();
  const { draft, version } = work;
  const saving = useMutation({
    mutationFn: (how: "create" | "change") => {
      const content = {
        ...draft,
        name: draft.name.trim() || m.scenario_unnamed(),
        modifications: [...check.read.complete],
      };
      if (how === "create" || scenario?.id == null) return reachApi.request("post", list, { body: content });
      const params = { scenario: scenario.id };
      return reachApi.request("put", `${list}/{scenario}`, { params, body: { ...content, version: version ?? 1 } });
    },
    onSuccess: async (answer, how) => {
      const { id } = answer.scenario;
      if (how === "change") work.saved(answer.scenario);
      else work.reset();
      await memory.invalidateQueries({ queryKey: apiKey(list) });
      if (id === null) return;
      memory.setQueryData(apiKey(`${list}/{scenario}`, { params: { scenario: id } }), answer);
      if (how === "create") navigate(scenarioAddress(id));
    },
    onError: work.refused,
  });
  return { saving, save: saving.mutate };
}

/** What is wrong, and where what was typed is. */
function StateLine({ work, faults }: { readonly work: DraftWork; readonly faults: number }) {
  const isUnsafe = work.isDirty && !work.keeps;
  return (
    <div role="status">
      {faults > 0 ? <p className="mr-scenario-fault">{m.scenario_faults({ count: faults })}</p> : null}
      <p className={isUnsafe ? "mr-scenario-fault" : "mr-soft mr-small"}>{stateWord(work)}</p>
    </div>
  );
}

function stateWord({ isDirty, keeps, resumed, version }: DraftWork): string {
  if (!isDirty) return version === null ? m.scenario_not_kept() : m.scenario_version({ version });
  if (!keeps) return m.scenario_not_even_here();
  return resumed ? m.scenario_resumed() : m.scenario_kept_here();
}
