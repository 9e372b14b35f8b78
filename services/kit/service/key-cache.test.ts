import { createHash } from "node:crypto";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Call } from "../call.ts";
import { Fault } from "../errors/fault.ts";
import { BackgroundWork } from "../lifecycle/spawn.ts";
import { type KeyAuthority, KeyCache } from "./key-cache.ts";
import { ownCall } from "./own-call.ts";

const log = pino({ level: "silent" });
const hashOf = (token: string) => createHash("sha256").update(token).digest();

/** identity as a test steers it: which keys are valid, and what the watchers are told. */
class Authority implements KeyAuthority {
  readonly valid = new Set<string>();
  asked = 0;
  down = false;
  /** What an answer waits for, once it is decided. */
  slow: Promise<void> | undefined;
  tell: (keyHash: Uint8Array) => void = () => undefined;
  endWatch: () => void = () => undefined;

  async verifyKey(_: unknown, { keyHash }: { keyHash: Uint8Array }) {
    this.asked++;
    if (this.down) throw new Fault("unavailable", "unavailable");
    const token = [...this.valid].find((it) => hashOf(it).equals(keyHash));
    await this.slow;
    if (token === undefined) throw new Fault("unauthenticated", "unauthenticated");
    return { keyId: token, workspaceId: "w", scopes: ["links:read"] };
  }

  async *watchKeyChanges(call: { signal: AbortSignal }) {
    yield { keyHash: new Uint8Array() };
    while (true) {
      const next = Promise.withResolvers<Uint8Array | null>();
      this.tell = next.resolve;
      this.endWatch = () => next.resolve(null);
      call.signal.addEventListener("abort", this.endWatch, { once: true });
      const keyHash = await next.promise;
      if (keyHash === null) return;
      yield { keyHash };
    }
  }
}

let authority: Authority;
let background: BackgroundWork;
let cache: KeyCache;
let now: number;
const ask = async (token: string) => await cache.verify(token, ownCall("test", log) satisfies Call);

beforeEach(async () => {
  authority = new Authority();
  background = new BackgroundWork(log);
  now = 1_000_000;
  cache = new KeyCache({
    authority,
    background,
    owner: "test",
    ownCall: (bounds) => ownCall("test", log, bounds),
    now: () => now,
  });
  await vi.waitUntil(() => cache.live, { timeout: 10_000 });
});
afterEach(async () => {
  await background.stop();
});

test("a valid key is asked for once a minute, a refused one every five seconds", async () => {
  authority.valid.add("good");
  for (const after of [0, 59_999]) {
    now = 1_000_000 + after;
    expect(await ask("good")).toMatchObject({ keyId: "good", workspaceId: "w" });
  }
  expect(authority.asked).toBe(1);
  now += 1;
  await ask("good");
  expect(authority.asked).toBe(2);
  for (const after of [0, 4_999, 1]) {
    now += after;
    expect(await ask("bad")).toBeNull();
  }
  expect(authority.asked).toBe(4);
});

test("what is known is answered without a promise, and equal questions are asked once", async () => {
  authority.valid.add("good");
  const answers = await Promise.all([ask("good"), ask("good"), ask("good")]);
  expect(new Set(answers.map((it) => it?.keyId))).toEqual(new Set(["good"]));
  expect(authority.asked).toBe(1);
  expect(cache.verify("good", ownCall("test", log))).toMatchObject({ keyId: "good" });
});

test("a change that is told of is believed at once", async () => {
  authority.valid.add("good");
  await ask("good");
  authority.valid.delete("good");
  expect(await ask("good")).not.toBeNull();
  authority.tell(hashOf("good"));
  await vi.waitFor(async () => expect(await ask("good")).toBeNull(), { timeout: 10_000 });
});

test("who comes after a change does not join a question from before it", async () => {
  authority.valid.add("good");
  const slow = Promise.withResolvers<void>();
  authority.slow = slow.promise;
  const before = ask("good");
  authority.valid.delete("good");
  authority.tell(hashOf("good"));
  // The next change is waited for once this one has been heard.
  const told = authority.tell;
  await vi.waitUntil(() => authority.tell !== told, { timeout: 10_000 });
  authority.slow = undefined;
  expect(await ask("good")).toBeNull();
  slow.resolve();
  expect(await before).not.toBeNull();
  expect(await ask("good")).toBeNull();
});

test("without the watch a key is believed for a second, and its return forgets everything", async () => {
  authority.valid.add("good");
  await ask("good");
  authority.endWatch();
  await vi.waitUntil(() => !cache.live, { timeout: 10_000 });
  now += 999;
  await ask("good");
  expect(authority.asked).toBe(1);
  now += 1;
  await ask("good");
  expect(authority.asked).toBe(2);
  await vi.waitUntil(() => cache.live, { timeout: 10_000 });
  await ask("good");
  expect(authority.asked).toBe(3);
});

test("when identity is away, unknown keys are told to come back and nobody is refused", async () => {
  authority.down = true;
  await expect(ask("good")).rejects.toMatchObject({ code: "unavailable", retryAfterSeconds: 1 });
});
