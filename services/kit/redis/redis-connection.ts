import type { Logger } from "pino";
import { pause } from "../lifecycle/pause.ts";
import { answerInTime, LateError } from "./answer-in-time.ts";
import { explainRedisError } from "./explain-redis-error.ts";
import { type Redis, RedisAwayError, RedisRefusedError, type RedisReply, type RedisScript } from "./redis.ts";
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

type Client = ReturnType<typeof import("@redis/client")["createClient"]>;

const connectMs = 3_000;
const defaultBudgetMs = 50;
/** So many commands in a row that are late, and Redis counts as away until it has been connected to anew. */
const lateInARow = 5;
/** They may be of one moment; then it takes more than a moment. */
const lateForMs = 200;
const maxQueued = 10_000;

/**
 * One connection to Redis, for commands and messages alike, made in the background and again when it breaks.
 *
 * States: away ⇄ up → closed. It comes up when Redis answers a PING on a new connection with all channels subscribed,
 * and goes away when the connection ends, a heart-beat is not answered, or {@link lateInARow} commands in a row and for
 * {@link lateForMs} were late; the old connection is destroyed then, with whatever is on its way. While away, commands
 * fail at once, so that nobody waits for what does not answer. Each change of state is one line in the log.
 */
export class RedisConnection implements Redis {
  readonly #options: RedisConnectionOptions;
  readonly #channels = new Map<string, Set<(message: string) => void>>();
  readonly #listeners = new Set<(up: boolean) => void>();
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #client: Client | null = null;
  /** Ends the connection that is up, with the reason. */
  #cut: (reason: Error) => void = () => undefined;
  /** Whether an error is an answer of Redis; all others are about the connection. */
  #isRefusal: (error: unknown) => boolean = () => false;
  #trouble: string | null = "Redis has not answered yet.";
  #told = false;
  #late = 0;
  #lateSince = 0;

  constructor(options: RedisConnectionOptions) {
    this.#options = options;
    this.#running = this.#run();
  }

  get up(): boolean {
    return this.#client !== null;
  }

  get trouble(): string | null {
    return this.#trouble;
  }

  name(...parts: readonly string[]): string {
    return [this.#options.prefix, ...parts].join(":");
  }

  async send(args: readonly string[], within?: number): Promise<RedisReply> {
    const { observer, budgetMs = defaultBudgetMs } = this.#options;
    const client = this.#client;
    if (client === null) {
      observer.command("away");
      throw new RedisAwayError(this.#trouble ?? "Redis is away.");
    }
    try {
      const reply = await answerInTime(client.sendCommand<RedisReply>([...args]), within ?? budgetMs);
      if (client === this.#client) this.#late = 0;
      observer.command("ok");
      return reply;
    } catch (error) {
      throw this.#failure(client, error);
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
      if (this.#client !== null) this.#hear(this.#client, channel);
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
    this.#cut(new Error("the process is stopping"));
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
    const { url, applicationName } = this.#options;
    const { createClient, ErrorReply } = await import("@redis/client");
    this.#isRefusal = (error) => error instanceof ErrorReply;
    const client: Client = createClient({
      url,
      name: applicationName,
      socket: { connectTimeout: connectMs, reconnectStrategy: false },
      disableOfflineQueue: true,
      commandsQueueMaxLength: maxQueued,
      maintNotifications: "disabled",
    });
    const ended = Promise.withResolvers<never>();
    ended.promise.catch(() => undefined);
    client.on("error", ended.reject);
    client.on("end", () => ended.reject(new Error("The connection ended")));
    try {
      const heard = await Promise.race([ended.promise, answerInTime(this.#begin(client), connectMs)]);
      this.#cut = ended.reject;
      this.#late = 0;
      this.#client = client;
      for (const channel of this.#channels.keys()) if (!heard.has(channel)) this.#hear(client, channel);
      onUp();
      this.#tellUp();
      return await Promise.race([ended.promise, this.#beat(client)]);
    } finally {
      this.#cut = () => undefined;
      if (this.#client === client) {
        this.#client = null;
        this.#trouble = "The connection to Redis ended.";
        this.#options.observer.up(false);
        this.#tellListeners(false);
      }
      destroy(client);
    }
  }

  /** The channels that are subscribed; more may have come meanwhile. */
  async #begin(client: Client): Promise<ReadonlySet<string>> {
    await client.connect();
    await client.ping();
    const channels = [...this.#channels.keys()];
    await Promise.all(channels.map((channel) => client.subscribe(channel, this.#deliver)));
    return new Set(channels);
  }

  #hear(client: Client, channel: string): void {
    client.subscribe(channel, this.#deliver).catch((error: unknown) => {
      // Also a refusal must not go unheard: the next connection says what is wrong.
      if (client === this.#client) this.#cut(error instanceof Error ? error : new Error(String(error)));
    });
  }

  /** Throws when Redis falls silent. */
  async #beat(client: Client): Promise<never> {
    const { heartbeatMs = 1_000 } = this.#options;
    const { signal } = this.#closing;
    for (;;) {
      await pause(heartbeatMs, signal);
      signal.throwIfAborted();
      await answerInTime(client.ping(), heartbeatMs);
    }
  }

  #failure(client: Client, error: unknown): Error {
    const { observer } = this.#options;
    if (error instanceof LateError) {
      observer.command("late");
      if (client === this.#client) this.#countLate();
      return new RedisAwayError("Redis did not answer in time.", { cause: error });
    }
    if (error instanceof Error && this.#isRefusal(error)) {
      observer.command("refused");
      return new RedisRefusedError(error.message);
    }
    observer.command("away");
    return new RedisAwayError("The connection to Redis broke.", { cause: error });
  }

  #countLate(): void {
    const now = performance.now();
    if (this.#late++ === 0) this.#lateSince = now;
    if (this.#late >= lateInARow && now - this.#lateSince >= lateForMs)
      this.#cut(new Error("it answers too late"));
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

function destroy(client: Client): void {
  try {
    client.destroy();
  } catch {
    // It is closed already.
  }
}
