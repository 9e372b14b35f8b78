import { JobDirectory } from "@waypost/kit/jobs/job-directory.ts";
import { JobStore } from "@waypost/kit/jobs/job-store.ts";
import { pino } from "pino";
import type { TestDatabase } from "./test-database.ts";

/** The jobs of a test database, for a context that asks for them; opens nothing before it is asked. */
export function testJobs(database: TestDatabase): JobDirectory {
  const postgres = { ownerUrl: database.ownerUrl, roleUrl: (service: string) => database.url(service) };
  return new JobDirectory(new JobStore({ postgres, runs: false, log: pino({ level: "error" }) }));
}
