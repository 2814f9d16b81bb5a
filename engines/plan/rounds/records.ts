import { compareAssessment, compareMilestones } from "../core/rounds/compare.ts";
import { emptyContent } from "../core/rounds/report.ts";
import { nothingWanted, type WantedRecords } from "../core/rounds/reported.ts";
import { listWantedRecords } from "../core/rounds/wanted.ts";
import type { Named } from "../schemas.ts";
import type { PlanState } from "../views/state.ts";
import type { ItemDetail } from "./schemas.ts";
import type { ItemKey, StoredItem } from "./store/items.ts";

/** The events of projects and the assessment that a unit may report about a commitment. */
export function recordsIn(state: PlanState, key: Omit<ItemKey, "round">): WantedRecords {
  const row = state.rowById.get(key.commitment);
  return row ? listWantedRecords(state.world, row.commitment, key.organisation) : nothingWanted;
}

/** What counts of an item: later text does not, once the round is closed. */
export const countedContent = (item: StoredItem) => (item.late ? item.closed_content : item.content) ?? emptyContent;

const nameOfProject = (state: PlanState, id: string): Named => ({
  id,
  name: state.world.projects.get(id)?.name ?? { zh: id, en: id },
});

/** What a unit is asked for beside words and figures, and what it said beside what is known. */
export function toRecordDetail(
  state: PlanState,
  item: StoredItem,
): Pick<ItemDetail, "wantedProjects" | "milestones" | "wantedAssessment" | "assessment"> {
  const wanted = recordsIn(state, item);
  const content = countedContent(item);
  const compared = compareAssessment(state.assessments.get(item.commitment) ?? [], content.assessment);
  return {
    wantedProjects: wanted.projects.map((id) => {
      const known = state.world.milestones.get(id)?.at(-1);
      return {
        project: nameOfProject(state, id),
        known: known ? { event: known.event, date: known.date, source: known.sourceTitle } : null,
      };
    }),
    milestones: compareMilestones(state.world, content).map(({ project, event, date, evidence, known, agreement }) => ({
      project: nameOfProject(state, project),
      event,
      date,
      evidence,
      known: known ? { event: known.event, date: known.date, source: known.sourceTitle } : null,
      agreement,
    })),
    wantedAssessment:
      wanted.assessment === null ? null : { kind: wanted.assessment, question: questionOf(state, item) },
    assessment: {
      reported: content.assessment,
      known: compared.known
        ? {
            asOf: compared.known.asOf,
            valuePercent: compared.known.valuePercent,
            judgement: compared.known.judgement,
            madeBy: compared.known.madeBy,
          }
        : null,
      agreement: compared.agreement,
    },
  };
}

/** What is to be judged: the measure's question, or the commitment itself. */
export function questionOf(state: PlanState, { commitment }: Pick<StoredItem, "commitment">): Named["name"] {
  const row = state.rowById.get(commitment)?.commitment;
  const params = row?.measure?.params as { readonly question?: Named["name"] } | undefined;
  return params?.question ?? row?.text ?? { zh: commitment, en: commitment };
}
