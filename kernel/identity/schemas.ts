import { z } from "zod";
import { sayInSchema, text } from "../contracts/index.ts";
import { roles } from "../http/types.ts";

const instant = z.iso.datetime();
const userName = z
  .string()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u,
    sayInSchema(text("2到64个文字、数字或. _ @ -", "2 to 64 letters, digits, . _ @ -")),
  )
  .describe("Compared without case");
const displayName = z.string().trim().min(1).max(100);
const organisation = z.string().max(100).nullable();

/** Who is asking, as pages need it. */
export const sessionSchema = z.object({
  signedIn: z.boolean(),
  kind: z.enum(["public", "account", "api-key", "local"]),
  name: z.string(),
  userName: z.string().nullable(),
  roles: z.array(z.enum(roles)),
  organisation: z.string().nullable(),
  jurisdiction: z.array(z.string()).describe("Place codes; `*` stands for all"),
  mustChangePassword: z.boolean().describe("No role holds until the one-time password is changed"),
});
export type Session = z.infer<typeof sessionSchema>;

export const credentialsSchema = z.object({ userName: z.string().max(200), password: z.string().max(1000) });

export const passwordChangeSchema = z.object({
  currentPassword: z.string().max(1000),
  newPassword: z.string().max(1000).describe("At least 10 characters"),
});

export const accountSchema = z.object({
  id: z.uuid(),
  userName: z.string(),
  displayName: z.string(),
  roles: z.array(z.enum(roles)),
  organisation: z.string().nullable(),
  mustChangePassword: z.boolean(),
  disabled: z.boolean(),
  createdAt: instant,
});

export const newAccountSchema = z.object({
  userName,
  displayName,
  roles: z.array(z.enum(roles)),
  organisation: organisation.default(null),
});

export const accountChangeSchema = z.object({
  displayName: displayName.optional(),
  roles: z.array(z.enum(roles)).optional(),
  organisation: organisation.optional(),
  disabled: z.boolean().optional(),
});

const oneTimePassword = z.string().describe("Shown this once; to be changed at the first sign-in");

export const createdAccountSchema = z.object({ account: accountSchema, oneTimePassword });

export const oneTimePasswordSchema = z.object({ userName: z.string(), oneTimePassword });

export const apiKeySchema = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  name: z.string(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});

export const newApiKeySchema = z.object({
  name: displayName,
  expiresInDays: z.int().min(1).max(730).default(365),
});

export const createdApiKeySchema = apiKeySchema.extend({ key: z.string().describe("Shown this once") });

export const idSchema = z.object({ id: z.uuid() });

export const auditQuerySchema = z.object({
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .describe("Only entries older than this sequence number"),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  actor: z.string().optional(),
  action: z.string().optional(),
  resourceType: z.string().optional(),
  resourceId: z.string().optional(),
});

export const auditPageSchema = z.object({
  entries: z.array(
    z.object({
      sequence: z.string(),
      at: instant,
      actor: z.string(),
      actorName: z.string().nullable().describe("Display name of the account, when there is one"),
      action: z.string(),
      resourceType: z.string(),
      resourceId: z.string(),
      detail: z.record(z.string(), z.unknown()),
      hash: z.string(),
    }),
  ),
  next: z.string().nullable().describe("Value of `before` for the next page"),
});

export const auditVerdictSchema = z.object({
  ok: z.boolean(),
  checked: z.int(),
  brokenAt: z.string().optional(),
  reason: z.string().optional(),
  head: z.object({ sequence: z.string(), hash: z.string() }),
});
