import type { IdentityTables } from "@waypost/gen/db/identity.ts";
import type { Db, Tx } from "@waypost/kit/db/database.ts";

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
}

type Any = Db<IdentityTables> | Tx<IdentityTables>;
const columns = ["id", "name", "created_at as createdAt"] as const;

export async function insertWorkspace(db: Any, workspace: Workspace): Promise<void> {
  await db
    .insertInto("workspaces")
    .values({ id: workspace.id, name: workspace.name, created_at: workspace.createdAt })
    .execute();
}

export async function findWorkspace(db: Any, id: string): Promise<Workspace | undefined> {
  return await db.selectFrom("workspaces").select(columns).where("id", "=", id).executeTakeFirst();
}

/** The one that came first: ids are in order of making. */
export async function firstWorkspace(db: Any): Promise<Workspace | undefined> {
  return await db.selectFrom("workspaces").select(columns).orderBy("id").limit(1).executeTakeFirst();
}
