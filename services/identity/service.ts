import { IdentityService } from "@waypost/gen/proto/waypost/identity/v1/identity_pb.ts";
import type { IdentityOperations } from "@waypost/gen/rest/identity/operations.ts";
import { identityTable } from "@waypost/gen/rest/identity/routes.ts";
import type { IdentityRpc } from "@waypost/gen/rpc/identity/operations.ts";
import { defineService } from "@waypost/kit/service/define-service.ts";
import { type IdentityContext, openContext } from "./context.ts";
import { identityDeclaration } from "./declaration.ts";
import { createKey } from "./logic/create-key.ts";
import { createWorkspace } from "./logic/create-workspace.ts";
import { getKey } from "./logic/get-key.ts";
import { getWorkspace } from "./logic/get-workspace.ts";
import { listKeys } from "./logic/list-keys.ts";
import { revokeKey } from "./logic/revoke-key.ts";
import { verifyKey } from "./logic/verify-key.ts";
import { watchKeyChanges } from "./logic/watch-key-changes.ts";

const operations: IdentityOperations<IdentityContext> = {
  createKey,
  createWorkspace,
  getKey,
  getWorkspace,
  listKeys,
  revokeKey,
};

const methods: IdentityRpc<IdentityContext> = { verifyKey, watchKeyChanges };

/** Who may call: workspaces and their API keys. */
export const identity = defineService({
  ...identityDeclaration,
  open: openContext,
  rest: { table: identityTable, operations },
  publishes: ({ outbox }) => ({ outbox }),
  rpc: [{ service: IdentityService, methods }],
});
