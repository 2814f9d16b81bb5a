import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { createApiClient } from "./client/index.ts";
import { defineRoute, type RouteInputOf, type RouteOutputOf } from "./route.ts";
import type { RouteDefinition } from "./types.ts";

const bookRoutes = () => [
  defineRoute({
    id: "books.getBook",
    method: "get",
    path: "/api/books/{id}",
    summary: "One book",
    tag: "Books",
    action: "books:read",
    params: z.object({ id: z.string() }),
    query: z.object({ page: z.coerce.number().default(1) }),
    response: z.object({
      title: z.string(),
      amountFen: z.codec(z.string(), z.bigint(), { decode: BigInt, encode: String }),
    }),
    resource: ({ params }) => ({ type: "Book", id: params.id }),
    handler: async ({ params, query, body }) => {
      expectTypeOf(params).toEqualTypeOf<{ id: string }>();
      expectTypeOf(query).toEqualTypeOf<{ page: number }>();
      expectTypeOf(body).toEqualTypeOf<undefined>();
      return { title: params.id, amountFen: "1" };
    },
  }),
  defineRoute({
    id: "books.addBook",
    method: "post",
    path: "/api/books",
    summary: "Add",
    tag: "Books",
    action: "books:write",
    body: z.object({ title: z.string() }),
    response: z.object({ id: z.string() }),
    status: 201,
    handler: async ({ body }) => {
      expectTypeOf(body).toEqualTypeOf<{ title: string }>();
      return { id: body.title };
    },
  }),
];

test("a definition carries its types to the handler, the list of routes and the client", () => {
  const routes: readonly RouteDefinition[] = bookRoutes();
  type Routes = ReturnType<typeof bookRoutes>[number];
  const client = createApiClient<Routes>();
  const get = () => client.request("get", "/api/books/{id}", { params: { id: "a" } });
  expectTypeOf(get).returns.resolves.toEqualTypeOf<{ title: string; amountFen: string }>();
  const add = () => client.request("post", "/api/books", { body: { title: "a" } });
  expectTypeOf(add).returns.resolves.toEqualTypeOf<{ id: string }>();
  // @ts-expect-error there is no such route
  const wrong = () => client.request("post", "/api/books/{id}");
  type Get = Extract<Routes, { method: "get" }>;
  expectTypeOf<RouteOutputOf<Get>>().toEqualTypeOf<{ title: string; amountFen: string }>();
  expectTypeOf<RouteInputOf<Get>["params"]>().toEqualTypeOf<{ id: string }>();
  void [routes, wrong];
});
