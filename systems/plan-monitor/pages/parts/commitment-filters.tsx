import type { CommitmentRow, EvaluationSummary, Named, Plan } from "@midreach/plan";
import { AntdFrame, formatDate, m, type StatusName, say, statusNames, statusWord, useApi } from "@midreach/ui";
import { Button, Select } from "antd";
import { strengthNames, strengthWord } from "./commitment-words.ts";
import { planApi } from "./plan-api.ts";
import { usePlanScope } from "./plan-scope.ts";
import "./filters.css";

/** The filters of the list of commitments; absent ones do not narrow it. */
export interface CommitmentFilterValue {
  readonly q: string | undefined;
  readonly chapter: string | undefined;
  readonly section: string | undefined;
  readonly status: StatusName | undefined;
  readonly topic: string | undefined;
  readonly ownerFunction: string | undefined;
  readonly owner: string | undefined;
  readonly place: string | undefined;
  readonly strength: CommitmentRow["strength"] | undefined;
  readonly system: string | undefined;
  readonly evaluation: string | undefined;
}

interface CommitmentFiltersProps {
  readonly value: CommitmentFilterValue;
  readonly onChange: (change: Partial<CommitmentFilterValue>) => void;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

const named = (items: readonly Named[]): Option[] => items.map((item) => ({ value: item.id, label: say(item.name) }));

/** Chapters, and below the chosen one its sections. */
function chapterOptions(plan: Plan): Option[] {
  return plan.chapters
    .filter((chapter) => chapter.total > 0)
    .map((chapter) => ({
      value: String(chapter.number),
      label: m.chapter_title({ number: chapter.number, title: say(chapter.title) }),
    }));
}

/** The plan's end and every published evaluation; the latest is what is shown when none is chosen. */
function evaluationOptions(evaluations: readonly EvaluationSummary[]): Option[] {
  return [
    { value: "plan-end", label: m.at_plan_end() },
    ...evaluations.map((evaluation) => ({
      value: evaluation.id,
      label: m.evaluation_option({ title: say(evaluation.title), date: formatDate(evaluation.asOf) }),
    })),
  ];
}

/** Menus for every filter; what is chosen goes to the address at once. */
export function CommitmentFilters({ value, onChange }: CommitmentFiltersProps) {
  const scope = usePlanScope().query;
  const plan = useApi(planApi, "/api/plan", scope).data;
  const evaluations = useApi(planApi, "/api/evaluations", scope).data?.evaluations ?? [];
  const strengths = strengthNames.map((id) => ({
    value: id,
    label: strengthWord(id),
  }));
  const section = plan?.chapters.find((chapter) => String(chapter.number) === value.chapter)?.sections ?? [];
  const menus: { name: keyof CommitmentFilterValue; title: string; options: Option[] }[] = [
    { name: "evaluation", title: m.today(), options: evaluationOptions(evaluations) },
    { name: "status", title: m.status(), options: statusNames.map((id) => ({ value: id, label: statusWord(id) })) },
    { name: "chapter", title: m.chapter(), options: plan ? chapterOptions(plan) : [] },
    {
      name: "section",
      title: m.section(),
      options: section
        .filter((item) => item.total > 0)
        .map((item) => ({ value: String(item.number), label: say(item.title) })),
    },
    { name: "topic", title: m.topic(), options: named(plan?.topics ?? []) },
    { name: "ownerFunction", title: m.owner_function(), options: named(plan?.ownerFunctions ?? []) },
    {
      name: "place",
      title: m.place(),
      options: (plan?.places ?? []).map((place) => ({ value: place.code, label: say(place.name) })),
    },
    { name: "strength", title: m.strength(), options: strengths },
    { name: "system", title: m.joint_system(), options: named(plan?.systems ?? []) },
  ];
  const active = Object.values(value).some((item) => typeof item === "string");
  return (
    <AntdFrame>
      <search className="mr-filters" aria-label={m.filters()}>
        {menus.map((menu) => (
          <FilterMenu
            key={menu.name}
            title={menu.title}
            options={menu.options}
            value={value[menu.name]}
            disabled={menu.name === "section" && value.chapter === undefined}
            onChange={(chosen) =>
              onChange(menu.name === "chapter" ? { chapter: chosen, section: undefined } : { [menu.name]: chosen })
            }
          />
        ))}
        {active ? (
          <Button
            type="link"
            onClick={() => onChange(Object.fromEntries(Object.keys(value).map((name) => [name, undefined])))}
          >
            {m.filters_clear()}
          </Button>
        ) : null}
      </search>
    </AntdFrame>
  );
}

interface FilterMenuProps {
  readonly title: string;
  readonly options: Option[];
  readonly value: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: string | undefined) => void;
}

/** A menu with a search for one filter; what is cleared is undefined. */
export function FilterMenu({ title, options, value, disabled, onChange }: FilterMenuProps) {
  return (
    <Select
      className="mr-filter"
      aria-label={title}
      placeholder={title}
      options={options}
      value={value ?? null}
      disabled={disabled}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? undefined)}
      allowClear
      showSearch={{ optionFilterProp: "label" }}
    />
  );
}
