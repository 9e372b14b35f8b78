import { describe, expect, test } from "vitest";
import { startLinks } from "./links-fixture.ts";

const url = "https://example.com/a-long-page";

describe("createLink", () => {
  test("makes a link with a code of its own and shows it", async () => {
    const { api } = await startLinks();
    const { status, headers, body } = await api("POST", "/links", { url });
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`/api/v1/links/${body.id}`);
    expect(headers.get("etag")).toBe('"1"');
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      code: expect.stringMatching(/^[1-9A-HJ-NP-Za-km-z]{8}$/),
      shortUrl: `https://go.example.com/${body.code}`,
      url,
      title: null,
      tags: [],
      expiresAt: null,
      maxClicks: null,
      createdAt: expect.any(String),
      updatedAt: body.createdAt,
      deletedAt: null,
      clicks: { status: "ok", total: 0, human: 0, bot: 0, unique: 0, asOf: expect.any(String) },
    });
    const read = await api("GET", `/links/${body.id}`);
    expect(read.body).toEqual({
      ...body,
      clicks: { ...body.clicks, total: 5, human: 3, bot: 2, unique: 1, asOf: expect.any(String) },
    });
  });

  test("takes alias, expiry, limit, title and tags; shows the destination as typed", async () => {
    const { api, pool } = await startLinks();
    const draft = {
      url: "https://münchen.example/straße",
      alias: "Spring-Sale_1",
      title: "Größe",
      tags: ["spring", "A/B"],
      expiresAt: "2033-06-01T00:00:00.000Z",
      maxClicks: 7,
    };
    const { status, body } = await api("POST", "/links", draft);
    expect(status).toBe(201);
    const { alias, ...rest } = draft;
    expect(body).toMatchObject({ ...rest, code: alias });
    const row = await pool.db.selectFrom("links").select("destination").executeTakeFirstOrThrow();
    expect(row.destination).toBe("https://xn--mnchen-3ya.example/stra%C3%9Fe");
  });

  test.each([
    [{ url, alias: "METRICS" }, "alias-reserved", "/body/alias"],
    [{ url, alias: "problems" }, "alias-reserved", "/body/alias"],
    [{ url: "javascript:alert(1)" }, "destination-refused", "/body/url"],
    [{ url: "https://go.example.com/x" }, "destination-refused", "/body/url"],
    [{ url: "https://user@example.com/" }, "destination-refused", "/body/url"],
    [{ url: "https://example.com/\u202e" }, "destination-refused", "/body/url"],
    [{ url: "https://example.com/\u0007" }, "destination-refused", "/body/url"],
    [{ url, expiresAt: "2001-01-01T00:00:00Z" }, "expiry-in-past", "/body/expiresAt"],
  ])("refuses %j by rule", async (body, slug, pointer) => {
    const { api } = await startLinks();
    const answer = await api("POST", "/links", body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ type: `/problems/${slug}`, errors: [{ pointer }] });
  });

  test.each([
    [{ url, title: "a\u0000b" }, "/body"],
    [{ url: "https://example.com/\ud800" }, "/body"],
    [{ url, title: "a\u001bb" }, "/body/title"],
    [{ url, tags: ["ok", "a\u0085"] }, "/body/tags/1"],
    [{ url, alias: "a" }, "/body/alias"],
    [{ url, alias: "no spaces" }, "/body/alias"],
    [{ url, maxClicks: 0 }, "/body/maxClicks"],
    [{ url: 5 }, "/body/url"],
  ])("refuses %j by contract", async (body, pointer) => {
    const { api } = await startLinks();
    const answer = await api("POST", "/links", body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  test("an alias that is taken is 409, also in other workspaces and after deletion; case matters", async () => {
    const { api } = await startLinks();
    const made = await api("POST", "/links", { url, alias: "spring" });
    await api("DELETE", `/links/${made.body.id}`);
    for (const key of ["wp_full", "wp_other"]) {
      const again = await api("POST", "/links", { url, alias: "spring" }, { authorization: `Bearer ${key}` });
      expect(again.status).toBe(409);
      expect(again.body).toMatchObject({
        type: "/problems/alias-taken",
        errors: [{ pointer: "/body/alias" }],
      });
    }
    expect((await api("POST", "/links", { url, alias: "Spring" })).status).toBe(201);
  });

  test("a repeated Idempotency-Key makes one link; another body under it is refused", async () => {
    const { api, pool } = await startLinks();
    const key = { "idempotency-key": "once" };
    const first = await api("POST", "/links", { url, title: "x" }, key);
    const second = await api("POST", "/links", { title: "x", url }, key);
    expect(second.status).toBe(201);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("etag")).toBe(first.headers.get("etag"));
    expect((await api("POST", "/links", { url }, key)).body.type).toBe("/problems/idempotency-key-reused");
    expect((await api("POST", "/links", { url }, { ...key, authorization: "Bearer wp_other" })).status).toBe(
      201,
    );
    const { count } = await pool.db
      .selectFrom("links")
      .select((q) => q.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    expect(count).toBe(2);
  });

  test.each([{ url }, { url, alias: "spring" }])(
    "a request whose answer was lost after its commit, repeated, finds the link it made: %j",
    async (body) => {
      const { api, pool } = await startLinks();
      const key = { "idempotency-key": "once" };
      const first = await api("POST", "/links", body, key);
      // As a process leaves it that dies before it stores the answer, its lease over.
      await pool.db
        .updateTable("idempotency_keys")
        .set({ answer: null, locked_until: new Date(0) })
        .execute();
      const second = await api("POST", "/links", body, key);
      expect(second.status).toBe(201);
      expect(second.body).toMatchObject({ id: first.body.id, code: first.body.code });
      expect(await pool.db.selectFrom("links").select("id").execute()).toHaveLength(1);
    },
  );

  test("a key without the scope, and no key, make nothing", async () => {
    const { api, pool } = await startLinks();
    expect((await api("POST", "/links", { url }, { authorization: "Bearer wp_reader" })).status).toBe(403);
    expect((await api("POST", "/links", { url }, { authorization: "Bearer wp_nobody" })).status).toBe(401);
    expect(await pool.db.selectFrom("links").selectAll().execute()).toEqual([]);
  });
});
