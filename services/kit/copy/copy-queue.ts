import { finished } from "node:stream/promises";
import type { PoolClient } from "pg";
import { type CopyStreamQuery, from } from "pg-copy-streams";
import { type BinaryRows, copyBegin, copyEnd } from "./binary-rows.ts";

/** Pieces of work that may be under way before a caller waits: enough that PostgreSQL always has something to do. */
const AHEAD = 2;

/** A COPY that takes rows until something else has to be said on its connection. */
interface OpenCopy {
  readonly target: string;
  readonly stream: CopyStreamQuery;
  /** Settles when PostgreSQL has stored the rows, or refused them. */
  readonly stored: Promise<void>;
}

/**
 * Copies rows and runs statements one after the other over one connection, within a transaction, while the caller makes
 * the next ones ready. Consecutive rows for one table are one COPY, without a round trip between them. After a failure
 * nothing more is begun, and everything queued rejects with that error.
 */
export class CopyQueue {
  readonly #client: PoolClient;
  /** What was not waited for, in its order. */
  readonly #sent: Promise<void>[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #copy: OpenCopy | undefined;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  /** Copies rows to `table (columns)`; nothing when there are none. Resolves once few enough are under way. */
  async send(target: string, rows: BinaryRows): Promise<void> {
    if (rows.count === 0) return;
    this.#sent.push(this.#add(() => this.#write(target, rows.body())));
    while (this.#sent.length > AHEAD) await this.#sent.shift();
  }

  /** Runs statements when what came before is stored, and resolves with what they answer. */
  async run<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
    return await this.#add(async () => {
      await this.#endCopy();
      return await work(this.#client);
    });
  }

  /** Resolves when everything is stored. */
  async stored(): Promise<void> {
    this.#sent.length = 0;
    await this.#add(() => this.#endCopy());
  }

  /** Resolves when nothing is under way any more; a COPY that still waits for rows is given up, and the transaction with it. */
  async closed(): Promise<void> {
    await this.#last.catch(() => undefined);
    const copy = this.#copy;
    this.#copy = undefined;
    copy?.stream.destroy();
    await copy?.stored.catch(() => undefined);
  }

  async #write(target: string, rows: Uint8Array): Promise<void> {
    if (this.#copy?.target === target) return await push(this.#copy, rows);
    await this.#endCopy();
    const stream = this.#client.query(from(`copy ${target} from stdin (format binary)`));
    const stored = finished(stream);
    stored.catch(() => undefined);
    this.#copy = { target, stream, stored };
    stream.write(copyBegin);
    await push(this.#copy, rows);
  }

  async #endCopy(): Promise<void> {
    const copy = this.#copy;
    if (copy === undefined) return;
    copy.stream.end(copyEnd);
    await copy.stored;
    this.#copy = undefined;
  }

  #add<Result>(work: () => Promise<Result>): Promise<Result> {
    const added = this.#last.then(work);
    // Callers that await this or later work get the error; if none does, it must not count as unhandled.
    added.catch(() => undefined);
    this.#last = added;
    return added;
  }
}

/** Resolves when the rows are on their way; throws what PostgreSQL refused the COPY for. */
async function push({ stream, stored }: OpenCopy, rows: Uint8Array): Promise<void> {
  const sent = Promise.withResolvers<void>();
  stream.write(rows, () => sent.resolve());
  await Promise.race([sent.promise, stored]);
  if (stream.errored !== null) await stored;
}
