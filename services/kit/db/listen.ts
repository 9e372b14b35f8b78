import { randomUUID } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import pg from "pg";
import type { Logger } from "pino";
import { pause } from "../lifecycle/pause.ts";

/** What to do with the messages of one channel. */
export interface ListenHandlers {
  onMessage(payload: string): void;
  /**
   * `true` once the channel is listened to, before any message; `false` as soon as messages may be missed. What
   * was sent in between is lost: a cache must forget what it knows before it trusts itself again.
   */
  onLive?(live: boolean): void;
}

export interface ListenerOptions {
  readonly url: string;
  readonly applicationName: string;
  readonly log: Logger;
  /** Pause before the second attempt to connect; doubled up to `maxDelayMs`. Defaults 100 and 5,000. */
  readonly minDelayMs?: number;
  readonly maxDelayMs?: number;
  /** How often a silent connection is asked whether it is still there. Default 5,000. */
  readonly heartbeatMs?: number;
}

/**
 * LISTEN over one connection of its own, outside of any pool. The connection is opened with the first channel,
 * made again with growing pauses when it breaks, and asked now and then whether it still answers, as a dead
 * network would not say.
 *
 * States: idle → connecting ⇄ live → closed. Channels listen as soon as it is live, all of them again after each
 * reconnect.
 */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #channels = new Map<string, Set<ListenHandlers>>();
  readonly #closing = new AbortController();
  #client: pg.Client | null = null;
  #running: Promise<void> | null = null;
  #firstAttempt = Promise.withResolvers<void>();

  constructor(options: ListenerOptions) {
    this.#options = options;
  }

  /** Whether messages arrive now. */
  get live(): boolean {
    return this.#client !== null;
  }

  /**
   * Listens to `channel` until the returned function is called. Resolves when the first attempt to connect is
   * over, well or not: `onLive` says which.
   */
  async listen(channel: string, handlers: ListenHandlers): Promise<() => Promise<void>> {
    if (this.#closing.signal.aborted) throw new Error("The listener is closed.");
    const known = this.#channels.get(channel);
    if (known === undefined) this.#channels.set(channel, new Set([handlers]));
    else known.add(handlers);
    if (this.#running === null) {
      this.#running = this.#run();
      await this.#firstAttempt.promise;
    } else if (this.#client !== null) {
      await this.#join(this.#client, channel, handlers);
    }
    return () => this.#leave(channel, handlers);
  }

  /**
   * Resolves when every message that was sent before this call, on any channel, has been delivered: PostgreSQL keeps
   * one order of all, and a message of this call's own comes last.
   *
   * @throws Error when the connection is not there or breaks meanwhile.
   */
  async caughtUp(): Promise<void> {
    const client = this.#client;
    if (client === null) throw new Error("Notifications of the database do not arrive.");
    const channel = `caught_up_${randomUUID()}`;
    const heard = Promise.withResolvers<void>();
    const leave = await this.listen(channel, {
      onMessage: () => heard.resolve(),
      onLive(live) {
        if (!live) heard.reject(new Error("Notifications of the database do not arrive any more."));
      },
    });
    try {
      await Promise.all([client.query("select pg_notify($1, '')", [channel]), heard.promise]);
    } finally {
      await leave();
    }
  }

  /** Ends the connection and calls `onLive(false)`. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    const { minDelayMs = 100, maxDelayMs = 5_000, log } = this.#options;
    let delayMs = minDelayMs;
    while (!signal.aborted) {
      try {
        await this.#connectAndServe(() => {
          delayMs = minDelayMs;
        });
      } catch (error) {
        log.warn({ err: error }, "Notifications of the database do not arrive; connecting again");
      }
      this.#firstAttempt.resolve();
      await pause(delayMs, signal);
      delayMs = Math.min(delayMs * 2, maxDelayMs);
    }
  }

  async #connectAndServe(onReady: () => void): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.url,
      application_name: this.#options.applicationName,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    const ended = new Promise<void>((resolve, reject) => {
      client.once("error", reject);
      client.once("end", resolve);
    });
    ended.catch(() => undefined);
    client.on("notification", ({ channel, payload }) => this.#deliver(channel, payload ?? ""));
    try {
      await client.connect();
      for (const channel of this.#channels.keys())
        await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      this.#client = client;
      onReady();
      this.#tellAll(true);
      this.#firstAttempt.resolve();
      await this.#serve(client, ended);
    } finally {
      const wasLive = this.#client !== null;
      this.#client = null;
      if (wasLive) this.#tellAll(false);
      await client.end().catch(() => undefined);
    }
  }

  /** Returns when the listener is closed; throws when the connection breaks or falls silent. */
  async #serve(client: pg.Client, ended: Promise<void>): Promise<void> {
    const { signal } = this.#closing;
    const broken = ended.then(() => {
      throw new Error("The connection ended");
    });
    broken.catch(() => undefined);
    const heartbeatMs = this.#options.heartbeatMs ?? 5_000;
    while (!signal.aborted) {
      const turn = new AbortController();
      try {
        await Promise.race([broken, pause(heartbeatMs, AbortSignal.any([signal, turn.signal]))]);
        if (signal.aborted) return;
        await Promise.race([broken, this.#beat(client, heartbeatMs, turn.signal)]);
      } finally {
        turn.abort();
      }
    }
  }

  async #beat(client: pg.Client, timeoutMs: number, signal: AbortSignal): Promise<void> {
    const silent = pause(timeoutMs, signal).then(() => {
      if (!signal.aborted) throw new Error(`No answer within ${timeoutMs} ms`);
    });
    await Promise.race([client.query("select 1"), silent]);
  }

  async #join(client: pg.Client, channel: string, handlers: ListenHandlers): Promise<void> {
    try {
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      if (this.#client === client) this.#tell(handlers, true);
    } catch (error) {
      // The connection broke meanwhile; the next one listens to every channel.
      this.#options.log.debug({ err: error, channel }, "Listening waits for the next connection");
    }
  }

  async #leave(channel: string, handlers: ListenHandlers): Promise<void> {
    const known = this.#channels.get(channel);
    known?.delete(handlers);
    if (known === undefined || known.size > 0) return;
    this.#channels.delete(channel);
    await this.#client?.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => undefined);
  }

  #deliver(channel: string, payload: string): void {
    for (const handlers of this.#channels.get(channel) ?? []) this.#guard(() => handlers.onMessage(payload));
  }

  #tellAll(live: boolean): void {
    for (const handlers of [...this.#channels.values()].flatMap((set) => [...set]))
      this.#tell(handlers, live);
  }

  #tell(handlers: ListenHandlers, live: boolean): void {
    this.#guard(() => handlers.onLive?.(live));
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#options.log.error({ err: error }, "A handler of notifications failed");
    }
  }
}

/**
 * Sends `payload`, at most 8,000 bytes, to who listens to `channel`, when the transaction commits and only then.
 * Equal messages of one transaction arrive once.
 */
export async function notify<Tables>(
  tx: Kysely<Tables> | Transaction<Tables>,
  channel: string,
  payload: string,
): Promise<void> {
  await sql`select pg_notify(${channel}, ${payload})`.execute(tx);
}
