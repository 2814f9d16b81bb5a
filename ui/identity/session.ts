import { createApiClient } from "@midreach/kernel/http/client";
import type { IdentityRoutes, Session } from "@midreach/kernel/identity";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { apiKey, useApi } from "../query/use-api.ts";
import { m } from "../texts/index.ts";

/** Calls the routes of sessions, accounts, API keys and audit. */
export const identityApi = createApiClient<IdentityRoutes>();

const path = "/api/session";

/** Who reads this page, what the header shows of them, and the way out. */
export function useSession() {
  const query = useApi(identityApi, path);
  const memory = useQueryClient();
  const navigate = useNavigate();
  const session: Session | undefined = query.data;
  return {
    session,
    account: session?.signedIn ? { name: session.name, links: accountLinks(session) } : null,
    /** Ends the session and forgets everything that was fetched with it. */
    signOut: async () => {
      await identityApi.request("delete", path);
      await memory.resetQueries();
      navigate("/");
    },
  };
}

/** Keeps the session that the server just answered with, and asks everything else anew. */
export function useSessionKeeper(): (session: Session) => void {
  const memory = useQueryClient();
  return (session) => {
    void memory.invalidateQueries({ predicate: (query) => query.queryKey[0] !== path });
    memory.setQueryData(apiKey(path, {}), session);
  };
}

function accountLinks(session: Session): { to: string; title: string }[] {
  const links = [{ to: "/account", title: m.my_account() }];
  if (session.roles.includes("administrator")) links.push({ to: "/accounts", title: m.users() });
  if (session.roles.includes("administrator") || session.roles.includes("auditor")) {
    links.push({ to: "/audit", title: m.audit_log() });
  }
  return links;
}
