// Runs operator alone; see the README beside this file for the settings.
import { join } from "node:path";
import { product } from "@waypost/gen/product.ts";
import { runService } from "@waypost/kit/service/run-service.ts";
import { operator } from "./service.ts";

await runService(operator, {
  migrations: join(import.meta.dirname, "../../db"),
  env: process.env,
  product,
});
