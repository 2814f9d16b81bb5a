import type { Generated } from "kysely";
import type { Role } from "../http/types.ts";

/** The tables of identity, and those of the region that it reads. */
export interface IdentityTables {
  kernel_account: {
    id: Generated<string>;
    user_name: string;
    display_name: string;
    password_hash: string;
    roles: Role[];
    organisation: string | null;
    must_change_password: Generated<boolean>;
    disabled: Generated<boolean>;
    created_at: Generated<Date>;
  };
  kernel_session: {
    token_hash: string;
    account_id: string;
    created_at: Date;
    last_seen_at: Date;
    expires_at: Date;
  };
  kernel_api_key: {
    id: Generated<string>;
    key_hash: string;
    account_id: string;
    name: string;
    created_at: Date;
    expires_at: Date | null;
    last_used_at: Date | null;
    revoked_at: Date | null;
  };
  kernel_login_attempt: {
    id: Generated<bigint>;
    user_name: string;
    address: string;
    succeeded: boolean;
    attempted_at: Date;
  };
  kernel_organisation: { id: string; level: string; jurisdiction: string | null };
}
