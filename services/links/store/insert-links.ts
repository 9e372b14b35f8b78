import type { DescMessage } from "@bufbuild/protobuf";
import type { LinksTables } from "@waypost/gen/db/links.ts";
import { Batcher } from "@waypost/kit/db/batcher.ts";
import type { CallScope } from "@waypost/kit/db/connection.ts";
import { type Database, withClient } from "@waypost/kit/db/database.ts";
import type { Outbox, OutboxEvent } from "@waypost/kit/outbox/outbox.ts";
import { outboxColumns, outboxRecord, outboxRow } from "@waypost/kit/outbox/outbox-store.ts";
import type { Link } from "../domain/link.ts";
import { termsOf } from "../domain/search-terms.ts";
import { linkChangesChannel } from "./links.ts";

/** A new, live link, and the event of its creation when events are wanted. */
export interface NewLink {
  readonly link: Link;
  readonly event: OutboxEvent | null;
  /** Tells every process, with the commit, that the code is one now: somebody may have asked for it before. */
  readonly announce?: boolean;
}

/** Stores a link together with its event; false, and nothing stored, when its code or its id is there already. */
export type InsertLink = (wanted: NewLink, scope: CallScope) => Promise<boolean>;

/** Links of concurrent requests are stored by one statement: its commit costs more than many rows. */
export function insertsOf(
  database: Database<LinksTables>,
  outbox: Pick<Outbox<DescMessage>, "wake">,
): InsertLink {
  const batcher = new Batcher<NewLink, boolean>({
    async run(wanted, scope) {
      const made = await insertLinks(database, wanted, scope);
      outbox.wake();
      return made;
    },
    maxItems: 64,
    maxRunning: 2,
  });
  return (wanted, scope) => batcher.add(wanted, scope);
}

async function insertLinks(
  database: Database<LinksTables>,
  wanted: readonly NewLink[],
  scope: CallScope,
): Promise<boolean[]> {
  // In one order, so that two batches with the same aliases don't wait for each other.
  const rows = wanted.map(rowOf).sort((a, b) => (a.code < b.code ? -1 : 1));
  const statement = wanted.some(({ event }) => event !== null) ? insertionWithEvents : insertion;
  const announced = wanted.flatMap(({ link, announce }) => (announce === true ? [link.code] : []));
  const values = [JSON.stringify(rows), announced, linkChangesChannel];
  const { rows: made } = await withClient(database.within(scope), (client) =>
    client.query<{ id: string }>({ ...statement, values }),
  );
  const ids = new Set(made.map(({ id }) => id));
  return wanted.map(({ link }) => ids.has(link.id));
}

/** Prepared once per connection, as the other. */
const insertion = {
  name: "insert-links",
  text: `
    insert into links (id, workspace_id, code, url, destination, title, tags, expires_at, max_clicks,
      created_at, updated_at, terms)
    select id, workspace_id, code, url, destination, title, tags, expires_at, max_clicks,
      uuid_extract_timestamp(id), uuid_extract_timestamp(id), array_to_tsvector(terms)
    from json_to_recordset($1) as wanted (id uuid, workspace_id uuid, code text, url text, destination text,
      title text, tags text[], expires_at timestamptz, max_clicks integer, terms text[])
    on conflict do nothing
    returning id, case when code = any($2::text[]) then pg_notify($3, code)::text end as told`,
};

const insertionWithEvents = {
  name: "insert-links-with-events",
  text: `
    with made as (${insertion.text}), noted as (
      insert into outbox (${outboxColumns})
      select ${outboxColumns} from json_to_recordset($1) as event (${outboxRecord})
      where aggregate_id in (select id from made) and event_id is not null
    )
    select id from made`,
};

function rowOf({ link, event }: NewLink) {
  return {
    id: link.id,
    workspace_id: link.workspaceId,
    code: link.code,
    url: link.url,
    destination: link.destination,
    title: link.title,
    tags: link.tags,
    expires_at: link.expiresAt,
    max_clicks: link.maxClicks,
    terms: termsOf(link, "live"),
    ...(event === null ? null : outboxRow(event)),
  };
}
