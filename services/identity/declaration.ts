import { declareService } from "@waypost/kit/service/declare-service.ts";
import { identitySettings } from "./config.ts";

export const identityDeclaration = declareService({
  name: "identity",
  about: "workspaces, API keys",
  settings: identitySettings,
  authenticates: "waypost.identity.v1.IdentityService",
  writes: [{ name: "identity", carries: "changes of workspaces and keys" }],
  uses: ["outbox", "cursors", "audit"],
  processes: [
    // The one with the jobs makes the first key.
    {
      roles: ["http", "rpc", "consumers", "jobs"],
      volume: { name: "identity", holds: "the first API key" },
    },
    { roles: ["http", "rpc"] },
  ],
});
