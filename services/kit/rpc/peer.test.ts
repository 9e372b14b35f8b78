import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, test, vi } from "vitest";
import { LaneService } from "../../../gen/proto/waypost/analytics/v1/lanes_pb.ts";
import { IdentityService } from "../../../gen/proto/waypost/identity/v1/identity_pb.ts";
import { Fault } from "../errors/fault.ts";
import { openRpcFixture, type RpcFixture, testCall, testPeer } from "../testing/rpc-fixture.ts";
import { connectPeer } from "./connect-peer.ts";
import { makePeer } from "./peer.ts";

const opened: RpcFixture[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((fixture) => fixture.close()));
});

/** A server whose answers are taken from `answers` one after the other; the last one stays. */
async function serve(...answers: (Fault | "ok" | "slow")[]) {
  let asked = 0;
  const answer = async () => {
    const now = answers[Math.min(asked++, answers.length - 1)];
    if (now === "slow") await delay(10_000, undefined, { ref: false });
    if (now instanceof Fault) throw now;
    return { keys: [], keyId: "k", workspaceId: "w", scopes: [], expiresAt: undefined };
  };
  const fixture = await openRpcFixture([
    {
      name: "analytics",
      service: LaneService,
      methods: { getDayKeys: answer, reportLanes: answer },
      context: null,
    },
    {
      name: "identity",
      service: IdentityService,
      methods: {
        verifyKey: answer,
        async *watchKeyChanges() {
          yield { keyHash: new Uint8Array() };
          await new Promise(() => {});
        },
      },
      context: null,
    },
  ]);
  opened.push(fixture);
  return { fixture, asked: () => asked };
}

const unavailable = new Fault("unavailable", "unavailable");

describe("a call that can be repeated", () => {
  test("is, until it is answered", async () => {
    const { fixture, asked } = await serve(unavailable, unavailable, "ok");
    const lanes = makePeer(LaneService, testPeer(fixture.server.transport, "analytics"));
    expect(await lanes.getDayKeys(testCall(), {})).toMatchObject({ keys: [] });
    expect(asked()).toBe(3);
  });

  test("is at most twice", async () => {
    const { fixture, asked } = await serve(unavailable);
    const lanes = makePeer(LaneService, testPeer(fixture.server.transport, "analytics"));
    await expect(lanes.getDayKeys(testCall(), {})).rejects.toMatchObject({ code: "unavailable" });
    expect(asked()).toBe(3);
  });

  test("is not, once the budget of the peer is used up", async () => {
    const { fixture, asked } = await serve(unavailable);
    const lanes = makePeer(LaneService, testPeer(fixture.server.transport, "analytics"));
    for (let calls = 0; calls < 10; calls++) await lanes.getDayKeys(testCall(), {}).catch(() => {});
    const before = asked();
    await expect(lanes.getDayKeys(testCall(), {})).rejects.toMatchObject({ code: "unavailable" });
    expect(asked()).toBe(before + 1);
  });

  test("is not, when the fault would be the same again", async () => {
    const { fixture, asked } = await serve(new Fault("rule_violation", "no"));
    const lanes = makePeer(LaneService, testPeer(fixture.server.transport, "analytics"));
    await expect(lanes.getDayKeys(testCall(), {})).rejects.toMatchObject({ slug: "no" });
    expect(asked()).toBe(1);
  });

  test("is repeated after a time-out of one attempt only while the caller's own deadline allows", async () => {
    const { fixture, asked } = await serve("slow");
    const lanes = makePeer(LaneService, testPeer(fixture.server.transport, "analytics"));
    const work = lanes.getDayKeys(testCall({ deadline: Date.now() + 300 }), {});
    await expect(work).rejects.toMatchObject({ code: "deadline_exceeded" });
    expect(asked()).toBe(1);
  });
});

describe("a peer over HTTP/2", () => {
  test("is one connection for many calls, and a new one when it broke", async () => {
    const { fixture } = await serve("ok");
    const connection = connectPeer([fixture.url]);
    const identity = makePeer(IdentityService, testPeer(connection.transport, "identity"));
    const call = () => identity.verifyKey(testCall(), { keyHash: new Uint8Array(32) });
    await Promise.all(Array.from({ length: 20 }, call));
    connection.close();
    await expect(call()).resolves.toMatchObject({ keyId: "k" });
    connection.close();
  });

  test("tries the next address when one is away", async () => {
    const { fixture } = await serve("ok");
    const connection = connectPeer(["http://127.0.0.1:1", fixture.url]);
    const identity = makePeer(IdentityService, testPeer(connection.transport, "identity"));
    const call = identity.verifyKey(testCall(), { keyHash: new Uint8Array(32) });
    await expect(call).resolves.toMatchObject({ keyId: "k" });
    connection.close();
  });

  test("is unavailable when nobody is there", async () => {
    const connection = connectPeer(["http://127.0.0.1:1"]);
    const identity = makePeer(IdentityService, testPeer(connection.transport, "identity"));
    const call = identity.verifyKey(testCall(), { keyHash: new Uint8Array(32) });
    await expect(call).rejects.toMatchObject({ code: "unavailable" });
  });
});

test("a stop ends streams as unavailable, tells health, and lets what is under way finish", async () => {
  const { fixture } = await serve("ok");
  const { server } = fixture;
  const listener = await server.listen({ host: "127.0.0.1", port: 0 });
  const connection = connectPeer([listener.url]);
  const identity = makePeer(IdentityService, testPeer(connection.transport, "identity"));
  const seen: number[] = [];
  const watching = (async () => {
    for await (const { keyHash } of identity.watchKeyChanges(testCall(), {})) seen.push(keyHash.length);
  })();
  const ended = expect(watching).rejects.toMatchObject({ code: "unavailable" });
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  server.shutDown();
  await ended;
  await expect(identity.verifyKey(testCall(), { keyHash: new Uint8Array(32) })).resolves.toBeDefined();
  await listener.close();
  await expect(identity.verifyKey(testCall(), { keyHash: new Uint8Array(32) })).rejects.toMatchObject({
    code: "unavailable",
  });
  connection.close();
});
