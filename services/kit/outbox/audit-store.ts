import type { DescMessage } from "@bufbuild/protobuf";
import { sql } from "kysely";
import type { Actor } from "../call.ts";
import type { Tx } from "../db/database.ts";
import type { Cause, EventDraft } from "./outbox.ts";

/** Writes who made these changes, from where and by which request; see `db/parts/audit`. */
export async function writeAudit<Tables, Desc extends DescMessage>(
  tx: Tx<Tables>,
  cause: Cause,
  drafts: readonly EventDraft<Desc>[],
): Promise<void> {
  if (drafts.length === 0) return;
  const rows = drafts.map(({ kind, aggregateId, workspaceId = cause.workspaceId, before, after }) => ({
    workspace_id: workspaceId || null,
    actor: actorText(cause.actor),
    operation: cause.operation ?? null,
    // The kind of an event message is a oneof: a case and its value.
    change: (kind as unknown as { readonly case: string }).case,
    aggregate_id: aggregateId,
    address: cause.address ?? null,
    request_id: cause.requestId ?? null,
    trace_id: cause.traceId ?? null,
    before,
    after,
  }));
  await sql`
    insert into audit_entries (workspace_id, actor, operation, change, aggregate_id, address, request_id, trace_id,
                               before, after)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as entry (workspace_id uuid, actor text,
      operation text, change text, aggregate_id uuid, address text, request_id text, trace_id uuid, before jsonb,
      after jsonb)`.execute(tx);
}

function actorText(actor: Actor | undefined): string {
  if (actor === undefined) return "service";
  if (actor.kind === "key") return `key ${actor.keyId}`;
  if (actor.kind === "anonymous") return "anonymous";
  return `service ${actor.name}${actor.onBehalfOf === null ? "" : ` for key ${actor.onBehalfOf}`}`;
}
