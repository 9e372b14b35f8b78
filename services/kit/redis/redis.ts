/** Thrown when Redis is away or did not answer in time. Whether it did what it was told is not known. */
export class RedisAwayError extends Error {
  override readonly name = "RedisAwayError";
}

/** Thrown when Redis answered that it can't or won't. */
export class RedisRefusedError extends Error {
  override readonly name = "RedisRefusedError";
  /** The first word of the answer, such as `WRONGTYPE`, `OOM`, `READONLY`. */
  readonly code: string;

  constructor(message: string) {
    super(message);
    this.code = /^[A-Z]+/.exec(message)?.[0] ?? "ERR";
  }
}

/** What Redis answers: texts, numbers, lists of them, or null. */
export type RedisReply = string | number | null | readonly RedisReply[];

/** A script that Redis runs as one step. */
export interface RedisScript {
  readonly text: string;
  /** Hexadecimal SHA-1 of the text, by which Redis knows it once it was sent. */
  readonly sha: string;
}

/** A process's connection to Redis. It may be away at any time; nothing here waits for it to come back. */
export interface Redis {
  /** Whether it answers now. */
  readonly up: boolean;
  /** In one sentence why it does not answer; null while it does. */
  readonly trouble: string | null;
  /** A name of a key or channel, beginning with what is this installation's. */
  name(...parts: readonly string[]): string;
  /**
   * Sends a command and waits for the answer, at most `budgetMs` (default 50). Commands arrive in the order of their
   * sending as long as the connection lasts; {@link Redis.onState} tells its end before anything is sent over another.
   *
   * @throws RedisAwayError at once while Redis is away, and when the time is over; RedisRefusedError.
   */
  send(args: readonly string[], budgetMs?: number): Promise<RedisReply>;
  /** As {@link Redis.send}, for a script with its keys and arguments. */
  run(
    script: RedisScript,
    keys: readonly string[],
    args: readonly string[],
    budgetMs?: number,
  ): Promise<RedisReply>;
  /** Hears what is published on a channel whenever Redis is there; what is published meanwhile is never heard. */
  subscribe(channel: string, onMessage: (message: string) => void): () => void;
  /** Told now and at each change whether Redis answers. The returned function ends it. */
  onState(listener: (up: boolean) => void): () => void;
}
