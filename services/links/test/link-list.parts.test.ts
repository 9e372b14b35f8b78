import { randomUUID } from "node:crypto";
import { create, toBinary } from "@bufbuild/protobuf";
import { CountsEventSchema } from "@waypost/gen/proto/waypost/events/v1/counts_pb.ts";
import { inTransaction } from "@waypost/kit/db/database.ts";
import { openEventBus } from "@waypost/kit/outbox/open-event-bus.ts";
import { sql } from "kysely";
import { parse } from "uuid";
import { expect, onTestFinished, test, vi } from "vitest";
import { abandonLinkList, markProjected, measureLinkList, readLinkListState } from "../store/link-list.ts";
import { rebuildLinkList } from "../store/rebuild-link-list.ts";
import { startLinks, workspaceId } from "./links-fixture.ts";

const patience = { timeout: 20_000, interval: 10 };
const settings = { WAYPOST_OUTBOX: "true", WAYPOST_LINK_LIST: "model" };
const noCounts = async () => new Map();

/** links with the list of links, whose consumers run from `keep` on. */
async function startWithList() {
  const links = await startLinks({ settings });
  const current = () => readLinkListState(links.pool.db, workspaceId);
  return {
    ...links,
    async keep() {
      const running = links.consumers();
      for (const each of running) await each.start();
      const stop = async () => {
        for (const each of [...running].reverse()) await each.stop();
      };
      onTestFinished(stop);
      return stop;
    },
    caughtUp: () =>
      vi.waitFor(async () => expect(await current()).toMatchObject({ current: true }), patience),
    codes: async (query = "") => {
      const { body } = await links.api("GET", `/links?sort=createdAt&${query}`);
      return body.items.map((it: { code: string }) => it.code);
    },
  };
}

const make = (alias: string, more = {}) => ({ url: `https://example.com/${alias}`, alias, ...more });

test("the list follows its links, and shows the same as the links themselves", async () => {
  const links = await startWithList();
  await links.keep();
  const made = await links.api("POST", "/links", make("one", { tags: ["a"], title: "First" }));
  await links.api("POST", "/links", make("two", { tags: ["a", "b"], maxClicks: 3 }));
  await links.api("POST", "/links", make("three", { expiresAt: "2099-01-01T00:00:00Z" }));
  await links.api("PATCH", `/links/${made.body.id}`, { title: "Changed" });
  const gone = await links.api("POST", "/links", make("gone"));
  await links.api("DELETE", `/links/${gone.body.id}`);
  await links.caughtUp();
  expect(await links.codes()).toEqual(["one", "two", "three"]);
  expect(await links.codes("tag=a")).toEqual(["one", "two"]);
  expect(await links.codes("search=changed")).toEqual(["one"]);
  expect(await links.codes("state=deleted")).toEqual(["gone"]);
  await links.api("POST", `/links/${gone.body.id}/restore`);
  await links.caughtUp();
  expect(await links.codes()).toEqual(["one", "two", "three", "gone"]);
  const differing = await sql`
    select id, workspace_id, code, url, destination, title, tags, expires_at, max_clicks, version, created_at, updated_at,
           deleted_at, shelf, terms from links
    except
    select id, workspace_id, code, url, destination, title, tags, expires_at, max_clicks, version, created_at, updated_at,
           deleted_at, shelf, terms from link_list`.execute(links.pool.db);
  expect(differing.rows).toEqual([]);
  const page = await links.api("GET", "/links?sort=code&limit=1");
  const next = await links.api("GET", `/links?sort=code&limit=1&cursor=${page.body.nextCursor}`);
  expect([page, next].map(({ body }) => body.items[0].code)).toEqual(["gone", "one"]);
});

test("an author sees the change at once, also while nobody keeps the list", async () => {
  const links = await startWithList();
  const stop = await links.keep();
  await links.api("POST", "/links", make("before"));
  await links.caughtUp();
  await stop();
  for (let count = 0; count < 5; count++) {
    await links.api("POST", "/links", make(`now-${count}`));
    expect(await links.codes()).toHaveLength(count + 2);
  }
  expect(await measureLinkList(links.pool.db)).toMatchObject({ complete: true, behind: 5 });
  await links.keep();
  await links.caughtUp();
  expect(await links.codes()).toHaveLength(6);
  const text = await links.metrics.metrics();
  expect(text).toContain("waypost_link_list_behind 0");
  expect(text).toContain('outcome="applied"} 6');
});

