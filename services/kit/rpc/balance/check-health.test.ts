import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { servingStatus } from "../health-descriptor.ts";
import { checkHealth } from "./check-health.ts";

/** A transport whose only answer is given. */
function answering(answer: () => Promise<unknown>): Transport {
  const none: Transport["stream"] = () => Promise.reject(new Error("not asked for"));
  // Only the message of an answer is looked at.
  return { unary: answer as Transport["unary"], stream: none };
}

const failing = (code: Code) => answering(() => Promise.reject(new ConnectError("no", code)));
const telling = (status: number) => answering(async () => ({ message: { status } }));

test.each([
  ["that serves", telling(servingStatus.serving), "up"],
  ["that says it doesn't serve", telling(servingStatus.serving + 1), "down"],
  ["without that contract", failing(Code.Unimplemented), "up"],
  ["that nobody answers for", failing(Code.Unavailable), "down"],
  ["whose connection takes no more calls", failing(Code.ResourceExhausted), "silent"],
  ["that never answers", answering(() => new Promise(() => undefined)), "silent"],
])("a server %s is known by it", async (_, transport, finding) => {
  expect(await checkHealth(transport, 50)).toBe(finding);
});
