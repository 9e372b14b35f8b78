import type { DescMessage } from "@bufbuild/protobuf";
import type { CallScope } from "../db/connection.ts";
import { type Database, inTransaction, type TransactionOptions, type Tx } from "../db/database.ts";
import { writeAudit } from "./audit-store.ts";
import type { Cause, EventDraft, Outbox, OutboxTables } from "./outbox.ts";
import { writeEvents } from "./outbox-store.ts";

/** Tells of a change that the transaction makes. */
export type Emit<Desc extends DescMessage> = (draft: EventDraft<Desc>) => void;

/** What of a service's context changes need. */
export interface ChangeContext<Tables extends OutboxTables, Desc extends DescMessage> {
  readonly database: Database<Tables>;
  readonly outbox: Pick<Outbox<Desc>, "eventOf" | "audited" | "wake">;
}

/**
 * Runs `work` in a transaction bound to the call, as {@link inTransaction} does. What it emits is written in the order of
 * emitting by the same transaction, as the last it does, and published after the commit. With events off only the audit
 * trail of a service that uses it is written; when `work` throws, nothing is.
 */
export async function withTransaction<Tables extends OutboxTables, Desc extends DescMessage, R>(
  { database, outbox }: ChangeContext<Tables, Desc>,
  call: CallScope & Cause,
  work: (tx: Tx<Tables>, emit: Emit<Desc>) => Promise<R>,
  options: TransactionOptions = {},
): Promise<R> {
  let written = 0;
  const run = async (tx: Tx<Tables>) => {
    const drafts: EventDraft<Desc>[] = [];
    const result = await work(tx, (draft) => void drafts.push(draft));
    const events = drafts.flatMap((draft) => outbox.eventOf(call, draft) ?? []);
    await writeEvents(tx, events);
    if (outbox.audited) await writeAudit(tx, call, drafts);
    written = events.length;
    return result;
  };
  const result = await inTransaction(database, call, run, options);
  if (written > 0) outbox.wake();
  return result;
}
