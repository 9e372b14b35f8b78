import { pause } from "../lifecycle/pause.ts";
import { answerInTime, LateError } from "./answer-in-time.ts";
import { RedisAwayError, RedisRefusedError, type RedisReply } from "./redis.ts";

type Client = ReturnType<typeof import("@redis/client")["createClient"]>;

export interface RedisLineOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly heartbeatMs: number;
  /** Ends the line, also while it is being opened. */
  readonly signal: AbortSignal;
  /** Told of every message on a channel that is heard. */
  readonly deliver: (message: string, channel: string) => void;
}

const connectMs = 3_000;
const maxQueued = 10_000;
/** So many commands in a row that are late end the line. */
const lateInARow = 5;
/** They may be of one moment; then it takes more than a moment. */
const lateForMs = 200;

/**
 * One connection to Redis from its beginning to its end. It ends when the socket does, when a heart-beat is not
 * answered, when {@link lateInARow} commands in a row and for {@link lateForMs} were late, or by {@link cut}.
 */
export class RedisLine {
  /** Rejects at the end, with the reason. */
  readonly ended: Promise<never>;
  /** Ends it. */
  readonly cut: (reason: Error) => void;
  readonly #client: Client;
  readonly #options: RedisLineOptions;
  /** Whether an error is an answer of Redis; all others are about the connection. */
  readonly #isRefusal: (error: unknown) => boolean;
  readonly #heard = new Set<string>();
  #late = 0;
  #lateSince = 0;

  private constructor(client: Client, options: RedisLineOptions, isRefusal: (error: unknown) => boolean) {
    this.#client = client;
    this.#options = options;
    this.#isRefusal = isRefusal;
    const ended = Promise.withResolvers<never>();
    this.cut = ended.reject;
    this.ended = ended.promise;
    const stop = () => this.cut(new Error("The process is stopping"));
    options.signal.addEventListener("abort", stop, { once: true });
    this.ended.catch(() => {
      options.signal.removeEventListener("abort", stop);
      destroy(client);
    });
    client.on("error", ended.reject);
    client.on("end", () => ended.reject(new Error("The connection ended")));
  }

  /** Connects, within 3 s; throws when that fails. The client is loaded by the first call. */
  static async open(options: RedisLineOptions, channels: Iterable<string>): Promise<RedisLine> {
    const { createClient, ErrorReply } = await import("@redis/client");
    const client: Client = createClient({
      url: options.url,
      name: options.applicationName,
      socket: { connectTimeout: connectMs, reconnectStrategy: false },
      disableOfflineQueue: true,
      commandsQueueMaxLength: maxQueued,
      maintNotifications: "disabled",
    });
    const line = new RedisLine(client, options, (error) => error instanceof ErrorReply);
    try {
      await Promise.race([line.ended, answerInTime(line.#begin(channels), connectMs)]);
      return line;
    } catch (error) {
      line.cut(new Error("It could not begin"));
      throw error;
    }
  }

  /** @throws RedisAwayError, RedisRefusedError, or with a {@link LateError} as cause when the time is over. */
  async send(args: readonly string[], withinMs: number): Promise<RedisReply> {
    try {
      const reply = await answerInTime(this.#client.sendCommand<RedisReply>([...args]), withinMs);
      this.#late = 0;
      return reply;
    } catch (error) {
      if (error instanceof Error && this.#isRefusal(error)) throw new RedisRefusedError(error.message);
      if (!(error instanceof LateError))
        throw new RedisAwayError("The connection to Redis broke.", { cause: error });
      this.#countLate();
      throw new RedisAwayError("Redis did not answer in time.", { cause: error });
    }
  }

  /** Hears a channel from now on, once. */
  hear(channel: string): void {
    if (this.#heard.has(channel)) return;
    this.#heard.add(channel);
    // A refusal must not go unheard either: the next line's beginning says what is wrong.
    this.#client.subscribe(channel, this.#options.deliver).catch(this.cut);
  }

  /** Asks for heart-beats; throws when Redis falls silent and when the signal fires. */
  async watch(): Promise<never> {
    const { heartbeatMs, signal } = this.#options;
    for (;;) {
      await pause(heartbeatMs, signal);
      signal.throwIfAborted();
      await answerInTime(this.#client.ping(), heartbeatMs);
    }
  }

  async #begin(channels: Iterable<string>): Promise<void> {
    await this.#client.connect();
    await this.#client.ping();
    for (const channel of channels) {
      this.#heard.add(channel);
      await this.#client.subscribe(channel, this.#options.deliver);
    }
  }

  #countLate(): void {
    const now = performance.now();
    if (this.#late++ === 0) this.#lateSince = now;
    if (this.#late >= lateInARow && now - this.#lateSince >= lateForMs)
      this.cut(new Error("it answers too late"));
  }
}

function destroy(client: Client): void {
  try {
    client.destroy();
  } catch {
    // It is closed already.
  }
}
