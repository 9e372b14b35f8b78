import { spawnSync } from "node:child_process";
import pg from "pg";
import type { Product } from "./product.ts";

/**
 * Adds links by SQL until the first workspace has `count`, as if they had been made over REST a second apart: every
 * link is tagged `common` and one of 50 tags, one in 100,000 is tagged `rare`; one in 20 is deleted, one in 10 expired.
 * Their terms are those of services/links/domain/search-terms.ts. Indexes are made anew, and statistics taken; with
 * `code` only those of codes, for redirects, and of expiries, without which a job would read the whole table each time.
 */
export async function fillLinks(
  product: Product,
  count: number,
  needed: "all" | "code" = "all",
): Promise<void> {
  // The contract promises the id.
  const { id } = (await product.call("GET", "/api/v1/workspaces/current")) as { id: string };
  const client = new pg.Client({ connectionString: await product.ownerUrl() });
  await client.connect();
  try {
    await client.query(
      "set search_path = links; set maintenance_work_mem = '256MB'; set synchronous_commit = off",
    );
    const there = await client.query<{ n: number }>("select count(*)::int as n from links");
    const indexes = await client.query<{ name: string; made: string }>(
      `select indexname as name, indexdef as made from pg_indexes
       where schemaname = 'links' and tablename = 'links' and indexname <> 'links_pkey'`,
    );
    for (const { name } of indexes.rows) await client.query(`drop index ${name}`);
    await client.query(insertSql, [id, there.rows[0]?.n ?? 0, count]);
    for (const { made } of indexes.rows)
      if (needed === "all" || /\((?:code|expires_at)\)/.test(made)) await client.query(made);
    await client.query("vacuum analyze links");
    // Otherwise PostgreSQL, and then the kernel, write all of it back while the bench measures.
    await client.query("checkpoint");
    spawnSync("sync");
  } finally {
    await client.end();
  }
}

/**
 * `count` different codes of links that can be followed, chosen at random from the first `among` of those that
 * {@link fillLinks} made: one that came twice would be known the second time. Throws when there are not as many.
 */
export async function randomCodes(product: Product, count: number, among: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: await product.ownerUrl() });
  await client.connect();
  try {
    const { rows } = await client.query<{ code: string }>(
      `select code from (
         select distinct 'c' || md5('c' || trunc(random() * $2::bigint)) as code from generate_series(1, 4 * $1)
       ) guessed join links.links using (code) where shelf = 'live' order by random() limit $1`,
      [count, among],
    );
    if (rows.length < count) throw new Error(`Only ${rows.length} of ${count} codes were found.`);
    return rows.map(({ code }) => code);
  } finally {
    await client.end();
  }
}

const insertSql = `
  insert into links (id, workspace_id, code, url, destination, title, tags, expires_at, created_at, updated_at,
    deleted_at, shelf, terms)
  select id, $1::text::uuid, code, url, url, title, tags,
    case shelf when 'expired' then timestamptz '2024-01-01' end,
    uuid_extract_timestamp(id), uuid_extract_timestamp(id),
    case shelf when 'deleted' then timestamptz '2024-06-01' end, shelf,
    array_to_tsvector(array(select left(shelf, 1) || right($1::text, 8) || term
      from unnest(array['https', 'example', 'com', 'item', 'campaign', code, 'n' || n, 'section' || n % 100,
        'word' || n % 1000, '#' || tags[1], '#' || tags[2], '^h', '^e', '^c', '^i', '^n', '^s', '^w', '^ht', '^ex',
        '^co', '^it', '^ca', '^se', '^wo', '^n' || left(n::text, 1), '^' || left(code, 2)]) term))
  from (
    select n, 'c' || md5('c' || n) as code, 'https://example.com/section' || n % 100 || '/item/n' || n as url,
      'Campaign word' || n % 1000 as title,
      array['common', case when n % 100000 = 7 then 'rare' else 'tag' || n % 50 end] as tags,
      case when n % 20 = 3 then 'deleted' when n % 10 = 1 then 'expired' else 'live' end as shelf,
      (lpad(to_hex(1700000000000 + n * 1000), 12, '0') || '7' || left(md5(n::text), 3) || '8'
        || substr(md5(n::text), 4, 15))::uuid as id
    from generate_series($2::bigint + 1, $3::bigint) n
  ) made`;