test("counts are shown with their time, greater ones win, and those that come before their link wait for it", async () => {
  const links = await startWithList();
  await links.keep();
  const bus = await openEventBus(links.host, { counts: {} });
  onTestFinished(() => bus.close(1_000));
  const tell = async (linkId: string, human: number, bot: number, asOf: number) => {
    const eventId = randomUUID();
    const event = create(CountsEventSchema, {
      eventId: parse(eventId),
      occurredAtMs: 1n,
      kind: {
        case: "linkCountsRose",
        value: {
          links: [{ linkId: parse(linkId), human: BigInt(human), bot: BigInt(bot), unique: 1n }],
          asOfMs: BigInt(asOf),
        },
      },
    });
    await bus.publish("counts", { payload: toBinary(CountsEventSchema, event) });
  };
  const later = Date.now() + 10_000;
  const { body: link } = await links.api("POST", "/links", make("counted"));
  await tell(link.id, 5, 2, later);
  await tell(link.id, 4, 1, later - 5_000);
  const unborn = randomUUID();
  await tell(unborn, 9, 0, 0);
  await vi.waitFor(async () => {
    const { rows } = await sql`select from link_list_early_counts where link_id = ${unborn}`.execute(
      links.pool.db,
    );
    expect(rows).toHaveLength(1);
  }, patience);
  await links.caughtUp();
  const { body } = await links.api("GET", "/links");
  expect(body.items[0].clicks).toEqual({
    status: "ok",
    total: 7,
    human: 5,
    bot: 2,
    unique: 1,
    asOf: new Date(later).toISOString(),
  });
});

test("an event that comes again, and an older one after a newer, change nothing", async () => {
  const links = await startWithList();
  await links.keep();
  const { body } = await links.api("POST", "/links", make("again", { title: "First" }));
  await links.api("PATCH", `/links/${body.id}`, { title: "Second" });
  await links.caughtUp();
  const { rows } = await sql<{
    payload: Buffer;
    seq: number;
  }>`select payload, seq from outbox order by seq`.execute(links.pool.db);
  const [older] = rows;
  if (older === undefined) throw new Error("unreachable");
  const bus = await openEventBus(links.host, { links: {} });
  onTestFinished(() => bus.close(1_000));
  for (let count = 0; count < 3; count++) await bus.publish("links", { payload: older.payload });
  // The same change under an id that nobody knows, as after the notes were forgotten.
  const unknown = Buffer.from(older.payload);
  unknown.fill(7, 2, 18);
  await bus.publish("links", { payload: unknown });
  await vi.waitFor(async () => {
    const text = await links.metrics.metrics();
    expect(text).toContain('outcome="known"} 3');
    expect(text).toContain('outcome="applied"} 3');
  }, patience);
  const shown = await links.api("GET", "/links");
  expect(shown.body.items.map((it: { title: string }) => it.title)).toEqual(["Second"]);
});

test("an event that can't be read is put aside, and the workspace's list goes on", async () => {
  const links = await startWithList();
  await links.keep();
  const bus = await openEventBus(links.host, { links: {} });
  onTestFinished(() => bus.close(1_000));
  await bus.publish("links", { payload: Buffer.from("nonsense") });
  await bus.publish("links", {
    payload: new Uint8Array([0x0a, 0x10, ...new Uint8Array(16), 0x10, 0x01, 0xfa, 0x3f, 0x00]),
  });
  await links.api("POST", "/links", make("good"));
  await links.caughtUp();
  await vi.waitFor(async () => {
    const { rows } = await sql<{ reason: string }>`select reason from refused_events order by id`.execute(
      links.pool.db,
    );
    expect(rows.map(({ reason }) => reason.split(":")[0])).toEqual(["undecodable", "unknown-kind"]);
  }, patience);
  expect(await links.codes()).toEqual(["good"]);
});

test("a list that nobody kept is not shown until it was made anew, while links go on changing", async () => {
  const links = await startWithList();
  await links.keep();
  await links.api("POST", "/links", make("kept"));
  await links.api("POST", "/links", make("changed"));
  await links.caughtUp();
  await abandonLinkList(links.pool.db);
  // Written while no events were: nobody tells the list of it.
  await sql`update links set title = 'Unheard', version = version + 1 where code = 'changed'`.execute(
    links.pool.db,
  );
  await sql`insert into link_list select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid()))).*
    from link_list l limit 1`.execute(links.pool.db);
  const titles = async () => {
    const { body } = await links.api("GET", "/links?sort=createdAt");
    return body.items.map((it: { title: string | null }) => it.title);
  };
  expect(await titles()).toEqual([null, "Unheard"]);
  const scope = { signal: new AbortController().signal };
  const options = { countsOf: noCounts, now: Date.now(), pageSize: 1 };
  expect(await rebuildLinkList(links.pool, scope, options)).toEqual({ links: 2, mended: 2, counts: 0 });
  expect(await rebuildLinkList(links.pool, scope, options)).toEqual({ links: 2, mended: 0, counts: 0 });
  await links.caughtUp();
  expect(await titles()).toEqual([null, "Unheard"]);
  const { rows } = await sql`select from link_list`.execute(links.pool.db);
  expect(rows).toHaveLength(2);
});

