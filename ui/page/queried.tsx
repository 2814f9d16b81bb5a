import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemView, problemTitle } from "../problem/problem-view.tsx";
import { Loading, Page } from "./page.tsx";

interface QueriedProps<Answer> {
  readonly query: UseQueryResult<Answer>;
  readonly lines?: number;
  /** What is fetched is the whole page: what goes wrong needs a heading and a title of its own. */
  readonly whole?: boolean;
  readonly children: (answer: Answer) => ReactNode;
}

/** Shows what was fetched; until then grey lines, and what went wrong if it could not be fetched. */
export function Queried<Answer>({ query, lines, whole = false, children }: QueriedProps<Answer>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) {
    const problem = <ProblemView error={query.error} onRetry={() => void query.refetch()} />;
    const title = problemTitle(query.error);
    if (!whole) return problem;
    return (
      <Page title={title} tabTitle={title} crumbs={[{ title }]}>
        {problem}
      </Page>
    );
  }
  return <Loading lines={lines ?? 6} />;
}
