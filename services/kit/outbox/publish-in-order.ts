import type { PendingEvent } from "./outbox-store.ts";

/** What became of a batch of events. */
export interface PublishedBatch {
  /** Numbers of the events that the bus took. */
  readonly published: readonly number[];
  /** The first failure, if there was one. */
  readonly error: unknown;
  readonly failed: number;
}

/**
 * Publishes events: those of one aggregate one after the other, those of different ones side by side, at most
 * `atOnce`. After a failure the later events of that aggregate stay behind, so that none overtakes it. Begins nothing
 * more once `mayGoOn` answers false.
 */
export async function publishInOrder(
  events: readonly PendingEvent[],
  publish: (event: PendingEvent) => Promise<void>,
  mayGoOn: () => boolean,
  atOnce: number,
): Promise<PublishedBatch> {
  const chains = [...Map.groupBy(events, (event) => event.aggregateId).values()];
  const published: number[] = [];
  let failed = 0;
  let error: unknown;
  const work = async (): Promise<void> => {
    for (let chain = chains.shift(); chain !== undefined; chain = chains.shift()) {
      for (const event of chain) {
        if (!mayGoOn()) return;
        try {
          await publish(event);
        } catch (cause) {
          error ??= cause;
          failed++;
          break;
        }
        published.push(event.seq);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, chains.length) }, work));
  return { published, error, failed };
}
