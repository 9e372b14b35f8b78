import { processSettings } from "@waypost/kit/service/process-settings.ts";
import { integer } from "@waypost/kit/settings/setting.ts";

/** The settings of the whole product in one process; those of its services come on top. */
export const allSettings = {
  ...processSettings,
  workers: integer("WAYPOST_WORKERS", {
    doc: "Processes that answer HTTP. With more than 1 the first process keeps PostgreSQL, the counting and the jobs.",
    default: 1,
    min: 1,
    max: 64,
  }),
} as const;
