export {
  type Account,
  type AccountChange,
  changeAccount,
  createAccount,
  ensureAdministrator,
  findAccount,
  listAccounts,
  resetPassword,
} from "./accounts.ts";
export { findActor, localActor, systemActor } from "./actors.ts";
export { type ApiKey, createApiKey, findApiKey, listApiKeys, revokeApiKey } from "./api-keys.ts";
export { listJurisdiction } from "./jurisdiction.ts";
export { type IdentityRoutes, identityModule } from "./module.ts";
export type { Session } from "./schemas.ts";
export { changePassword, sessionCookie, sessionLimits, signIn, signOut } from "./sessions.ts";
export { addressGroup, loginLimits } from "./throttle.ts";
