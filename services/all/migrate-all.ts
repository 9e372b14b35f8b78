import { join } from "node:path";
import { migrate } from "@waypost/kit/db/migrate.ts";
import { deriveRolePassword } from "@waypost/kit/db/role-password.ts";
import type { AnyService } from "@waypost/kit/service/define-service.ts";
import type { PostgresAccess } from "@waypost/kit/service/postgres-access.ts";
import type { Logger } from "pino";

/** Brings the schemas of `wanted` to what the folder `db` of the repository `root` says. */
export async function migrateAll(
  root: string,
  wanted: readonly AnyService[],
  { ownerUrl }: PostgresAccess,
  log: Logger,
): Promise<void> {
  const ownerPassword = decodeURIComponent(new URL(ownerUrl).password);
  await migrate({
    ownerUrl,
    root: join(root, "db"),
    services: wanted,
    rolePassword: (role) => deriveRolePassword(ownerPassword, role),
    log,
  });
}
