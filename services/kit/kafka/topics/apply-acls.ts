import type { Admin } from "kafkajs";
import type { AclEntry } from "./acls.ts";

/** As the protocol numbers them. */
const operations = {
  READ: 3,
  WRITE: 4,
  CREATE: 5,
  ALTER: 7,
  DESCRIBE: 8,
  DESCRIBE_CONFIGS: 10,
  ALTER_CONFIGS: 11,
} as const;
const resources = { TOPIC: 2, GROUP: 3, CLUSTER: 4 } as const;
const patterns = { LITERAL: 3, PREFIXED: 4 } as const;
const allow = 3;

/**
 * Gives the permissions; those that are there already stay as they are, and none is taken. Needs a broker with an
 * authorizer and a user who may ALTER the cluster. Rejects with what the client says.
 */
export async function applyAcls(admin: Admin, entries: readonly AclEntry[]): Promise<void> {
  await admin.createAcls({
    acl: entries.map(({ user, operation, resource, name, pattern }) => ({
      principal: `User:${user}`,
      host: "*",
      operation: operations[operation],
      permissionType: allow,
      resourceType: resources[resource],
      resourceName: name,
      resourcePatternType: patterns[pattern],
    })),
  });
}
