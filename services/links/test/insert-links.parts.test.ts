import { randomUUIDv7 } from "node:crypto";
import { fromBinary } from "@bufbuild/protobuf";
import { LinkEventSchema } from "@waypost/gen/proto/waypost/events/v1/link_pb.ts";
import { stateOf } from "@waypost/kit/db/errors.ts";
import { Fault } from "@waypost/kit/errors/fault.ts";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { newLink } from "../domain/new-link.ts";
import { linkOfEvent } from "../store/link-events.ts";
import { linkChangesChannel } from "../store/links.ts";
import { startLinks, workspaceId } from "./links-fixture.ts";

const url = "https://example.com/a-long-page";
const scope = () => ({ signal: new AbortController().signal });

function link(code: string, draft: { readonly destination?: string; readonly expiresAt?: Date } = {}) {
  const destination = { url, destination: draft.destination ?? url };
  const rest = { title: `"${code}" {\\}`, tags: [`${code},'x"`, "{y}"], maxClicks: 7 };
  return newLink(
    { workspaceId, code, destination, ...rest, expiresAt: draft.expiresAt ?? null },
    randomUUIDv7(),
  );
}

test("links of concurrent requests are each stored as they are", async () => {
  const { context, pool } = await startLinks();
  const links = ["one", "two", "three"].map((code) =>
    link(code, { expiresAt: new Date("2033-06-01T00:00:00.123Z") }),
  );
  expect(
    await Promise.all(links.map((it) => context.insertLink({ link: it, event: null }, scope()))),
  ).toEqual([true, true, true]);
  const rows = await pool.db.selectFrom("links").selectAll().execute();
  expect(rows.map(({ terms: _, ...row }) => row)).toEqual(
    links
      .toSorted((a, b) => (a.code < b.code ? -1 : 1))
      .map((it) => ({
        id: it.id,
        workspace_id: it.workspaceId,
        code: it.code,
        url: it.url,
        destination: it.destination,
        title: it.title,
        tags: it.tags,
        expires_at: it.expiresAt,
        max_clicks: it.maxClicks,
        clicks_taken: 0,
        version: 1,
        created_at: it.createdAt,
        updated_at: it.updatedAt,
        deleted_at: null,
        shelf: "live",
      })),
  );
});

test("an alias is told with its row, whatever becomes of its maker", async () => {
  const { context, host } = await startLinks();
  const told: string[] = [];
  await host.store.notifications.listen(linkChangesChannel, { onMessage: (code) => told.push(code) });
  const insert = (code: string, announce: boolean) =>
    context.insertLink({ link: link(code), event: null, announce }, scope());
  await insert("quiet", false);
  await insert("told", true);
  await insert("told", true);
  await host.store.notifications.caughtUp();
  expect(told).toEqual(["told"]);
});

test("of concurrent requests for one alias exactly one gets it, and others beside them are not disturbed", async () => {
  const { api } = await startLinks();
  const drafts = Array.from({ length: 40 }, (_, index) =>
    index % 4 === 0 ? {} : { alias: `alias-${index % 4}` },
  );
  const answers = await Promise.all(drafts.map((draft) => api("POST", "/links", { url, ...draft })));
  const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.code);
  expect(made.filter((code) => code.startsWith("alias-")).sort()).toEqual(["alias-1", "alias-2", "alias-3"]);
  expect(made).toHaveLength(13);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(27);
});

test("a link that the table refuses does not take those beside it along", async () => {
  const { context, pool } = await startLinks();
  const insert = (it: ReturnType<typeof link>) => context.insertLink({ link: it, event: null }, scope());
  const bad = insert(link("bad", { destination: "ftp://example.com/" })).catch(stateOf);
  const good = insert(link("good"));
  expect(await bad).toBe("23514");
  expect(await good).toBe(true);
  expect(await pool.db.selectFrom("links").select("code").execute()).toEqual([{ code: "good" }]);
});

test("with an outbox, each link that was made has its event in it, and no other", async () => {
  const { api, pool } = await startLinks({ settings: { WAYPOST_OUTBOX: "true" } });
  const aliases = ["a-1", "a-2", "a-1", "a-3", "a-2"];
  const answers = await Promise.all(aliases.map((alias) => api("POST", "/links", { url, alias })));
  const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.id);
  expect(made).toHaveLength(3);
  const events = await pool.db
    .selectFrom("outbox")
    .select(["aggregate_id", "workspace_id", "payload"])
    .execute();
  expect(events.map((it) => it.aggregate_id).sort()).toEqual(made.sort());
  for (const { aggregate_id, workspace_id, payload } of events) {
    expect(workspace_id).toBe(workspaceId);
    expect(linkOfEvent(fromBinary(LinkEventSchema, payload))?.id).toBe(aggregate_id);
  }
});

test("the statement of a batch ends in PostgreSQL when the last of its callers is gone", async () => {
  const { context, pool } = await startLinks();
  const callers = [new AbortController(), new AbortController()];
  const gone = new Fault("cancelled", "cancelled");
  await pool.db.transaction().execute(async (tx) => {
    await sql`lock table links in exclusive mode`.execute(tx);
    const waiting = async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from pg_stat_activity
        where wait_event_type = 'Lock' and query like '%insert into links%'`.execute(pool.db);
      return rows[0]?.n;
    };
    const outcomes = callers.map(({ signal }, index) =>
      context.insertLink({ link: link(`code-${index}`), event: null }, { signal }).catch((error) => error),
    );
    await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
    callers[0]?.abort(gone);
    expect(await outcomes[0]).toBe(gone);
    expect(await waiting()).toBe(1);
    callers[1]?.abort(gone);
    expect(await outcomes[1]).toBe(gone);
    await expect.poll(waiting, { timeout: 10_000 }).toBe(0);
  });
  expect(await pool.db.selectFrom("links").select("id").execute()).toEqual([]);
});
