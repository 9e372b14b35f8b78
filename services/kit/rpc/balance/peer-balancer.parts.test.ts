import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { testCall, testConnection, testPeer } from "@waypost/testing/rpc-fixture.ts";
import { Registry } from "prom-client";
import { afterEach, expect, test, vi } from "vitest";
import { IdentityService } from "../../../../gen/proto/waypost/identity/v1/identity_pb.ts";
import type { ConnectPeerOptions, PeerConnection } from "../connect-peer.ts";
import { makePeer, type Peer } from "../peer.ts";
import { openBlackhole } from "../test/blackhole.ts";

const main = join(import.meta.dirname, "../test/identity-process.ts");
const atLeast = { timeout: 30_000, interval: 20 };
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

interface Server {
  readonly child: ChildProcess;
  readonly url: string;
  readonly pid: string;
}

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function startServer(port = "0"): Promise<Server> {
  const child = spawn(process.execPath, [main, port], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "close");
  closing.push(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const [line] = await once(child.stdout ?? child, "data");
  return { child, url: String(line).trim(), pid: String(child.pid) };
}

interface Client extends PeerConnection {
  readonly identity: Peer<typeof IdentityService>;
  readonly metrics: Registry;
  /** Calls `count` times, one after the other, and says who answered. */
  ask(count: number): Promise<string[]>;
}

function connectTo(urls: readonly string[], overrides: Partial<ConnectPeerOptions> = {}): Client {
  const metrics = new Registry();
  const connection = testConnection(urls, { metrics, ...overrides });
  closing.push(() => connection.close());
  const identity = makePeer(IdentityService, testPeer(connection.transport, "identity"));
  return {
    ...connection,
    identity,
    metrics,
    async ask(count) {
      const who: string[] = [];
      for (let calls = 0; calls < count; calls++) {
        const answer = await identity.verifyKey(testCall(), { keyHash: new Uint8Array(32) });
        who.push(answer.keyId);
      }
      return who;
    },
  };
}

/** Waits until both have answered. */
async function untilBoth(client: Client, servers: readonly Server[]): Promise<void> {
  const pids = servers.map(({ pid }) => pid).sort();
  await vi.waitFor(async () => expect([...new Set(await client.ask(4))].sort()).toEqual(pids), atLeast);
}

async function openTwo(): Promise<{ one: Server; two: Server; client: Client }> {
  const [one, two] = await Promise.all([startServer(), startServer()]);
  const client = connectTo([one.url, two.url]);
  await untilBoth(client, [one, two]);
  return { one, two, client };
}

/** Calls all the while: every call is answered, soon only by `expected`, and it stays so. */
async function expectOnly(client: Client, expected: string): Promise<void> {
  const only = new Set([expected]);
  await vi.waitFor(async () => expect(new Set(await client.ask(50))).toEqual(only), atLeast);
  expect(new Set(await client.ask(200))).toEqual(only);
}

test("calls are shared out among the addresses", async () => {
  const { one, two, client } = await openTwo();
  await vi.waitFor(async () => {
    const who = await client.ask(100);
    const share = who.filter((pid) => pid === one.pid).length;
    expect(share).toBeGreaterThanOrEqual(40);
    expect(share).toBeLessThanOrEqual(60);
  }, atLeast);
  const { values = [] } = (await client.metrics.getSingleMetric("waypost_rpc_peer_calls_total")?.get()) ?? {};
  const counted = new Map(values.map(({ labels, value }) => [labels.address, value]));
  expect([...counted.keys()].sort()).toEqual([one.url, two.url].sort());
});

test("a killed process gets no calls, no call fails, and it is back when it is started again", async () => {
  const { one, two, client } = await openTwo();
  const many = Promise.all(Array.from({ length: 8 }, () => client.ask(100)));
  await client.ask(20);
  one.child.kill("SIGKILL");
  await expectOnly(client, two.pid);
  await many;
  const again = await startServer(new URL(one.url).port);
  await untilBoth(client, [again, two]);
});

test("a frozen process gets no calls after a second, streams move, and it is back when it goes on", async () => {
  const { one, two, client } = await openTwo();
  const seen: string[] = [];
  const left = new AbortController();
  closing.push(() => left.abort());
  const reading = (async () => {
    while (!left.signal.aborted) {
      try {
        const changes = client.identity.watchKeyChanges(testCall({ signal: left.signal }), {});
        for await (const { keyHash } of changes) seen.push(Buffer.from(keyHash).toString());
      } catch {
        // Its reader opens it again.
      }
    }
  })();
  await vi.waitFor(() => expect(seen).toHaveLength(1), atLeast);
  const [frozen, other] = seen[0] === one.pid ? [one, two] : [two, one];
  frozen.child.kill("SIGSTOP");
  await expectOnly(client, other.pid);
  await vi.waitFor(() => expect(seen.at(-1)).toBe(other.pid), atLeast);
  frozen.child.kill("SIGCONT");
  await untilBoth(client, [one, two]);
  left.abort();
  await reading;
});

test("a process that says it doesn't serve gets no calls until it says it does", async () => {
  const { one, two, client } = await openTwo();
  one.child.stdin?.write("rest\n");
  await expectOnly(client, two.pid);
  one.child.stdin?.write("serve\n");
  await untilBoth(client, [one, two]);
});

test("an address that swallows everything gets no calls, and is back over a new connection", async () => {
  const [one, two] = await Promise.all([startServer(), startServer()]);
  const way = await openBlackhole(one.url);
  closing.push(() => way.close());
  const client = connectTo([way.url, two.url]);
  await untilBoth(client, [one, two]);
  way.swallow();
  await expectOnly(client, two.pid);
  way.pass();
  await untilBoth(client, [one, two]);
});

test("calls under way when the peer freezes are answered by another", async () => {
  const { one, two, client } = await openTwo();
  one.child.kill("SIGSTOP");
  const who = await Promise.all(Array.from({ length: 20 }, () => client.ask(1)));
  expect(new Set(who.flat())).toEqual(new Set([two.pid]));
});

test("a name stands for every machine it leads to, also for those that come later", async () => {
  const one = await startServer();
  const { port } = new URL(one.url);
  let known = ["127.0.0.1"];
  const resolve = async () => known;
  const client = connectTo([`http://identity.test:${port}`], { resolve });
  await vi.waitFor(async () => expect(await client.ask(1)).toEqual([one.pid]), atLeast);
  known = ["127.0.0.1", "127.0.0.2"];
  await vi.waitFor(async () => {
    const metric = await client.metrics.getSingleMetric("waypost_rpc_peer_healthy")?.get();
    const shown = metric?.values.map(({ labels, value }) => [labels.address, value]);
    expect(shown).toEqual([
      [`http://127.0.0.1:${port}`, 1],
      [`http://127.0.0.2:${port}`, 0],
    ]);
  }, atLeast);
  expect(new Set(await client.ask(10))).toEqual(new Set([one.pid]));
});

test("of a machine that a name doesn't lead to any more nothing is told, also when streams end with it", async () => {
  const one = await startServer();
  const { port } = new URL(one.url);
  let known = ["127.0.0.1"];
  const resolve = async () => known;
  const client = connectTo([`http://identity.test:${port}`], { resolve });
  const left = new AbortController();
  closing.push(() => left.abort());
  const changes = client.identity.watchKeyChanges(testCall({ signal: left.signal }), {});
  const stream = changes[Symbol.asyncIterator]();
  expect((await stream.next()).done).toBe(false);
  known = ["127.0.0.2"];
  await expect(stream.next()).rejects.toMatchObject({ code: "unavailable" });
  for (const name of ["healthy", "pending_calls"]) {
    const metric = await client.metrics.getSingleMetric(`waypost_rpc_peer_${name}`)?.get();
    const shown = metric?.values.map(({ labels }) => labels.address);
    expect(shown).not.toContain(one.url);
  }
});

test("with nobody healthy a call fails as unavailable and says who was tried", async () => {
  const one = await startServer();
  const client = connectTo([one.url]);
  await client.ask(1);
  one.child.stdin?.write("rest\n");
  await vi.waitFor(() => expect(client.ask(1)).rejects.toMatchObject({ code: "unavailable" }), atLeast);
});
