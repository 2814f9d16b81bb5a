import { z } from "zod";
import type { Services } from "../http/module.ts";
import { defineRoute } from "../http/route.ts";
import type { Actor } from "../http/types.ts";
import { type Account, changeAccount, createAccount, listAccounts, resetPassword } from "./accounts.ts";
import { type ApiKey, createApiKey, findApiKey, listApiKeys, revokeApiKey } from "./api-keys.ts";
import {
  accountChangeSchema,
  accountSchema,
  apiKeySchema,
  createdAccountSchema,
  createdApiKeySchema,
  idSchema,
  newAccountSchema,
  newApiKeySchema,
  oneTimePasswordSchema,
} from "./schemas.ts";

function accountView(account: Account) {
  return { ...account, roles: [...account.roles], createdAt: account.createdAt.toISOString() };
}

function apiKeyView(key: ApiKey) {
  return {
    id: key.id,
    accountId: key.accountId,
    name: key.name,
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  };
}

/** Accounts, for administrators. */
export function accountRoutes({ database, clock }: Services) {
  const tag = "Accounts";
  const account = ({ params }: { params: { id: string } }) => ({ type: "Account", id: params.id });
  return [
    defineRoute({
      id: "accounts.listAccounts",
      method: "get",
      path: "/api/accounts",
      summary: "All accounts",
      tag,
      action: "account:read",
      response: z.object({ accounts: z.array(accountSchema) }),
      handler: async () => ({ accounts: (await listAccounts(database)).map(accountView) }),
    }),
    defineRoute({
      id: "accounts.createAccount",
      method: "post",
      path: "/api/accounts",
      summary: "Create an account with a one-time password",
      tag,
      action: "account:create",
      body: newAccountSchema,
      response: createdAccountSchema,
      status: 201,
      handler: async ({ actor, body }) => {
        const { account: created, oneTimePassword } = await createAccount(database, actor, body, clock);
        return { account: accountView(created), oneTimePassword };
      },
    }),
    defineRoute({
      id: "accounts.changeAccount",
      method: "patch",
      path: "/api/accounts/{id}",
      summary: "Change name, roles, organisation or state of an account",
      tag,
      action: "account:change",
      params: idSchema,
      body: accountChangeSchema,
      response: accountSchema,
      resource: account,
      handler: async ({ actor, params, body }) =>
        accountView(await changeAccount(database, actor, params.id, body, clock)),
    }),
    defineRoute({
      id: "accounts.resetPassword",
      method: "post",
      path: "/api/accounts/{id}/password",
      summary: "Set a new one-time password and end the account's sessions",
      tag,
      action: "account:change",
      params: idSchema,
      response: oneTimePasswordSchema,
      resource: account,
      handler: ({ actor, params }) => resetPassword(database, actor, params, clock),
    }),
  ];
}

/** API keys: everybody's own; administrators see and revoke all. */
export function apiKeyRoutes({ database, clock, authoriser }: Services) {
  const tag = "API keys";
  const own = ({ actor }: { actor: Actor }) => ({
    type: "ApiKey",
    id: "*",
    attributes: { owner: actor.accountId ?? "nobody" },
  });
  return [
    defineRoute({
      id: "apiKeys.listApiKeys",
      method: "get",
      path: "/api/api-keys",
      summary: "The own API keys; all of them for an administrator",
      tag,
      action: "api-key:read",
      response: z.object({ apiKeys: z.array(apiKeySchema) }),
      resource: own,
      handler: async ({ actor }) => {
        const seesAll = authoriser.isAllowed(actor, "api-key:read", { type: "ApiKey", id: "*" });
        const keys = await listApiKeys(database, seesAll ? undefined : (actor.accountId ?? undefined));
        return { apiKeys: keys.map(apiKeyView) };
      },
    }),
    defineRoute({
      id: "apiKeys.createApiKey",
      method: "post",
      path: "/api/api-keys",
      summary: "Make an API key that acts with the roles of the own account",
      tag,
      action: "api-key:create",
      body: newApiKeySchema,
      response: createdApiKeySchema,
      status: 201,
      resource: own,
      handler: async ({ actor, body }) => {
        const made = await createApiKey(database, actor, body, clock);
        return { ...apiKeyView(made), key: made.key };
      },
    }),
    defineRoute({
      id: "apiKeys.revokeApiKey",
      method: "delete",
      path: "/api/api-keys/{id}",
      summary: "Revoke an API key for good",
      tag,
      action: "api-key:revoke",
      params: idSchema,
      response: z.void(),
      status: 204,
      // A key that does not exist is nobody's: only who may revoke all hears that it is not there.
      resource: async ({ params }) => {
        const key = await findApiKey(database, params.id);
        return { type: "ApiKey", id: params.id, attributes: { owner: key?.accountId ?? "nobody" } };
      },
      handler: async ({ actor, params }) => revokeApiKey(database, actor, params.id, clock),
    }),
  ];
}
