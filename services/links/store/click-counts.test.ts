import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import {
  type AnalyticsService,
  type GetClickCountsResponse,
  GetClickCountsResponseSchema,
} from "@waypost/gen/proto/waypost/analytics/v1/analytics_pb.ts";
import type { Call } from "@waypost/kit/call.ts";
import { Fault } from "@waypost/kit/errors/fault.ts";
import type { Peer } from "@waypost/kit/rpc/peer.ts";
import type { PeerCall } from "@waypost/kit/rpc/peer-call.ts";
import { pino } from "pino";
import { afterEach, expect, test, vi } from "vitest";
import { clickReader } from "./click-counts.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** Analytics that answers when the test says so; each link has as many clicks as its id has characters. */
function opened() {
  const calls: {
    readonly call: PeerCall;
    readonly linkIds: readonly string[];
    readonly answer: PromiseWithResolvers<GetClickCountsResponse>;
  }[] = [];
  const analytics = {
    getClickCounts(call: PeerCall, { linkIds = [] }: { readonly linkIds?: readonly string[] }) {
      const answer = Promise.withResolvers<GetClickCountsResponse>();
      calls.push({ call, linkIds, answer });
      return answer.promise;
    },
  };
  const callAt = (at: number) => {
    const found = calls[at];
    if (found === undefined) throw new Error(`There is no call ${at}.`);
    return found;
  };
  const answer = (at: number) => {
    const { linkIds, answer } = callAt(at);
    const links = linkIds.map((linkId) => ({ linkId, counts: { total: BigInt(linkId.length) } }));
    answer.resolve(create(GetClickCountsResponseSchema, { links, asOf: timestampFromMs(1_000) }));
  };
  return {
    // What isn't asked needs no answer.
    read: clickReader(analytics as unknown as Peer<typeof AnalyticsService>),
    asked: () => calls.map(({ linkIds }) => linkIds.join(" ")),
    callAt,
    answer,
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const log = pino({ level: "silent" });

function caller(options: Partial<Call> = {}): Call {
  return {
    requestId: "r1",
    traceId: "0".repeat(32),
    actor: { kind: "key", keyId: "k1", scopes: [] },
    workspaceId: "w1",
    deadline: Date.now() + 10_000,
    signal: new AbortController().signal,
    log,
    ...options,
  };
}

test("links of concurrent calls for one key are asked in one call, each answered for itself", async () => {
  const { read, asked, answer, callAt } = opened();
  const answers = Promise.all([
    read(caller(), "one"),
    read(caller({ requestId: "r2" }), "three"),
    read(caller(), "one"),
  ]);
  await turn();
  expect(asked()).toEqual(["one three"]);
  expect(callAt(0).call).toMatchObject({ requestId: "r1", workspaceId: "w1", actor: { keyId: "k1" } });
  answer(0);
  expect((await answers).map(({ status, total }) => [status, total])).toEqual([
    ["ok", 3],
    ["ok", 5],
    ["ok", 3],
  ]);
});

test("another key, another workspace and no key ask for themselves", async () => {
  const { read, asked, callAt } = opened();
  const others: Partial<Call>[] = [
    {},
    { actor: { kind: "key", keyId: "k2", scopes: [] } },
    { workspaceId: "w2" },
    { actor: { kind: "anonymous" } },
  ];
  for (const [at, other] of others.entries()) read(caller(other), `link${at}`).catch(() => undefined);
  await turn();
  expect(asked()).toEqual(["link0", "link1", "link2", "link3"]);
  for (const [at, other] of others.entries()) expect(callAt(at).call).toMatchObject(other);
});

test("no call asks about more than 200 links, and no more than two are under way", async () => {
  const { read, asked, answer, callAt } = opened();
  const answers = Promise.all(Array.from({ length: 401 }, (_, at) => read(caller(), `link${at}`)));
  await turn();
  await turn();
  await turn();
  expect([0, 1].map((at) => callAt(at).linkIds.length)).toEqual([200, 200]);
  expect(asked()).toHaveLength(2);
  answer(0);
  await vi.waitFor(() => expect(asked()).toHaveLength(3));
  expect(asked()[2]).toBe("link400");
  answer(1);
  answer(2);
  expect(new Set((await answers).map(({ status }) => status))).toEqual(new Set(["ok"]));
});

test("who goes away is told so at once; the others are answered; when all are gone the call ends", async () => {
  const { read, answer, callAt } = opened();
  const [first, second] = [new AbortController(), new AbortController()];
  const gone = new Fault("cancelled", "cancelled");
  const left = read(caller({ signal: first.signal }), "one").catch((error: unknown) => error);
  const stayed = read(caller({ signal: second.signal }), "three");
  await turn();
  first.abort(gone);
  expect(await left).toBe(gone);
  expect(callAt(0).call.signal.aborted).toBe(false);
  answer(0);
  expect(await stayed).toMatchObject({ status: "ok", total: 5 });

  const alone = new AbortController();
  const last = read(caller({ signal: alone.signal }), "one").catch((error: unknown) => error);
  await turn();
  alone.abort(gone);
  expect(await last).toBe(gone);
  expect(callAt(1).call.signal.aborted).toBe(true);
  await expect(read(caller({ signal: alone.signal }), "one")).rejects.toBe(gone);
});

test("each waits 250 ms and no longer than its own deadline; the call has the time of the most patient", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const { read, callAt } = opened();
  const now = Date.now();
  const hurried = read(caller({ deadline: now + 50 }), "one");
  await turn();
  expect(callAt(0).call.deadline).toBe(now + 50);
  vi.advanceTimersByTime(100);
  const patient = [
    read(caller({ deadline: now + 300 }), "three"),
    read(caller({ deadline: now + 110 }), "one"),
  ];
  await turn();
  expect(callAt(1).call.deadline).toBe(now + 300);
  vi.advanceTimersByTime(150);
  expect(await hurried).toMatchObject({ status: "unavailable", total: null });
  expect(callAt(0).call.signal.aborted).toBe(true);
  expect(callAt(1).call.signal.aborted).toBe(false);
  vi.advanceTimersByTime(100);
  expect(await Promise.all(patient)).toMatchObject([{ status: "unavailable" }, { status: "unavailable" }]);
  expect(callAt(1).call.signal.aborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

test("when analytics refuses, all go without counts, and nothing is waited for any more", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { read, callAt } = opened();
  const answers = Promise.all([read(caller(), "one"), read(caller(), "three")]);
  await turn();
  callAt(0).answer.reject(new Fault("unavailable", "unavailable"));
  expect(await answers).toMatchObject([{ status: "unavailable" }, { status: "unavailable" }]);
  expect(vi.getTimerCount()).toBe(0);
});
