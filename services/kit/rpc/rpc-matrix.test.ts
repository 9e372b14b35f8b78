import { createClient } from "@connectrpc/connect";
import {
  openRpcFixture,
  type RpcFixture,
  testCall,
  testPeer,
  testSecret,
  transportNames,
} from "@waypost/testing/rpc-fixture.ts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Health } from "../../../gen/proto/grpc/health/v1/health_pb.ts";
import { AnalyticsService } from "../../../gen/proto/waypost/analytics/v1/analytics_pb.ts";
import { IdentityService } from "../../../gen/proto/waypost/identity/v1/identity_pb.ts";
import type { AnalyticsRpc } from "../../../gen/rpc/analytics/operations.ts";
import type { IdentityRpc } from "../../../gen/rpc/identity/operations.ts";
import type { Call } from "../call.ts";
import { Fault } from "../errors/fault.ts";
import { makePeer } from "./peer.ts";
import { maxMessageBytes } from "./rpc-limits.ts";
import { createServiceTokens } from "./service-tokens.ts";

interface Seen {
  readonly calls: Call[];
}

/** What the logic does is told by the first byte of the hash. */
const identity: IdentityRpc<Seen> = {
  async verifyKey(seen, call, { keyHash }) {
    seen.calls.push(call);
    if (keyHash[0] === 1) {
      return new Fault("rule_violation", "key-on-leave", {
        detail: "The key rests on Sundays.",
        fields: [{ pointer: "/body/keyHash", detail: "rests" }],
        retryAfterSeconds: 30,
        cause: new Error("private"),
      });
    }
    if (keyHash[0] === 2) throw new TypeError("the secret of the machine room");
    if (keyHash[0] === 3) await new Promise((resolve) => call.signal.addEventListener("abort", resolve));
    return { keyId: "k", workspaceId: call.workspaceId, scopes: ["links:read"], expiresAt: undefined };
  },
  async *watchKeyChanges(seen, call) {
    seen.calls.push(call);
    yield { keyHash: new Uint8Array() };
    yield { keyHash: new Uint8Array([1]) };
    if (call.workspaceId === "stream-fails") throw new Fault("unavailable", "channel-lost");
    if (call.workspaceId === "stream-hangs") await new Promise(() => {});
  },
};

const analytics: Pick<AnalyticsRpc<Seen>, "getClickCount" | "getClickCounts" | "getStats"> = {
  getClickCount: async () => ({ counts: undefined, asOf: undefined }),
  getClickCounts: async () => ({ links: [], asOf: undefined }),
  getStats: async () => new Fault("not_implemented", "not-implemented"),
};

const seen: Seen = { calls: [] };
/** The call as the logic saw it; others may arrive late. */
const arrived = ({ requestId }: Pick<Call, "requestId">) =>
  seen.calls.find((call) => call.requestId === requestId);
let fixture: RpcFixture;

beforeAll(async () => {
  fixture = await openRpcFixture([
    { name: "identity", service: IdentityService, methods: identity, context: seen },
    {
      name: "analytics",
      service: AnalyticsService,
      methods: analytics,
      context: seen,
      callers: { getClickCount: ["reports"] },
    },
  ]);
});

afterAll(() => fixture.close());

const hash = (first: number) => ({ keyHash: new Uint8Array(32).fill(first, 0, 1) });

async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Fault);
  return thrown as Fault;
}

