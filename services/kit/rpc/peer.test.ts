import { setTimeout as delay } from "node:timers/promises";
import {
  openRpcFixture,
  type RpcFixture,
  testCall,
  testConnection,
  testPeer,
} from "@waypost/testing/rpc-fixture.ts";
import { afterEach, describe, expect, test, vi } from "vitest";
import { LaneService } from "../../../gen/proto/waypost/analytics/v1/lanes_pb.ts";
import { IdentityService } from "../../../gen/proto/waypost/identity/v1/identity_pb.ts";
import { Fault } from "../errors/fault.ts";
import { makePeer } from "./peer.ts";
import { openBlackhole } from "./test/blackhole.ts";

const opened: RpcFixture[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((fixture) => fixture.close()));
});

/** A server whose answers are taken from `answers` one after the other; the last one stays. */
async function serve(...answers: (Fault | "ok" | "slow")[]) {
  let asked = 0;
  const answer = async () => {
    const now = answers[Math.min(asked++, answers.length - 1)];
    // Simulates a server that does not answer in time.
    if (now === "slow") await delay(10_000, undefined, { ref: false });
    if (now instanceof Fault) throw now;
    return { keys: [], keyId: "k", workspaceId: "w", scopes: [], expiresAt: undefined };
  };
  const fixture = await openRpcFixture([
    {
      name: "analytics",
      service: LaneService,
      methods: Object.fromEntries(LaneService.methods.map(({ localName }) => [localName, answer])),
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
    const way = await openBlackhole(fixture.url);
    const connection = testConnection([way.url]);
    const identity = makePeer(IdentityService, testPeer(connection.transport, "identity"));
    const call = () => identity.verifyKey(testCall(), { keyHash: new Uint8Array(32) });
    await Promise.all(Array.from({ length: 20 }, call));
    expect(way.taken()).toBe(1);
    way.cut();
    await vi.waitFor(() => expect(call()).resolves.toMatchObject({ keyId: "k" }), { timeout: 10_000 });
    expect(way.taken()).toBe(2);
    connection.close();
    await way.close();
  });

  test("tries the next address when one is away", async () => {
    const { fixture } = await serve("ok");
    const connection = testConnection(["http://127.0.0.1:1", fixture.url]);
    const identity = makePeer(IdentityService, testPeer(connection.transport, "identity"));
    const call = identity.verifyKey(testCall(), { keyHash: new Uint8Array(32) });
    await expect(call).resolves.toMatchObject({ keyId: "k" });
    connection.close();
  });

  test("is unavailable when nobody is there", async () => {
    const connection = testConnection(["http://127.0.0.1:1"]);
    const identity = makePeer(IdentityService, testPeer(connection.transport, "identity"));
    const call = identity.verifyKey(testCall(), { keyHash: new Uint8Array(32) });
    await expect(call).rejects.toMatchObject({ code: "unavailable" });
    connection.close();
  });
});

test("a stop ends streams as unavailable, tells health, and lets what is under way finish", async () => {
  const { fixture } = await serve("ok");
  const { server } = fixture;
  const listener = await server.listen({ host: "127.0.0.1", port: 0 });
  const connection = testConnection([listener.url]);
  const identity = makePeer(IdentityService, testPeer(connection.transport, "identity"));
  const seen: number[] = [];
  const watching = (async () => {
    for await (const { keyHash } of identity.watchKeyChanges(testCall(), {})) seen.push(keyHash.length);
  })();
  const ended = expect(watching).rejects.toMatchObject({ code: "unavailable" });
  await vi.waitFor(() => expect(seen).toHaveLength(1), { timeout: 10_000 });
  server.shutDown();
  await ended;
  await expect(identity.verifyKey(testCall(), { keyHash: new Uint8Array(32) })).resolves.toBeDefined();
  await listener.close();
  await expect(identity.verifyKey(testCall(), { keyHash: new Uint8Array(32) })).rejects.toMatchObject({
    code: "unavailable",
  });
  connection.close();
});
