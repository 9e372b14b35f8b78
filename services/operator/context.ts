import type { ServiceHost } from "@waypost/kit/host/service-host.ts";
import type { Jobs } from "@waypost/kit/jobs/job-directory.ts";
import type { OperatorConfig } from "./config.ts";

/** What the logic of operator has at hand. */
export interface OperatorContext {
  /** The scheduled jobs of all services. */
  readonly jobs: Jobs;
}

/** Nothing to start: what this service tells of belongs to others. */
export async function openContext(host: ServiceHost<OperatorConfig>): Promise<OperatorContext> {
  return { jobs: host.ops.jobs };
}
