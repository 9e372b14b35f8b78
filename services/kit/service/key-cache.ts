import { hash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Call } from "../call.ts";
import { Fault } from "../errors/fault.ts";
import type { VerifiedKey, VerifyKey } from "../http/authenticate.ts";
import type { BackgroundWork } from "../lifecycle/spawn.ts";
import type { PeerCall } from "../rpc/peer-call.ts";

/** The part of identity's RPC client that is needed; kit knows no generated contract. */
export interface KeyAuthority {
  verifyKey(call: PeerCall, input: { keyHash: Uint8Array }): Promise<KeyAnswer>;
  watchKeyChanges(
    call: PeerCall,
    input: Record<never, never>,
  ): AsyncIterable<{ readonly keyHash: Uint8Array }>;
}

interface KeyAnswer {
  readonly keyId: string;
  readonly workspaceId: string;
  readonly scopes: readonly string[];
  readonly expiresAt?: { readonly seconds: bigint; readonly nanos: number };
}

export interface KeyCacheOptions {
  readonly authority: KeyAuthority;
  readonly background: BackgroundWork;
  /** The service that asks, for names of background work. */
  readonly owner: string;
  ownCall(options: { readonly timeoutMs: number; readonly signal?: AbortSignal }): Call;
  now(): number;
}

interface Entry {
  readonly key: VerifiedKey | null;
  readonly verifiedAt: number;
}

const watchedMs = 60_000;
const unwatchedMs = 1_000;
const refusedMs = 5_000;
const silenceMs = 45_000;

/**
 * Remembers which keys identity has found valid. A valid key is believed for 60 s while the watch of key changes is
 * in place, which tells of a revoked one at once, and for 1 s while it is not; a refused one for at most 5 s. Equal
 * questions at the same time are asked once. Holds 10,000 valid and 10,000 refused keys; only their hashes.
 */
export class KeyCache {
  readonly #options: KeyCacheOptions;
  readonly #valid = new LRUCache<string, Entry>({ max: 10_000 });
  readonly #refused = new LRUCache<string, Entry>({ max: 10_000 });
  readonly #asking = new Map<string, Promise<VerifiedKey | null>>();
  #live = false;
  #changes = 0;

  constructor(options: KeyCacheOptions) {
    this.#options = options;
    options.background.spawn("key-changes", options.owner, (signal) => this.#watch(signal), {
      restart: "on-failure",
      minDelayMs: 100,
      maxDelayMs: 5_000,
    });
  }

  /** Whether changes of keys are heard of at once. */
  get live(): boolean {
    return this.#live;
  }

  /**
   * For the REST runtime: what a token opens, without a promise when that is known; null when identity doesn't accept
   * it. Throws a Fault `unavailable` when identity can't be asked.
   */
  readonly verify: VerifyKey = (token) => {
    const name = hash("sha256", token, "base64");
    const known = this.#valid.get(name) ?? this.#refused.get(name);
    if (known !== undefined && this.#fresh(known)) return known.key;
    const asked = this.#asking.get(name);
    if (asked !== undefined) return asked;
    // One caller's hurry must not fail the others, so the question has a deadline of its own.
    const asking = this.#ask(name).finally(() => {
      if (this.#asking.get(name) === asking) this.#asking.delete(name);
    });
    this.#asking.set(name, asking);
    return asking;
  };

  #fresh({ key, verifiedAt }: Entry): boolean {
    const now = this.#options.now();
    if (key !== null && key.expiresAt !== null && key.expiresAt <= now) return false;
    const believedMs = this.#live ? (key === null ? refusedMs : watchedMs) : unwatchedMs;
    return now - verifiedAt < believedMs;
  }

  async #ask(name: string): Promise<VerifiedKey | null> {
    const before = this.#changes;
    const verifiedAt = this.#options.now();
    const key = await this.#askIdentity(Buffer.from(name, "base64"));
    // A change that came while the answer was under way may be newer than the answer: use it once, keep it not.
    if (before !== this.#changes) return key;
    this.#forget(name);
    (key === null ? this.#refused : this.#valid).set(name, { key, verifiedAt });
    return key;
  }

  async #askIdentity(keyHash: Uint8Array): Promise<VerifiedKey | null> {
    try {
      const answer = await this.#options.authority.verifyKey(this.#options.ownCall({ timeoutMs: 2_000 }), {
        keyHash,
      });
      const { keyId, workspaceId, scopes, expiresAt } = answer;
      return {
        keyId,
        workspaceId,
        scopes,
        expiresAt: expiresAt === undefined ? null : Number(expiresAt.seconds) * 1000 + expiresAt.nanos / 1e6,
      };
    } catch (error) {
      if (error instanceof Fault && error.code === "unauthenticated" && error.slug === "unauthenticated")
        return null;
      throw new Fault("unavailable", "unavailable", { retryAfterSeconds: 1, cause: error });
    }
  }

  async #watch(stopping: AbortSignal): Promise<void> {
    const silent = new AbortController();
    const signal = AbortSignal.any([stopping, silent.signal]);
    const watchdog = setTimeout(
      () => silent.abort(new Error("The watch of key changes fell silent")),
      silenceMs,
    );
    const dayMs = 86_400_000;
    try {
      const call = this.#options.ownCall({ timeoutMs: dayMs, signal });
      for await (const { keyHash } of this.#options.authority.watchKeyChanges(call, {})) {
        watchdog.refresh();
        if (!this.#live) this.#becomeLive();
        if (keyHash.byteLength > 0) this.#hear(keyHash);
      }
    } finally {
      clearTimeout(watchdog);
      this.#live = false;
    }
    if (!stopping.aborted) throw new Error("The watch of key changes ended");
  }

  /** What was believed before may have changed unheard. */
  #becomeLive(): void {
    this.#changes++;
    this.#valid.clear();
    this.#refused.clear();
    this.#asking.clear();
    this.#live = true;
  }

  #hear(keyHash: Uint8Array): void {
    this.#changes++;
    const name = Buffer.from(keyHash).toString("base64");
    this.#forget(name);
    // Who comes from now on must not join a question whose answer may be from before.
    this.#asking.delete(name);
  }

  #forget(name: string): void {
    this.#valid.delete(name);
    this.#refused.delete(name);
  }
}
