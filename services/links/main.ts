// Runs links alone; see the README beside this file for the settings.
import { join } from "node:path";
import { IdentityService } from "@waypost/gen/proto/waypost/identity/v1/identity_pb.ts";
import { runService } from "@waypost/kit/service/run-service.ts";
import { links } from "./service.ts";

await runService(links, {
  migrations: join(import.meta.dirname, "../../db"),
  env: process.env,
  keyService: IdentityService,
});
