import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemView } from "../problem/problem-view.tsx";
import { Loading } from "./page.tsx";

interface QueriedProps<Answer> {
  readonly query: UseQueryResult<Answer>;
  readonly lines?: number;
  readonly children: (answer: Answer) => ReactNode;
}

/** Shows what was fetched; until then grey lines, and what went wrong if it could not be fetched. */
export function Queried<Answer>({ query, lines, children }: QueriedProps<Answer>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <ProblemView error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading lines={lines ?? 6} />;
}
