import { m } from "@midreach/ui";
import { useParams } from "react-router";

/** The plan that a page is about. */
export interface PlanScope {
  /** Id of a plan of the register; undefined on the pages of the region's own. */
  readonly plan: string | undefined;
  /** What to ask the plan's routes with. */
  readonly query: { readonly query?: { readonly plan: string } };
  /** An address among this plan's pages: `/commitments` of another plan is `/plans/ID/commitments`. */
  readonly within: (path: string) => string;
}

/** Below `/plans/ID/` the same pages show another plan of the register. */
export function usePlanScope(): PlanScope {
  const { plan } = useParams();
  if (plan === undefined) return { plan, query: {}, within: (path) => path };
  return { plan, query: { query: { plan } }, within: (path) => `${planAddress(plan)}${path}` };
}

/** Where another plan's pages hang. */
export function plansCrumb(
  plan: string | undefined,
  within: PlanScope["within"],
): { readonly title: string; readonly to: string }[] {
  if (plan === undefined) return [];
  return [
    { title: m.plans(), to: "/plans" },
    { title: plan, to: within("") },
  ];
}

/** The page of a plan of the register. */
export const planAddress = (plan: string): string => `/plans/${encodeURIComponent(plan)}`;
