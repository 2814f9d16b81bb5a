import type { ApiClient, RouteAt, RouteInputOf, RouteOutputOf } from "@midreach/kernel/http/client";
import { Problem } from "@midreach/kernel/problems";
import { keepPreviousData, QueryClient, type UseQueryResult, useQuery } from "@tanstack/react-query";

type RoutesOf<Client> = Client extends ApiClient<infer Routes> ? Routes : never;
type GetPaths<Client> = Extract<RoutesOf<Client>, { readonly method: "get" }>["path"];
type InputAt<Client, Path extends string> = Partial<RouteInputOf<RouteAt<RoutesOf<Client>, "get", Path>>>;
type OutputAt<Client, Path extends string> = RouteOutputOf<RouteAt<RoutesOf<Client>, "get", Path>>;

/** The key under which an answer is remembered; a prefix (`["/api/evaluations"]`) invalidates all of a path. */
export const apiKey = (path: string, input?: unknown): readonly unknown[] =>
  input === undefined ? [path] : [path, input];

/**
 * Fetches a public GET route and remembers the answer. While another page of the same list is fetched, the one before
 * stays on screen. Errors are Problems (what the server answered) or TypeErrors (the server could not be reached).
 */
export function useApi<Client extends { request: unknown }, Path extends GetPaths<Client>>(
  client: Client,
  path: Path,
  input?: InputAt<Client, Path>,
  options: { readonly enabled?: boolean; readonly keepPrevious?: boolean } = {},
): UseQueryResult<OutputAt<Client, Path>> {
  return useQuery({
    queryKey: apiKey(path, input ?? {}),
    queryFn: ({ signal }) =>
      (client as unknown as ApiClient<never>).request(
        "get" as never,
        path as never,
        { ...input, signal } as never,
      ) as Promise<OutputAt<Client, Path>>,
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  }) as UseQueryResult<OutputAt<Client, Path>>;
}

/** The memory of answers: fresh for a minute, and only what may mend itself is asked again. */
export function createQueryMemory(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => count < 2 && !(error instanceof Problem && error.status < 500),
      },
    },
  });
}
