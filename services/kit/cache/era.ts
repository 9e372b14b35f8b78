import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { pause } from "../lifecycle/pause.ts";
import { type Redis, RedisRefusedError, type RedisReply } from "../redis/redis.ts";
import { beatScript, vouchScript } from "./era-scripts.ts";

export interface EraOptions {
  readonly redis: Redis;
  /** The hash in Redis that says who is in. */
  readonly key: string;
  /** Resolves when every change that was made before this call has been told to this process. */
  readonly caughtUp: () => Promise<void>;
  readonly log: Logger;
  /** How often it says that it is there. Default 1,000. */
  readonly beatMs?: number;
  /** How long somebody who is in may take to vouch before a new era begins. Default 3,000. */
  readonly patienceMs?: number;
}

/** A time in which this process heard of every change and Redis took every command. */
interface Witness {
  readonly id: string;
  /** The era it is in. */
  era: string | null;
  /** The era it asks to be let into, and since when. */
  asked: { readonly era: string; readonly at: number } | null;
  /** What changed while it was not in yet. */
  readonly changed: Set<string>;
}

const budgetMs = 1_000;
const maxChanged = 10_000;

/**
 * Whether entries in Redis may be believed, as nothing tells them apart from entries whose change nobody dropped.
 *
 * An **era** is a time in which, at each moment, at least one process dropped whatever changed; entries belong to the
 * era they were made in. A process is **in** while it hears of every change and each of its drops arrived; otherwise
 * it is out at once and neither looks nor fills. To come in, it starts to hear, asks, and waits until one who is in
 * vouches: that one sees to it that it has heard, and dropped, all that was changed before the asking; everything
 * later both of them hear. What changed while it waited, the newcomer drops itself before its first look. When nobody
 * vouches for `patienceMs`, as after a restart of all of them or of Redis, a new era begins, and with it an empty cache.
 *
 * No clock decides: not what is believed, only when to give up waiting and when to forget the names of the dead.
 */
export class Era {
  readonly #options: EraOptions;
  /** Told of what changed while this process was not in yet, before it is. */
  readonly #onEnter: (era: string, changed: readonly string[]) => void;
  #heard = false;
  #witness: Witness | null = null;
  #refused = false;
  #wake: () => void = () => undefined;

  constructor(options: EraOptions, onEnter: (era: string, changed: readonly string[]) => void) {
    this.#options = options;
    this.#onEnter = onEnter;
  }

  /** The era this process is in, or null: then nothing in Redis may be believed. */
  get current(): string | null {
    return this.#witness?.era ?? null;
  }

  /** Whether every change is heard of from now on. */
  setHeard(heard: boolean): void {
    this.#heard = heard;
    this.leave();
  }

  /** Something may have been missed, or a drop may not have arrived: out, and in again as a new witness. */
  leave(): void {
    this.#witness = null;
    this.#wake();
  }

  /** Tells of a change; answers the era to drop it in, or null when there is nothing to do now. */
  changed(key: string): string | null {
    const witness = this.#witness;
    if (witness === null || witness.era !== null) return witness?.era ?? null;
    witness.changed.add(key);
    if (witness.changed.size > maxChanged) this.leave();
    return null;
  }

  /** Asks, vouches and says that it is there until the signal fires. */
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
          this.current === null && this.#witness !== null ? beatMs / 4 : beatMs,
          AbortSignal.any([signal, woken.signal]),
        );
      }
    } finally {
      forget();
      this.#witness = null;
    }
  }

  #begin(): Witness {
    this.#witness ??= { id: randomUUID(), era: null, asked: null, changed: new Set() };
    return this.#witness;
  }

  async #beat(witness: Witness): Promise<void> {
    const { redis, key, patienceMs = 3_000 } = this.#options;
    const given = witness.asked !== null && performance.now() - witness.asked.at >= patienceMs;
    try {
      const args = [witness.id, randomUUID(), given ? (witness.asked?.era ?? "") : ""];
      const [isIn, era, ...asking] = listOf(await redis.run(beatScript, [key], args, budgetMs));
      if (witness !== this.#witness || typeof era !== "string") return;
      this.#refused = false;
      if (isIn === 2 || (isIn === 1 && (witness.era ?? era) === era)) {
        this.#enter(witness, era);
        if (asking.length > 0) await this.#vouch(witness, era, asking.map(String));
      } else if (witness.era !== null) {
        // Others gave it up. What is heard from now on belongs to a new asking, of which Redis does not know yet.
        this.leave();
      } else if (witness.asked?.era !== era) witness.asked = { era, at: performance.now() };
    } catch (error) {
      // What is away tells of itself.
      if (error instanceof RedisRefusedError) await this.#mend(error);
    }
  }

  /** Redis answers, but not as it should: out, and whoever finds wrong data in the place of the era removes it. */
  async #mend(error: RedisRefusedError): Promise<void> {
    const { redis, key, log } = this.#options;
    this.#witness = null;
    if (!this.#refused)
      log.warn({ err: error }, "Redis refuses to keep the shared cache; going on without it");
    this.#refused = true;
    if (error.code === "WRONGTYPE") await redis.send(["DEL", key], budgetMs).catch(() => undefined);
  }

  #enter(witness: Witness, era: string): void {
    if (witness.era === era) return;
    // Its drops are sent now, so they arrive before any look.
    this.#onEnter(era, [...witness.changed]);
    if (witness !== this.#witness) return;
    witness.changed.clear();
    witness.asked = null;
    witness.era = era;
  }

  async #vouch(witness: Witness, era: string, asking: readonly string[]): Promise<void> {
    const { redis, key, caughtUp } = this.#options;
    await caughtUp();
    // What it heard meanwhile it has dropped, in commands that were sent before this one.
    if (witness === this.#witness && witness.era === era)
      await redis.run(vouchScript, [key], [witness.id, era, ...asking], budgetMs);
  }
}

function listOf(reply: RedisReply): readonly RedisReply[] {
  return typeof reply === "object" && reply !== null ? reply : [];
}
