import type { Call } from "@waypost/kit/call.ts";
import { pino } from "pino";

/**
 * A call of a service for a workspace, for tests of logic without a transport.
 *
 * @public Imported by what the generator scaffolds.
 */
export function fixtureCall(facts: Partial<Call> = {}): Call {
  return {
    requestId: "01900000-0000-7000-8000-000000000000",
    traceId: "01900000000070008000000000000000",
    actor: { kind: "service", name: "test", onBehalfOf: null },
    workspaceId: "",
    deadline: Date.now() + 10_000,
    signal: new AbortController().signal,
    log: pino({ level: "silent" }),
    ...facts,
  };
}
