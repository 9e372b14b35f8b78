import type { LinksTables } from "@waypost/gen/db/links.ts";
import { createDatabase } from "@waypost/kit/db/database.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { type Kysely, sql } from "kysely";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { planSearch } from "../domain/search-plan.ts";
import { wantedTerms } from "../domain/search-terms.ts";
import { type LinkSort, type ListRequest, listLinks, listQuery } from "../store/list-links.ts";
import { readTermStatistics, type TermStatistics } from "../store/term-statistics.ts";

const workspaceId = "01890000-0000-7000-8000-0000deadbeef";
const count = 1_000_000;
const sorts: readonly LinkSort[] = ["createdAt", "-createdAt", "code", "-code"];
const states = ["live", "expired", "deleted"] as const;

/** How frequent a filter is among the links made below. */
const filters: Readonly<Record<string, Pick<ListRequest, "tag" | "search">>> = {
  none: { tag: undefined, search: undefined },
  "a tag of all": { tag: "common", search: undefined },
  "a tag of 2 %": { tag: "tag7", search: undefined },
  "a tag of 10": { tag: "rare", search: undefined },
  "a tag of none": { tag: "never", search: undefined },
  "a word of all": { tag: undefined, search: "exam" },
  "a word of one in 1,000": { tag: undefined, search: "word777" },
  "a word of one": { tag: undefined, search: "n123456" },
  "a word of none": { tag: undefined, search: "zebra" },
  "one letter": { tag: undefined, search: "w" },
  "a rare and a frequent word": { tag: undefined, search: "example n123456" },
  "a tag of all and a word of one": { tag: "common", search: "n123456" },
  "a rare tag and a word of all": { tag: "rare", search: "exam" },
};

interface PlanNode {
  readonly "Node Type": string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly PlanNode[];
}

let database: TestDatabase;
let db: Kysely<LinksTables>;
let statistics: TermStatistics;

beforeAll(async () => {
  database = await createTestDatabase("links");
  await fill(database, count);
  db = database.open<LinksTables>("links", { statementTimeoutMs: 120_000 }).db;
  statistics = await readTermStatistics(db);
}, 240_000);

afterAll(() => database.close());

test.each(Object.keys(filters))(
  "with %s, every sort and state goes by an index and reads little",
  async (name) => {
    for (const sort of sorts) {
      for (const state of states) {
        for (const after of [
          undefined,
          sort.endsWith("code") ? "c8" : "018bd2e0-0000-7000-8000-000000000000",
        ]) {
          const request: ListRequest = {
            workspaceId,
            sort,
            state,
            tag: filters[name]?.tag,
            search: filters[name]?.search,
            after,
            limit: 51,
            now: new Date(),
          };
          const nodes = flat(await explain(request));
          const types = nodes.map((node) => node["Node Type"]);
          const what = `${sort} ${state} ${after ?? "first page"}: ${types.join(" < ")}`;
          expect(types, what).not.toContain("Seq Scan");
          expect(
            nodes.some((node) => node["Index Name"] !== undefined),
            what,
          ).toBe(true);
          // What is read beyond what is shown: the price of filtering along an order, or of sorting what a term has.
          const read = Math.max(
            ...nodes.map((node) => node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)),
          );
          expect(read, what).toBeLessThan(20_000);
        }
      }
    }
  },
);

test("a visitor's code is found by its index", async () => {
  const { rows } = await sql<{
    plan: string;
  }>`explain (format text) select id from links where code = 'c17'`.execute(db);
  expect(JSON.stringify(rows)).toContain("links_code");
});

test("links of another workspace are neither seen nor read", async () => {
  const now = new Date();
  const other = "01890000-0000-7000-8000-0000deadbeee";
  const request = {
    workspaceId: other,
    sort: "-createdAt",
    state: "live",
    tag: "common",
    search: "exam",
    after: undefined,
    limit: 51,
    now,
  } as const;
  expect(await listLinks(db, request, statistics)).toEqual([]);
  const read = flat(await explain(request)).map((node) => node["Actual Rows"]);
  expect(Math.max(...read)).toBeLessThan(10);
});

async function explain(request: ListRequest): Promise<PlanNode> {
  const terms = wantedTerms(request);
  if (terms === null) throw new Error("the filter can match nothing");
  const query = listQuery(db, request, terms, planSearch(terms, { ...statistics, limit: request.limit }));
  const { rows } = await sql<{
    "QUERY PLAN": [{ Plan: PlanNode }];
  }>`explain (analyze, format json) ${query}`.execute(db);
  const plan = rows[0]?.["QUERY PLAN"][0].Plan;
  if (plan === undefined) throw new Error("PostgreSQL explained nothing");
  return plan;
}

function flat(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flat)];
}

/**
 * Makes links in SQL, without a log and with the indexes built afterwards. Of the terms that search-terms.ts makes, all
 * that are rare are there, and of those that every link has the ones that the filters above ask for.
 */
async function fill(target: TestDatabase, links: number): Promise<void> {
  const log = pino({ level: "error" });
  const owner = createDatabase<LinksTables>({
    url: target.ownerUrl,
    applicationName: "fill",
    log,
    poolSize: 1,
    statementTimeoutMs: 200_000,
  });
  try {
    await owner.db.connection().execute(async (one) => {
      await sql`set search_path = links`.execute(one);
      await sql`set maintenance_work_mem = '256MB'`.execute(one);
      const { rows } = await sql<{ name: string; made: string }>`
        select indexname as name, indexdef as made from pg_indexes
        where schemaname = 'links' and tablename = 'links' and indexname <> 'links_pkey'`.execute(one);
      await sql`alter table links set unlogged`.execute(one);
      for (const { name } of rows) await sql`drop index ${sql.ref(name)}`.execute(one);
      await sql`
        insert into links (id, workspace_id, code, url, destination, title, tags, expires_at, created_at, updated_at,
          deleted_at, shelf, terms)
        select id, ${workspaceId}::uuid, code, url, url, title, tags,
          case shelf when 'expired' then timestamptz '2024-01-01' end,
          uuid_extract_timestamp(id), uuid_extract_timestamp(id),
          case shelf when 'deleted' then timestamptz '2024-06-01' end, shelf,
          array_to_tsvector(array[scope || 'example', scope || code, scope || 'n' || n, scope || 'section' || n % 100,
            scope || 'word' || n % 1000, scope || '#' || tags[1], scope || '#' || tags[2], scope || '^w', scope || '^ex'])
        from (
          select n, 'c' || md5('c' || n) as code, 'https://example.com/section' || n % 100 || '/item/n' || n as url,
            'Campaign word' || n % 1000 as title,
            array['common', case when n % 100000 = 7 then 'rare' else 'tag' || n % 50 end] as tags,
            case when n % 20 = 3 then 'deleted' when n % 10 = 1 then 'expired' else 'live' end as shelf,
            (lpad(to_hex(1700000000000 + n * 1000), 12, '0') || '70008' || lpad(to_hex(n), 15, '0'))::uuid as id
          from generate_series(1, ${links}::bigint) n
        ) made cross join lateral (select left(shelf, 1) || 'deadbeef' as scope) scoped`.execute(one);
      for (const { made } of rows) await sql.raw(made).execute(one);
      await sql`vacuum analyze links`.execute(one);
    });
  } finally {
    await owner.close();
  }
}
