import type { Logger } from "pino";
import { pause } from "../lifecycle/pause.ts";
import { LateError } from "./answer-in-time.ts";
import { explainRedisError } from "./explain-redis-error.ts";
import { type Redis, RedisAwayError, RedisRefusedError, type RedisReply, type RedisScript } from "./redis.ts";
import { RedisLine } from "./redis-line.ts";
import type { RedisObserver } from "./redis-metrics.ts";

export interface RedisConnectionOptions {
  readonly url: string;
  /** What names of keys and channels begin with. */
  readonly prefix: string;
  /** Seen in Redis's list of clients. */
  readonly applicationName: string;
  readonly log: Logger;
  readonly observer: RedisObserver;
  /** How long a command may take. Default 50. */
  readonly budgetMs?: number;
  /** How often Redis is asked whether it is there, and how long it may take. Default 1,000. */
  readonly heartbeatMs?: number;
  /** Pause before it is tried again, doubled up to `maxDelayMs`. Defaults 100 and 2,000. */
  readonly minDelayMs?: number;
  readonly maxDelayMs?: number;
}

const defaultBudgetMs = 50;

/**
 * The way to Redis for commands and messages alike, made in the background and again when it breaks.
 *
 * States: away ⇄ up → closed. It comes up when Redis answers a PING on a new {@link RedisLine} with all channels
 * subscribed, and goes away when that line ends, and with it the commands under way. While away, commands fail at once
 * instead of waiting for a time-out. Each change of state is one line in the log.
 */
export class RedisConnection implements Redis {
  readonly #options: RedisConnectionOptions;
  readonly #channels = new Map<string, Set<(message: string) => void>>();
  readonly #listeners = new Set<(up: boolean) => void>();
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #line: RedisLine | null = null;
  #trouble: string | null = "Redis has not answered yet.";
  #told = false;

  constructor(options: RedisConnectionOptions) {
    this.#options = options;
    this.#running = this.#run();
  }

  get up(): boolean {
    return this.#line !== null;
  }

  get trouble(): string | null {
    return this.#trouble;
  }

  name(...parts: readonly string[]): string {
    return [this.#options.prefix, ...parts].join(":");
  }

  async send(args: readonly string[], within?: number): Promise<RedisReply> {
    const { observer, budgetMs = defaultBudgetMs } = this.#options;
    try {
      if (this.#line === null) throw new RedisAwayError(this.#trouble ?? "Redis is away.");
      const reply = await this.#line.send(args, within ?? budgetMs);
      observer.command("ok");
      return reply;
    } catch (error) {
      const late = error instanceof RedisAwayError && error.cause instanceof LateError;
      observer.command(error instanceof RedisRefusedError ? "refused" : late ? "late" : "away");
      throw error;
    }
  }

  async run(
    { sha, text }: RedisScript,
    keys: readonly string[],
    args: readonly string[],
    within?: number,
  ): Promise<RedisReply> {
    const rest = [String(keys.length), ...keys, ...args];
    try {
      return await this.send(["EVALSHA", sha, ...rest], within);
    } catch (error) {
      if (!(error instanceof RedisRefusedError && error.code === "NOSCRIPT")) throw error;
      return await this.send(["EVAL", text, ...rest], within);
    }
  }

  subscribe(channel: string, onMessage: (message: string) => void): () => void {
    const known = this.#channels.get(channel);
    if (known !== undefined) known.add(onMessage);
    else {
      this.#channels.set(channel, new Set([onMessage]));
      this.#line?.hear(channel);
    }
    return () => {
      this.#channels.get(channel)?.delete(onMessage);
    };
  }

  onState(listener: (up: boolean) => void): () => void {
    this.#listeners.add(listener);
    listener(this.up);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the connection; commands under way fail. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    const { minDelayMs = 100, maxDelayMs = 2_000 } = this.#options;
    let delayMs = minDelayMs;
    while (!signal.aborted) {
      let upAt = Number.POSITIVE_INFINITY;
      try {
        await this.#connectAndServe(() => {
          upAt = performance.now();
        });
      } catch (error) {
        if (signal.aborted) return;
        this.#tellAway(error);
      }
      // One that is up only for moments is left alone for longer and longer.
      if (performance.now() - upAt > maxDelayMs) delayMs = minDelayMs;
      await pause(delayMs * (0.5 + Math.random() / 2), signal);
      delayMs = Math.min(delayMs * 2, maxDelayMs);
    }
  }

  async #connectAndServe(onUp: () => void): Promise<never> {
    const { url, applicationName, heartbeatMs = 1_000 } = this.#options;
    const { signal } = this.#closing;
    const line = await RedisLine.open(
      { url, applicationName, heartbeatMs, signal, deliver: this.#deliver },
      this.#channels.keys(),
    );
    try {
      this.#line = line;
      // Those that came while it was opened.
      for (const channel of this.#channels.keys()) line.hear(channel);
      onUp();
      this.#tellUp();
      return await Promise.race([line.ended, line.watch()]);
    } finally {
      line.cut(new Error("It is given up"));
      if (this.#line === line) this.#becomeAway();
    }
  }

  readonly #deliver = (message: string, channel: string): void => {
    for (const onMessage of this.#channels.get(channel) ?? []) {
      try {
        onMessage(message);
      } catch (error) {
        this.#options.log.error({ err: error, channel }, "A handler of messages failed");
      }
    }
  };

  #becomeAway(): void {
    this.#line = null;
    this.#trouble = "The connection to Redis ended.";
    this.#options.observer.up(false);
    this.#tellListeners(false);
  }

  #tellUp(): void {
    this.#trouble = null;
    this.#told = false;
    this.#options.observer.up(true);
    this.#options.log.info("Redis answers");
    this.#tellListeners(true);
  }

  #tellAway(error: unknown): void {
    this.#trouble = explainRedisError(error);
    const level = this.#told ? "debug" : "warn";
    this.#told = true;
    this.#options.log[level]({ reason: this.#trouble }, "Redis is away; going on without it");
  }

  #tellListeners(up: boolean): void {
    for (const listener of this.#listeners) {
      try {
        listener(up);
      } catch (error) {
        this.#options.log.error({ err: error }, "A listener of the state of Redis failed");
      }
    }
  }
}
