import type { CallScope } from "@waypost/kit/db/connection.ts";
import type { Logger } from "pino";
import { noteAttempt } from "../store/attempts.ts";
import type { GeoFile } from "../store/geo-file.ts";
import { ingestBatch, storeParts } from "./ingest-batch.ts";
import type { IngestContext } from "./ingest-context.ts";
import { type IngestRecord, type PreparedBatch, prepareAhead, rejectBatch } from "./prepare-batch.ts";

/** Beginnings of the same batch after which each of its records is handled alone. */
const SUSPICIOUS = 3;
/** Beginnings of the same record, alone, after which it goes to the dead letters. */
const REJECT_AFTER = 5;

/**
 * Stores batches, and finds the record that kills the process: before the work on a batch begins, its begin is noted
 * in the database. Notes that this process made itself say nothing; those that another left behind are counted. A
 * batch that was begun three times is handled record by record, and a record begun five times more is set aside.
 */
export class ClickConsumer {
  readonly #ctx: IngestContext;
  readonly #geo: Pick<GeoFile, "refresh">;
  readonly #log: Logger;
  /** By lane, the last number the work was begun at here. */
  readonly #begun = new Map<string, number>();
  #ahead: { readonly batch: readonly IngestRecord[]; readonly parts: readonly PreparedBatch[] } | undefined;

  constructor(ctx: IngestContext, options: { readonly geo: Pick<GeoFile, "refresh">; readonly log: Logger }) {
    this.#ctx = ctx;
    this.#geo = options.geo;
    this.#log = options.log;
  }

  async handle(batch: readonly IngestRecord[], scope: CallScope): Promise<void> {
    if (await this.#geo.refresh()) this.#ctx.enricher.forgetPlaces();
    if ((await this.#begin(batch, scope)) < SUSPICIOUS) return await this.#ingest(batch, scope);
    this.#log.warn(
      { records: batch.length },
      "A batch of clicks was begun again and again; handling each by itself",
    );
    for (const record of batch) await this.#handleAlone(record, scope);
  }

  /** Reads and enriches a batch that probably comes next. */
  async prepare(batch: readonly IngestRecord[], scope: CallScope): Promise<void> {
    const parts: PreparedBatch[] = [];
    await prepareAhead(this.#ctx, scope, batch, parts);
    this.#ahead = { batch, parts };
  }

  /** Forgets what it remembers of the database, which may have lost it. */
  forget(): void {
    this.#ctx.knownDays.clear();
    this.#ctx.dayKeys.clear();
    this.#ctx.enricher.forgetDays();
    this.#ctx.knownLanes.clear();
    this.#ctx.knownVisitors.forget();
  }

  /** Puts a record that the database refuses to the dead letters. */
  async setAside(record: IngestRecord, error: unknown, scope: CallScope): Promise<void> {
    const detail = error instanceof Error ? error.message : String(error);
    const rejection = { reason: "refused", detail, attempts: REJECT_AFTER };
    await storeParts(this.#ctx, scope, [record], () => [rejectBatch(this.#ctx, [record], rejection)]);
  }

  async #handleAlone(record: IngestRecord, scope: CallScope): Promise<void> {
    this.#begun.delete(record.lane);
    const attempts = await this.#begin([record], scope);
    // The first of the batch was also begun with it.
    if (attempts < REJECT_AFTER + SUSPICIOUS) return await this.#ingest([record], scope);
    const { lane, seq } = record;
    this.#log.error(
      { lane, seq, attempts },
      "A click ends the process whenever it is handled; it is set aside",
    );
    const detail = "The process ended each time this record was handled.";
    const rejection = { reason: "crash", detail, attempts };
    await storeParts(this.#ctx, scope, [record], () => [rejectBatch(this.#ctx, [record], rejection)]);
  }

  async #ingest(batch: readonly IngestRecord[], scope: CallScope): Promise<void> {
    const ahead = this.#ahead?.batch === batch ? this.#ahead.parts : undefined;
    this.#ahead = undefined;
    try {
      await ingestBatch(this.#ctx, scope, batch, ahead);
    } catch (error) {
      // What is remembered may be the reason: a day's partition that went, what a restored backup hasn't got.
      this.forget();
      throw error;
    }
  }

  async #begin(batch: readonly IngestRecord[], scope: CallScope): Promise<number> {
    const firsts = new Map<string, number>();
    for (const { lane, seq } of batch) if (!firsts.has(lane)) firsts.set(lane, seq);
    const unknown = Array.from(firsts, ([lane, seq]) => ({ lane, seq })).filter(
      ({ lane, seq }) => this.#begun.get(lane) !== seq,
    );
    if (unknown.length === 0) return 1;
    const attempts = await noteAttempt(this.#ctx.database.within(scope), unknown);
    for (const { lane, seq } of unknown) this.#begun.set(lane, seq);
    return attempts;
  }
}
