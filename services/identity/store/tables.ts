import type { ColumnType } from "kysely";

type Defaulted = ColumnType<Date, Date | undefined, Date>;

export interface IdentityTables {
  workspaces: { id: string; name: string; created_at: Defaulted };
  api_keys: {
    id: string;
    workspace_id: string;
    name: string;
    hint: string;
    key_hash: Buffer;
    scopes: string[];
    created_at: Defaulted;
    expires_at: Date | null;
    last_used_at: Date | null;
    revoked_at: Date | null;
  };
}
