import { hash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import type { Call } from "../call.ts";
import type { VerifiedKey } from "./authenticate.ts";
import { KeyCache, type KeyWatchHandlers } from "./key-cache.ts";

// The cache hands the call on and reads nothing of it.
const call = {} as Call;
const sha = (token: string) => hash("sha256", token, "hex");
const key = (expiresAt: number | null = null): VerifiedKey => ({
  keyId: "k",
  workspaceId: "w",
  scopes: [],
  expiresAt,
});

function open(answer: (keyHash: string) => VerifiedKey | null | Promise<VerifiedKey | null> = () => key()) {
  let now = 0;
  let handlers: KeyWatchHandlers | undefined;
  const verify = vi.fn(async (keyHash: string) => answer(keyHash));
  const stop = vi.fn();
  const cache = new KeyCache({
    verify,
    watch: (given) => {
      handlers = given;
      return stop;
    },
    now: () => now,
  });
  const asked = async (token: string) => {
    verify.mockClear();
    await cache.verifyKey(token, call);
    return verify.mock.calls.length;
  };
  return {
    cache,
    verify,
    stop,
    asked,
    live: (live: boolean) => handlers?.onLive(live),
    forget: (token: string) => handlers?.onForget(sha(token)),
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe("the key cache", () => {
  it("asks with the hash, never the key", async () => {
    const { asked, verify } = open();
    expect(await asked("wp_a")).toBe(1);
    expect(verify).toHaveBeenCalledWith(sha("wp_a"), call);
  });

  it("believes an answer for 60 s while changes are told, for 1 s while they are not", async () => {
    const { asked, live, pass } = open();
    await asked("wp_a");
    pass(999);
    expect(await asked("wp_a")).toBe(0);
    pass(1);
    expect(await asked("wp_a")).toBe(1);
    live(true);
    expect(await asked("wp_a")).toBe(1);
    pass(59_999);
    expect(await asked("wp_a")).toBe(0);
    live(false);
    expect(await asked("wp_a")).toBe(1);
  });

  it("forgets a key at once when its change is told", async () => {
    const { asked, live, forget } = open();
    live(true);
    await asked("wp_a");
    await asked("wp_b");
    forget("wp_a");
    expect(await asked("wp_a")).toBe(1);
    expect(await asked("wp_b")).toBe(0);
  });

  it("does not believe a key beyond its expiry", async () => {
    const { asked, live, pass } = open(() => key(10_000));
    live(true);
    await asked("wp_a");
    pass(10_000);
    expect(await asked("wp_a")).toBe(1);
  });

  it("believes for 5 s that a key is nobody's", async () => {
    const { asked, live, pass } = open(() => null);
    live(true);
    await asked("wp_a");
    pass(4_999);
    expect(await asked("wp_a")).toBe(0);
    pass(1);
    expect(await asked("wp_a")).toBe(1);
  });

  it("keeps valid keys while guesses pour in", async () => {
    const { asked, live } = open((keyHash) => (keyHash === sha("wp_a") ? key() : null));
    live(true);
    await asked("wp_a");
    for (let i = 0; i < 20_000; i++) await asked(`wp_guess${i}`);
    expect(await asked("wp_a")).toBe(0);
  });

  it("asks once for all who wait", async () => {
    const { promise, resolve } = Promise.withResolvers<VerifiedKey>();
    const { cache, verify } = open(() => promise);
    const answers = Array.from({ length: 5 }, () => cache.verifyKey("wp_a", call));
    resolve(key());
    expect(await Promise.all(answers.map(async (answer) => await answer))).toEqual(Array(5).fill(key()));
    expect(verify).toHaveBeenCalledTimes(1);
  });

  it("does not keep an answer that a change has overtaken", async () => {
    const { promise, resolve } = Promise.withResolvers<VerifiedKey>();
    const { cache, live, forget, asked } = open(() => promise);
    live(true);
    const answer = cache.verifyKey("wp_a", call);
    forget("wp_a");
    resolve(key());
    await answer;
    expect(await asked("wp_a")).toBe(1);
  });

  it("does not keep failures, and passes them on", async () => {
    let fails = true;
    const { cache, asked } = open(() => {
      if (fails) throw new Error("away");
      return key();
    });
    await expect(cache.verifyKey("wp_a", call)).rejects.toThrow("away");
    fails = false;
    expect(await asked("wp_a")).toBe(1);
  });

  it("ends its watch", () => {
    const { cache, stop } = open();
    cache.close();
    expect(stop).toHaveBeenCalledOnce();
  });
});
