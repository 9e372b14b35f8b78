import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { pause } from "../lifecycle/pause.ts";
import { type Redis, RedisRefusedError, type RedisReply } from "../redis/redis.ts";
import { admitScript, beatScript } from "./cache-generation-scripts.ts";

export interface CacheGenerationOptions {
  readonly redis: Redis;
  /** The hash in Redis that says who is in. */
  readonly key: string;
  /** Resolves when every change that was made before this call has been told to this process. */
  readonly caughtUp: () => Promise<void>;
  readonly log: Logger;
  /** How often it says that it is there. Default 1,000. */
  readonly beatMs?: number;
  /** How long to wait for a member to admit this process before a new generation begins. Default 3,000. */
  readonly patienceMs?: number;
}

/** A time in which this process heard of every change and Redis took every command. */
interface Membership {
  readonly id: string;
  /** The generation it is in. */
  generation: string | null;
  /** The generation it asks to be let into, and since when. */
  asked: { readonly generation: string; readonly at: number } | null;
  /** What changed while it was not in yet. */
  readonly changed: Set<string>;
}

const budgetMs = 1_000;
const maxChanged = 10_000;

/**
 * Whether entries in Redis may be believed: an entry doesn't show whether a change should have dropped it.
 *
 * A **generation** is a time in which, at each moment, at least one process dropped whatever changed; entries belong to
 * the generation they were made in. A process is **in** while it hears of every change and each of its drops arrived;
 * otherwise it is out at once and neither looks nor fills. To come in, it starts to hear, asks, and waits until a member
 * admits it: the member first makes sure that it has heard of, and dropped, everything changed before the request;
 * later changes both of them hear. What changed while it waited, the newcomer drops itself before its first look.
 * When no member admits it for `patienceMs`, as after a restart of all of them or of Redis, a new generation begins, and
 * with it an empty cache.
 *
 * Clocks never decide what is believed, only when to give up waiting and when to forget the names of the dead.
 */
export class CacheGeneration {
  readonly #options: CacheGenerationOptions;
  /** Told of what changed while this process was not in yet, before it is. */
  readonly #onEnter: (generation: string, changed: readonly string[]) => void;
  #heard = false;
  #membership: Membership | null = null;
  #refused = false;
  #wake: () => void = () => undefined;

  constructor(
    options: CacheGenerationOptions,
    onEnter: (generation: string, changed: readonly string[]) => void,
  ) {
    this.#options = options;
    this.#onEnter = onEnter;
  }

  /** The generation this process is in, or null: then nothing in Redis may be believed. */
  get current(): string | null {
    return this.#membership?.generation ?? null;
  }

  /** Whether every change is heard of from now on. */
  setHeard(heard: boolean): void {
    this.#heard = heard;
    this.leave();
  }

  /** Something may have been missed, or a drop may not have arrived: out, and in again as a new member. */
  leave(): void {
    this.#membership = null;
    this.#wake();
  }

  /** Tells of a change; answers the generation to drop it in, or null when there is nothing to do now. */
  changed(key: string): string | null {
    const membership = this.#membership;
    if (membership === null || membership.generation !== null) return membership?.generation ?? null;
    membership.changed.add(key);
    if (membership.changed.size > maxChanged) this.leave();
    return null;
  }

  /** Asks, admits others and says that it is there until the signal fires. */
  async run(signal: AbortSignal): Promise<void> {
    const { redis, beatMs = 1_000 } = this.#options;
    const forget = redis.onState(() => this.leave());
    try {
      while (!signal.aborted) {
        const woken = new AbortController();
        this.#wake = () => woken.abort();
        if (this.#heard && redis.up) await this.#beat(this.#begin());
        // Leaving during the beat has asked for the next one at once.
        await pause(
          this.current === null && this.#membership !== null ? beatMs / 4 : beatMs,
          AbortSignal.any([signal, woken.signal]),
        );
      }
    } finally {
      forget();
      this.#membership = null;
    }
  }

  #begin(): Membership {
    this.#membership ??= { id: randomUUID(), generation: null, asked: null, changed: new Set() };
    return this.#membership;
  }

  async #beat(membership: Membership): Promise<void> {
    const { redis, key, patienceMs = 3_000 } = this.#options;
    const given = membership.asked !== null && performance.now() - membership.asked.at >= patienceMs;
    try {
      const args = [membership.id, randomUUID(), given ? (membership.asked?.generation ?? "") : ""];
      const [isIn, generation, ...asking] = listOf(await redis.run(beatScript, [key], args, budgetMs));
      if (membership !== this.#membership || typeof generation !== "string") return;
      this.#refused = false;
      if (isIn === 2 || (isIn === 1 && (membership.generation ?? generation) === generation)) {
        this.#enter(membership, generation);
        if (asking.length > 0) await this.#admit(membership, generation, asking.map(String));
      } else if (membership.generation !== null) {
        // Others gave it up. What is heard from now on belongs to a new asking, of which Redis does not know yet.
        this.leave();
      } else if (membership.asked?.generation !== generation)
        membership.asked = { generation, at: performance.now() };
    } catch (error) {
      // What is away tells of itself.
      if (error instanceof RedisRefusedError) await this.#mend(error);
    }
  }

  /**
   * Redis answers with an error: leaves the generation, and removes data of a wrong type from the generation's key.
   */
  async #mend(error: RedisRefusedError): Promise<void> {
    const { redis, key, log } = this.#options;
    this.#membership = null;
    if (!this.#refused)
      log.warn({ err: error }, "Redis refuses to keep the shared cache; going on without it");
    this.#refused = true;
    if (error.code === "WRONGTYPE") await redis.send(["DEL", key], budgetMs).catch(() => undefined);
  }

  #enter(membership: Membership, generation: string): void {
    if (membership.generation === generation) return;
    // Its drops are sent now, so they arrive before any look.
    this.#onEnter(generation, [...membership.changed]);
    if (membership !== this.#membership) return;
    membership.changed.clear();
    membership.asked = null;
    membership.generation = generation;
  }

  async #admit(membership: Membership, generation: string, asking: readonly string[]): Promise<void> {
    const { redis, key, caughtUp } = this.#options;
    await caughtUp();
    // What it heard meanwhile it has dropped, in commands that were sent before this one.
    if (membership === this.#membership && membership.generation === generation)
      await redis.run(admitScript, [key], [membership.id, generation, ...asking], budgetMs);
  }
}

function listOf(reply: RedisReply): readonly RedisReply[] {
  return typeof reply === "object" && reply !== null ? reply : [];
}
