import { latin1ToUuid } from "@waypost/kit/bytes/uuid-bytes.ts";
import type { PoolClient } from "pg";

/** The request id of a click, on its link. */
export interface ContentId {
  /** 16 characters of one byte each. */
  readonly linkId: string;
  readonly contentId: string;
}

/** What stands for a content id in memory. */
export function contentKey({ linkId, contentId }: ContentId): string {
  return linkId + contentId;
}

/** Notes content ids, each once, in order so that two consumers can't block each other; answers the keys that were new. */
export async function noteContentIds(client: PoolClient, ids: readonly ContentId[]): Promise<Set<string>> {
  const byUuid = ids
    .map((id) => ({ uuid: latin1ToUuid(id.linkId), id }))
    .sort((a, b) => compare(a.uuid, b.uuid) || compare(a.id.contentId, b.id.contentId));
  const { rows } = await client.query<{ place: number }>({
    name: "note-content-ids",
    text: `with asked as (
             select link_id, content_id, place
             from unnest($1::uuid[], $2::text[]) with ordinality as t (link_id, content_id, place)
           ), noted as (
             insert into content_ids (link_id, content_id) select link_id, content_id from asked order by place
             on conflict do nothing returning link_id, content_id
           ) select place::int from asked join noted using (link_id, content_id)`,
    values: [byUuid.map(({ uuid }) => uuid), byUuid.map(({ id }) => id.contentId)],
  });
  return new Set(
    rows.flatMap(({ place }) => {
      const found = byUuid[place - 1];
      return found === undefined ? [] : [contentKey(found.id)];
    }),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
