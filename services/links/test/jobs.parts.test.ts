import type { Job } from "@waypost/kit/jobs/job.ts";
import { pino } from "pino";
import { expect, test } from "vitest";
import { listExpiredJob } from "../jobs/list-expired.ts";
import { startLinks } from "./links-fixture.ts";

const log = pino({ level: "silent" });
const run = (job: Job) =>
  job.run({ signal: AbortSignal.timeout(10_000), deadline: Date.now() + 10_000, log });

test("expired links change their list state with their terms, others stay", async () => {
  let now = Date.now();
  const { api, context, pool } = await startLinks({ now: () => now });
  const expiresAt = new Date(now + 1_000).toISOString();
  for (const alias of ["one", "two"])
    await api("POST", "/links", { url: "https://example.com/", alias, expiresAt, tags: ["t"] });
  await api("POST", "/links", { url: "https://example.com/", alias: "stays" });
  expect(await run(listExpiredJob(context))).toEqual({ moved: 0 });
  now += 1_000;
  expect(await run(listExpiredJob(context))).toEqual({ moved: 2 });
  const states = await pool.db
    .selectFrom("links")
    .select(["code", "shelf", "version"])
    .orderBy("code")
    .execute();
  expect(states.map(({ code, shelf, version }) => [code, shelf, version])).toEqual([
    ["one", "expired", 1],
    ["stays", "live", 1],
    ["two", "expired", 1],
  ]);
  const found = await api("GET", "/links?state=expired&tag=t&search=one");
  expect(found.body.items).toHaveLength(1);
});