test("links that change while the list is made anew are in it as they are in the end", async () => {
  const links = await startWithList();
  await links.keep();
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, index) => links.api("POST", "/links", make(`link-${index}`))),
  );
  let rebuilding = true;
  const scope = { signal: new AbortController().signal };
  const rebuilt = (async () => {
    for (let round = 0; round < 4; round++)
      await rebuildLinkList(links.pool, scope, { countsOf: noCounts, now: Date.now(), pageSize: 3 });
    rebuilding = false;
  })();
  const hand = async (first: number) => {
    for (let round = 0; rebuilding; round++) {
      const id = made[(first + round * 3) % made.length]?.body.id;
      if (round % 5 === 4) await links.api("DELETE", `/links/${id}`);
      else await links.api("PATCH", `/links/${id}`, { title: `${first}-${round}` });
      if (round % 7 === 6) await links.api("POST", "/links", make(`new-${first}-${round}`));
    }
  };
  await Promise.all([rebuilt, hand(0), hand(1), hand(2)]);
  await links.caughtUp();
  const columns = sql.raw("id, code, url, title, tags, version, updated_at, deleted_at, shelf, terms");
  const { rows } = await sql`
    (select ${columns} from links except select ${columns} from link_list)
    union all (select ${columns} from link_list except select ${columns} from links)`.execute(links.pool.db);
  expect(rows).toEqual([]);
}, 60_000);

test("a list that never had an event that is forgotten is not shown as whole until it was made anew", async () => {
  const links = await startWithList();
  const stop = await links.keep();
  await links.api("POST", "/links", make("had"));
  await links.caughtUp();
  await stop();
  const old = "published_at = now() - interval '8 days'";
  await sql`update outbox set ${sql.raw(old)}`.execute(links.pool.db);
  const forgotten = () =>
    vi.waitFor(async () => {
      const { rows } = await sql`select from outbox`.execute(links.pool.db);
      expect(rows).toEqual([]);
    }, patience);
  // What it has may go.
  const [publisher] = links.consumers();
  await publisher?.start();
  await forgotten();
  await publisher?.stop();
  expect(await measureLinkList(links.pool.db)).toMatchObject({ complete: true });
  await links.api("POST", "/links", make("missed"));
  await sql`update outbox set ${sql.raw(old)}`.execute(links.pool.db);
  const [next] = links.consumers();
  await next?.start();
  await forgotten();
  await next?.stop();
  expect(await measureLinkList(links.pool.db)).toMatchObject({ complete: false, behind: 0 });
  expect(await links.codes()).toEqual(["had", "missed"]);
  const scope = { signal: new AbortController().signal };
  await rebuildLinkList(links.pool, scope, { countsOf: noCounts, now: Date.now() });
  await links.caughtUp();
  expect(await links.codes()).toEqual(["had", "missed"]);
});

test("a rebuild marks the events that wait in pages, also those that were refused, and never more at once", async () => {
  const links = await startWithList();
  const made = await Promise.all(
    Array.from({ length: 10 }, (_, index) => links.api("POST", "/links", make(`waits-${index}`))),
  );
  for (const { body } of made) await links.api("PATCH", `/links/${body.id}`, { title: "Waits" });
  expect(await measureLinkList(links.pool.db)).toMatchObject({ behind: 20 });
  const scope = { signal: new AbortController().signal };
  await rebuildLinkList(links.pool, scope, { countsOf: noCounts, now: Date.now(), pageSize: 3 });
  expect(await measureLinkList(links.pool.db)).toMatchObject({ complete: true, behind: 0 });
  const { rows } = await sql<{ marked: number }>`
    select count(*)::int as marked from outbox group by xmin::text order by 1 desc`.execute(links.pool.db);
  expect(rows.map(({ marked }) => marked)).toEqual([3, 3, 3, 3, 3, 3, 2]);
  await links.caughtUp();
  expect(await links.codes()).toHaveLength(10);
});

test("events are noted in the list in the order of their numbers, so that nobody waits for it in a circle", async () => {
  const { pool } = await startLinks({ settings });
  await sql`insert into outbox (event_id, aggregate_id, payload)
            select gen_random_uuid(), gen_random_uuid(), 'x' from generate_series(1, 10000)`.execute(pool.db);
  const { rows } = await sql<{ seq: number; eventId: string }>`
    select seq, event_id as "eventId" from outbox order by seq desc limit 3`.execute(pool.db);
  const scope = { signal: new AbortController().signal };
  const [third, second] = rows.map(({ seq }) => seq);
  let noted: Promise<void> | undefined;
  await inTransaction(pool, scope, async (other) => {
    await sql`select from outbox where seq = ${second} for update`.execute(other);
    noted = inTransaction(pool, scope, (tx) => markProjected(tx, rows));
    noted.catch(() => undefined);
    await vi.waitFor(async () => {
      const waiting = await sql`select from pg_locks where not granted`.execute(pool.db);
      expect(waiting.rows).toHaveLength(1);
    }, patience);
    await sql`select from outbox where seq = ${third} for update`.execute(other);
  });
  await noted;
  const marked = await sql`select from outbox where projected_at is not null`.execute(pool.db);
  expect(marked.rows).toHaveLength(3);
}, 60_000);

test("the list needs the outbox, and says so", async () => {
  await expect(startLinks({ settings: { WAYPOST_LINK_LIST: "model" } })).rejects.toThrow(
    "WAYPOST_LINK_LIST=model is made from events; set WAYPOST_OUTBOX=true with it.",
  );
});
