import { createServer } from "node:http";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { refuseInUnitTest } from "./unit-test.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where a test asks for the PostgreSQL that this run shares; see createTestDatabase. */
    postgresOnDemand: string;
    /** Where a test asks for the broker that this run shares; see sharedKafka. */
    kafkaOnDemand: string;
  }
}

/** A real part that all tests of a run share. */
export type SharedPart = "postgresOnDemand" | "kafkaOnDemand";

/**
 * Listens for the first test that needs a part and starts it then, in vitest's `globalSetup`: a run without such a test
 * starts none, and one with many, over all workers, has one. Returns what ends it.
 */
export async function provideOnDemand(
  project: TestProject,
  part: SharedPart,
  start: () => Promise<{ readonly address: string; end(): Promise<void> }>,
): Promise<() => Promise<void>> {
  let started: ReturnType<typeof start> | undefined;
  const listening = createServer((_request, response) => {
    started ??= start();
    started.then(
      ({ address }) => response.end(address),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve, reject) => {
    listening.once("error", reject);
    listening.listen(0, "127.0.0.1", resolve);
  });
  // The runner ends when its tests do, also when nobody tears down.
  listening.unref();
  const address = listening.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  project.provide(part, `http://127.0.0.1:${port}`);
  return async () => {
    listening.close();
    listening.closeAllConnections();
    const running = await started?.catch(() => undefined);
    await running?.end();
  };
}

/**
 * The address of a part that this run shares; the first call starts it, which takes some seconds.
 *
 * @throws Error when it did not start, or the test's file is not named for real parts.
 */
export async function askForPart(part: SharedPart): Promise<string> {
  refuseInUnitTest();
  const answer = await fetch(inject(part), { signal: AbortSignal.timeout(150_000) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}
