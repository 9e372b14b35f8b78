import { Fault } from "@waypost/kit/errors/fault.ts";
import { fixtureCall } from "@waypost/testing/fixture-call.ts";
import { describe, expect, test } from "vitest";
import { updateLink } from "../logic/update-link.ts";
import { startLinks, workspaceId } from "./links-fixture.ts";

const url = "https://example.com/first";

async function withLink(body: object = {}) {
  const service = await startLinks();
  const made = await service.api("POST", "/links", { url, ...body });
  expect(made.status).toBe(201);
  return { ...service, id: made.body.id as string, link: made.body };
}

describe("updateLink", () => {
  test("changes what is named, clears what is null, keeps the rest", async () => {
    const { api, id, link } = await withLink({ title: "x", tags: ["a"], maxClicks: 3 });
    const moved = await api("PATCH", `/links/${id}`, { url: "https://example.com/second" });
    expect(moved.status).toBe(200);
    expect(moved.headers.get("etag")).toBe('"2"');
    expect(moved.body).toMatchObject({
      url: "https://example.com/second",
      title: "x",
      tags: ["a"],
      maxClicks: 3,
      code: link.code,
    });
    const cleared = await api("PATCH", `/links/${id}`, { title: null, tags: [], maxClicks: null });
    expect(cleared.body).toMatchObject({
      title: null,
      tags: [],
      maxClicks: null,
      url: "https://example.com/second",
    });
  });

  test("If-Match lets one of two editors through", async () => {
    const { api, id } = await withLink();
    const [one, two] = await Promise.all([
      api("PATCH", `/links/${id}`, { title: "one" }, { "if-match": '"1"' }),
      api("PATCH", `/links/${id}`, { title: "two" }, { "if-match": '"1"' }),
    ]);
    expect([one.status, two.status].sort()).toEqual([200, 412]);
    expect((await api("PATCH", `/links/${id}`, { title: "x" }, { "if-match": "*" })).status).toBe(200);
    expect((await api("DELETE", `/links/${id}`, undefined, { "if-match": '"1"' })).body.type).toBe(
      "/problems/etag-mismatch",
    );
  });

  test("holds a change to the rules of a new link", async () => {
    const { api, id } = await withLink();
    expect((await api("PATCH", `/links/${id}`, { url: "ftp://x.example" })).body.type).toBe(
      "/problems/destination-refused",
    );
    expect((await api("PATCH", `/links/${id}`, { expiresAt: "2001-01-01T00:00:00Z" })).body.type).toBe(
      "/problems/expiry-in-past",
    );
    expect((await api("PATCH", `/links/${id}`, {})).status).toBe(400);
    expect((await api("PATCH", `/links/${id}`, { code: "other" })).status).toBe(400);
  });

  test("a call that is given up changes nothing", async () => {
    const { context, id, api } = await withLink();
    const controller = new AbortController();
    controller.abort(new Fault("cancelled", "cancelled"));
    const call = fixtureCall({ workspaceId, signal: controller.signal });
    const input = { path: { id }, headers: {}, body: { title: "never" } };
    await expect(updateLink(context, call, input)).rejects.toThrow(Fault);
    expect((await api("GET", `/links/${id}`)).body.title).toBeNull();
  });
});

describe("deleteLink and restoreLink", () => {
  test("a deleted link is read, listed as deleted, and restored", async () => {
    const { api, id } = await withLink();
    expect((await api("DELETE", `/links/${id}`)).status).toBe(204);
    expect((await api("DELETE", `/links/${id}`)).status).toBe(204);
    const read = await api("GET", `/links/${id}`);
    expect(read.body.deletedAt).toEqual(expect.any(String));
    expect((await api("GET", "/links")).body.items).toEqual([]);
    expect((await api("GET", "/links?state=deleted")).body.items).toHaveLength(1);
    const restored = await api("POST", `/links/${id}/restore`);
    expect(restored).toMatchObject({ status: 200, body: { deletedAt: null } });
    expect((await api("POST", `/links/${id}/restore`)).headers.get("etag")).toBe(
      restored.headers.get("etag"),
    );
    expect((await api("GET", "/links")).body.items).toHaveLength(1);
  });
});

test("a link of another workspace answers as one that is not there, to every operation", async () => {
  const { api, id } = await withLink();
  const other = { authorization: "Bearer wp_other" };
  const unknown = "01890000-0000-7000-8000-000000000000";
  for (const target of [id, unknown]) {
    for (const [method, path, body] of [
      ["GET", `/links/${target}`, undefined],
      ["PATCH", `/links/${target}`, { title: "x" }],
      ["DELETE", `/links/${target}`, undefined],
      ["POST", `/links/${target}/restore`, undefined],
      ["GET", `/links/${target}/stats`, undefined],
    ] as const) {
      const answer = await api(method, path, body, other);
      expect(answer.status, `${method} ${path}`).toBe(404);
      expect(answer.body.type).toBe("/problems/link-not-found");
    }
  }
  expect((await api("GET", "/links", undefined, other)).body.items).toEqual([]);
});

test("a key that only reads changes nothing", async () => {
  const { api, id } = await withLink();
  const reader = { authorization: "Bearer wp_reader" };
  expect((await api("PATCH", `/links/${id}`, { title: "x" }, reader)).status).toBe(403);
  expect((await api("DELETE", `/links/${id}`, undefined, reader)).status).toBe(403);
  expect((await api("POST", `/links/${id}/restore`, undefined, reader)).status).toBe(403);
  expect((await api("GET", `/links/${id}/stats`, undefined, reader)).status).toBe(403);
  expect((await api("GET", `/links/${id}`, undefined, reader)).status).toBe(200);
});

describe("clicks of a link", () => {
  test.each(["down", "slow"] as const)("is shown without counts while analytics is %s", async (state) => {
    const { api, id, analytics } = await withLink();
    analytics.state = state;
    const nothing = { status: "unavailable", total: null, human: null, bot: null, unique: null, asOf: null };
    expect((await api("GET", `/links/${id}`)).body.clicks).toEqual(nothing);
    expect((await api("GET", "/links")).body.items[0].clicks).toEqual(nothing);
  });

  test("getLinkStats passes on what analytics answers, and what it refuses", async () => {
    const { api, id, analytics } = await withLink();
    const stats = await api("GET", `/links/${id}/stats?interval=day&groupBy=country&timeZone=Europe/Berlin`);
    expect(stats.status).toBe(200);
    expect(stats.body).toMatchObject({
      total: 5,
      human: 3,
      bot: 2,
      unique: 1,
      timeZone: "Europe/Berlin",
      interval: "day",
      groupBy: "country",
      series: [{ start: "1970-01-01T00:00:00.000Z", total: 5, human: 3, bot: 2, unique: 1 }],
      groups: [{ key: id, total: 5, human: 3, bot: 2 }],
      other: { total: 0, human: 0, bot: 0 },
    });
    analytics.statsFault = new Fault("rule_violation", "time-zone-unknown");
    expect((await api("GET", `/links/${id}/stats`)).body.type).toBe("/problems/time-zone-unknown");
    analytics.state = "down";
    expect((await api("GET", `/links/${id}/stats`)).status).toBe(503);
  });
});
