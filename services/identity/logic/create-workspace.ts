import type { CreateWorkspace, CreateWorkspaceResult } from "@waypost/gen/rest/identity/operations.ts";
import { everyScope } from "@waypost/gen/rest/scopes.ts";
import { withTransaction } from "@waypost/kit/outbox/with-transaction.ts";
import { v7 as uuidv7 } from "uuid";
import type { IdentityContext } from "../context.ts";
import { newKey } from "../domain/new-key.ts";
import { scopesOfWorkspace } from "../domain/scopes.ts";
import { showNewKey } from "../domain/show-key.ts";
import { insertKey } from "../store/api-keys.ts";
import { keyCreated, workspaceCreated } from "../store/identity-events.ts";
import { insertWorkspace } from "../store/workspaces.ts";

export const createWorkspace: CreateWorkspace<IdentityContext> = async (
  ctx,
  call,
  input,
): Promise<CreateWorkspaceResult> => {
  const now = ctx.now();
  const workspace = { id: uuidv7(), name: input.body.name, createdAt: new Date(now) };
  const key = newKey(
    { workspaceId: workspace.id, name: "First key", scopes: scopesOfWorkspace(everyScope), expiresAt: null },
    now,
  );
  await withTransaction(ctx, call, async (tx, emit) => {
    await insertWorkspace(tx, workspace);
    await insertKey(tx, key);
    emit(workspaceCreated(workspace));
    emit(keyCreated(key));
  });
  call.log.info({ workspaceId: workspace.id, keyId: key.id }, "A workspace was made");
  return {
    status: 201,
    headers: { location: "/api/v1/workspaces/current" },
    body: {
      workspace: { id: workspace.id, name: workspace.name, createdAt: workspace.createdAt.toISOString() },
      key: showNewKey(key),
    },
  };
};
