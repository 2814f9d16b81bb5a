import { parse, serialize } from "hono/utils/cookie";
import { z } from "zod";
import type { Database } from "../database/types.ts";
import type { Services } from "../http/module.ts";
import { defineRoute } from "../http/route.ts";
import type { Actor, RequestFacts } from "../http/types.ts";
import { findAccount } from "./accounts.ts";
import { findActor } from "./actors.ts";
import { credentialsSchema, passwordChangeSchema, type Session, sessionSchema } from "./schemas.ts";
import { changePassword, sessionCookie, sessionLimits, signIn, signOut } from "./sessions.ts";

function presentedToken(request: RequestFacts): string | undefined {
  return parse(request.headers.get("cookie") ?? "", sessionCookie)[sessionCookie];
}

/** The cookie that carries a token; without token the one that makes the browser forget. */
function cookieHeader(token: string | undefined, secure: boolean): string {
  return serialize(sessionCookie, token ?? "", {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure,
    maxAge: token === undefined ? 0 : sessionLimits.totalMinutes * 60,
  });
}

async function describeSession(database: Database, actor: Actor): Promise<Session> {
  const account = actor.accountId === null ? undefined : await findAccount(database, actor.accountId);
  return {
    signedIn: actor.kind !== "public",
    kind: actor.kind,
    name: actor.name,
    userName: account?.userName ?? null,
    roles: [...actor.roles],
    organisation: actor.organisation,
    jurisdiction: [...actor.jurisdiction],
    mustChangePassword: account?.mustChangePassword ?? false,
  };
}

/** Answers with the session that a fresh token opens, and gives the browser its cookie. */
async function answerWithToken({ database, clock }: Services, token: string, secure: boolean): Promise<Response> {
  const actor = await findActor(database, { headers: new Headers({ cookie: `${sessionCookie}=${token}` }) }, clock);
  return Response.json(await describeSession(database, actor), {
    headers: { "set-cookie": cookieHeader(token, secure) },
  });
}

/** Sign in, sign out, who am I, change of the own password. */
export function sessionRoutes(services: Services) {
  const { database, clock } = services;
  const tag = "Session";
  return [
    defineRoute({
      id: "session.openSession",
      method: "post",
      path: "/api/session",
      summary: "Sign in; the answer sets the session cookie",
      tag,
      action: "session:open",
      body: credentialsSchema,
      response: sessionSchema,
      handler: async ({ body, request }) => {
        const credentials = { ...body, address: request.address, previousToken: presentedToken(request) };
        const { token } = await signIn(database, credentials, clock.now());
        return answerWithToken(services, token, request.secure);
      },
    }),
    defineRoute({
      id: "session.getSession",
      method: "get",
      path: "/api/session",
      summary: "Who is asking",
      tag,
      action: "session:read",
      response: sessionSchema,
      handler: ({ actor }) => describeSession(database, actor),
    }),
    defineRoute({
      id: "session.closeSession",
      method: "delete",
      path: "/api/session",
      summary: "Sign out",
      tag,
      action: "session:close",
      response: z.void(),
      status: 204,
      handler: async ({ actor, request }) => {
        const token = presentedToken(request);
        if (token) await signOut(database, token, actor, clock.now());
        return new Response(null, { status: 204, headers: { "set-cookie": cookieHeader(undefined, request.secure) } });
      },
    }),
    defineRoute({
      id: "session.changePassword",
      method: "post",
      path: "/api/password",
      summary: "Change the own password; all other sessions of the account end",
      tag,
      action: "account:change-password",
      body: passwordChangeSchema,
      response: sessionSchema,
      handler: async ({ actor, body, request }) => {
        const change = { ...body, actor, address: request.address };
        const { token } = await changePassword(database, change, clock.now());
        return answerWithToken(services, token, request.secure);
      },
    }),
  ];
}
