import { pino } from "pino";
import { JobDirectory } from "../jobs/job-directory.ts";
import { JobStore } from "../jobs/job-store.ts";
import type { TestDatabase } from "./test-database.ts";

/** The jobs of a test database, for a context that asks for them; opens nothing before it is asked. */
export function testJobs(database: TestDatabase): JobDirectory {
  const postgres = { ownerUrl: database.ownerUrl, roleUrl: (service: string) => database.url(service) };
  return new JobDirectory(new JobStore({ postgres, runs: false, log: pino({ level: "error" }) }));
}