describe.each(transportNames)("%s", (name) => {
  const peer = () => makePeer(IdentityService, testPeer(fixture.transports[name], "identity"));

  test("answers, and tells the logic who calls for whom, under which ids and until when", async () => {
    const call = testCall();
    expect(await peer().verifyKey(call, hash(9))).toMatchObject({ keyId: "k", workspaceId: "workspace-1" });
    expect(arrived(call)).toMatchObject({
      requestId: call.requestId,
      traceId: call.traceId,
      workspaceId: "workspace-1",
      actor: { kind: "service", name: "links", onBehalfOf: "key-1" },
    });
    // The time that is left travels, not the hour; the way itself takes some.
    expect(arrived(call)?.deadline).toBeLessThanOrEqual(Date.now() + 1_975);
  });

  test("streams to the end", async () => {
    const lengths: number[] = [];
    for await (const { keyHash } of peer().watchKeyChanges(testCall(), {})) lengths.push(keyHash.length);
    expect(lengths).toEqual([0, 1]);
    expect(seen.calls.at(-1)?.deadline).toBe(Number.POSITIVE_INFINITY);
  });

  test("hands over a fault whole, but for its cause", async () => {
    const fault = await faultOf(peer().verifyKey(testCall(), hash(1)));
    expect(fault).toMatchObject({
      code: "rule_violation",
      slug: "key-on-leave",
      detail: "The key rests on Sundays.",
      fields: [{ pointer: "/body/keyHash", detail: "rests" }],
      retryAfterSeconds: 30,
    });
    expect(JSON.stringify(fault.cause)).not.toContain("private");
  });

  test("hides what is not a fault, and logs it under the request id", async () => {
    const call = testCall();
    const fault = await faultOf(peer().verifyKey(call, hash(2)));
    expect(fault).toMatchObject({ code: "internal", slug: "internal", detail: "" });
    expect(String((fault.cause as Error).message)).not.toContain("machine room");
    expect(
      fixture.logged().find((line) => line.requestId === call.requestId && line.level === "error"),
    ).toMatchObject({
      err: { message: "the secret of the machine room" },
    });
  });

  test("ends a stream with the fault of the logic", async () => {
    const items: unknown[] = [];
    const work = (async () => {
      const call = testCall({ workspaceId: "stream-fails" });
      for await (const item of peer().watchKeyChanges(call, {})) items.push(item);
    })();
    expect(await faultOf(work)).toMatchObject({ code: "unavailable", slug: "channel-lost" });
    expect(items).toHaveLength(2);
  });

  test("refuses what breaks the rules of the contract, naming the field", async () => {
    const fault = await faultOf(peer().verifyKey(testCall(), { keyHash: new Uint8Array(31) }));
    expect(fault).toMatchObject({ code: "contract_violation", slug: "contract-violation" });
    expect(fault.fields).toEqual([{ pointer: "/body/keyHash", detail: expect.stringContaining("32") }]);
  });

  test("names an item of a list", async () => {
    const counts = makePeer(AnalyticsService, testPeer(fixture.transports[name], "analytics"));
    const linkIds = ["0198c1de-0000-7000-8000-000000000001", "nonsense"];
    const fault = await faultOf(counts.getClickCounts(testCall(), { linkIds }));
    expect(fault.fields.map((field) => field.pointer)).toEqual(["/body/linkIds/1"]);
  });

  test("ends at the caller's deadline, and tells the logic", async () => {
    const call = testCall({ deadline: Date.now() + 1_000 });
    const fault = await faultOf(peer().verifyKey(call, hash(3)));
    expect(fault.code).toBe("deadline_exceeded");
    await vi.waitFor(() => expect(arrived(call)?.signal.aborted).toBe(true), { timeout: 10_000 });
  });

  test("does not even ask when no time is left", async () => {
    const call = testCall({ deadline: Date.now() });
    expect((await faultOf(peer().verifyKey(call, hash(9)))).code).toBe("deadline_exceeded");
    expect(arrived(call)).toBeUndefined();
  });

  test("is cancelled when the caller goes away", async () => {
    const leaving = new AbortController();
    const call = testCall({ signal: leaving.signal });
    const work = faultOf(peer().verifyKey(call, hash(3)));
    await vi.waitFor(() => expect(arrived(call)).toBeDefined(), { timeout: 10_000 });
    leaving.abort();
    expect((await work).code).toBe("cancelled");
    await vi.waitFor(() => expect(arrived(call)?.signal.aborted).toBe(true), { timeout: 10_000 });
  });

  test("ends a stream that its reader left", async () => {
    const call = testCall({ workspaceId: "stream-hangs" });
    for await (const item of peer().watchKeyChanges(call, {})) if (item.keyHash.length === 1) break;
    await vi.waitFor(() => expect(arrived(call)?.signal.aborted).toBe(true), { timeout: 10_000 });
  });

  test("refuses a message that is too large", async () => {
    const counts = makePeer(AnalyticsService, testPeer(fixture.transports[name], "analytics"));
    const work = counts.getClickCounts(testCall(), { linkIds: ["x".repeat(maxMessageBytes)] });
    expect((await faultOf(work)).code).toBe("payload_too_large");
  });

  test.each([
    ["another secret", { tokens: createServiceTokens(new Uint8Array(32).fill(8)) }],
    ["a token for another service", { callee: "analytics" }],
    ["an expired token", { tokens: createServiceTokens(testSecret, () => Date.now() - 120_000) }],
  ])("refuses %s, which the caller never sees as his own fault", async (_, wrong) => {
    const stranger = makePeer(IdentityService, {
      ...testPeer(fixture.transports[name], "identity"),
      ...wrong,
    });
    const call = testCall();
    expect(await faultOf(stranger.verifyKey(call, hash(9)))).toMatchObject({ code: "internal" });
    expect(fixture.logged()).toContainEqual(
      expect.objectContaining({
        requestId: call.requestId,
        slug: "caller-refused",
        msg: "A service was refused",
      }),
    );
  });

  test("refuses a caller without a token, before it reads the message", async () => {
    const raw = createClient(IdentityService, fixture.transports[name]);
    await expect(raw.verifyKey({ keyHash: new Uint8Array(1) })).rejects.toMatchObject({
      rawMessage: "No valid credentials",
    });
  });

  test("refuses a service that is not on the method's list", async () => {
    const transport = fixture.transports[name];
    const reports = makePeer(AnalyticsService, testPeer(transport, "analytics", { caller: "reports" }));
    const links = makePeer(AnalyticsService, testPeer(transport, "analytics"));
    const input = { linkId: "0198c1de-0000-7000-8000-000000000001" };
    await expect(reports.getClickCount(testCall(), input)).resolves.toBeDefined();
    expect((await faultOf(links.getClickCount(testCall(), input))).code).toBe("internal");
  });

  test("tells its health without a token", async () => {
    const health = createClient(Health, fixture.transports[name]);
    fixture.server.setServing(true);
    expect((await health.check({ service: "waypost.identity.v1.IdentityService" })).status).toBe(1);
    await expect(health.check({ service: "nothing" })).rejects.toMatchObject({ rawMessage: "Not found" });
    const leaving = new AbortController();
    const told: number[] = [];
    await expect(
      (async () => {
        for await (const { status } of health.watch({ service: "" }, { signal: leaving.signal })) {
          told.push(status);
          if (told.length === 1) fixture.server.setServing(false);
          else leaving.abort();
        }
      })(),
    ).rejects.toThrow();
    expect(told).toEqual([1, 2]);
  });
});
