import type { LinksTables } from "@waypost/gen/db/links.ts";
import type { Db } from "@waypost/kit/db/database.ts";
import { sql } from "kysely";
import type { ShareOf } from "../domain/search-plan.ts";
import { shareOfTerms } from "../domain/term-shares.ts";

/** How frequent the terms of links are, as PostgreSQL's ANALYZE last counted. */
export interface TermStatistics {
  readonly links: number;
  readonly shareOf: ShareOf;
}

const holdMs = 60_000;
/** Terms rarer than this are not worth keeping: a search for them always fetches. */
const leastShare = 0.0005;

/** Reads the statistics and holds them for a minute; they change with ANALYZE only. */
export class TermStatisticsReader {
  readonly #now: () => number;
  #held: { readonly until: number; readonly statistics: Promise<TermStatistics> } | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** `db` is used when nothing is held; a read that fails is not held. */
  read(db: Db<LinksTables>): Promise<TermStatistics> {
    const now = this.#now();
    if (this.#held !== undefined && now < this.#held.until) return this.#held.statistics;
    const held = { until: now + holdMs, statistics: readTermStatistics(db) };
    this.#held = held;
    held.statistics.catch(() => {
      if (this.#held === held) this.#held = undefined;
    });
    return held.statistics;
  }
}

export async function readTermStatistics(db: Db<LinksTables>): Promise<TermStatistics> {
  const { rows } = await sql<{ links: number; term: string | null; share: number | null }>`
    select greatest(c.reltuples, 0)::float8 as links, e.term, e.share::float8 as share
    from pg_class c
    left join pg_stats s on s.schemaname = 'links' and s.tablename = 'links' and s.attname = 'terms'
    left join lateral unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) e (term, share)
      on e.share >= ${leastShare}
    where c.oid = 'links.links'::regclass`.execute(db);
  const shares = new Map<string, number>();
  for (const { term, share } of rows) if (term !== null && share !== null) shares.set(term, share);
  return {
    links: rows[0]?.links ?? 0,
    shareOf: shareOfTerms(shares),
  };
}
