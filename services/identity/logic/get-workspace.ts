import type { GetWorkspace, GetWorkspaceResult } from "@waypost/gen/rest/identity/operations.ts";
import { fault } from "@waypost/gen/rest/problems.ts";
import type { IdentityContext } from "../context.ts";
import { findWorkspace } from "../store/workspaces.ts";

export const getWorkspace: GetWorkspace<IdentityContext> = async (ctx, call): Promise<GetWorkspaceResult> => {
  const workspace = await findWorkspace(ctx.database.within(call), call.workspaceId);
  if (workspace === undefined) return fault("workspace-not-found");
  return {
    status: 200,
    body: { id: workspace.id, name: workspace.name, createdAt: workspace.createdAt.toISOString() },
  };
};
