import { request } from "node:http";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { startLinks } from "./links-fixture.ts";

const url = "https://example.com/first?a=b#c";

describe("a visitor", () => {
  test("is sent on, and the click is on disk before", async () => {
    const { api, visit, clicks } = await startLinks();
    const { body } = await api("POST", "/links", { url, alias: "spring" });
    const response = await visit("/spring?utm_source=mail&utm_medium=x&utm_campaign=y", {
      headers: { "user-agent": "Test/1", referer: "https://user:pw@news.example/front?q=secret#f" },
    });
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe(url);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(await response.text()).toBe("");
    const [click] = await clicks();
    expect(click).toMatchObject({
      destination: url,
      userAgent: "Test/1",
      referrer: "https://news.example/front",
      method: 1,
      prefetch: false,
      contentId: "",
      utmSource: "mail",
      utmMedium: "x",
      utmCampaign: "y",
    });
    expect(Buffer.from(click?.linkId ?? []).toString("hex")).toBe(body.id.replaceAll("-", ""));
    expect(Number(click?.clickedAtMs)).toBeGreaterThan(Date.parse("2020-01-01"));
  });

  test("is sealed: no address in the clear, the same block for the same address", async () => {
    const service = await startLinks({ settings: { WAYPOST_TRUST_PROXY: "127.0.0.1" } });
    await service.api("POST", "/links", { url, alias: "spring" });
    await vi.waitFor(
      async () => {
        await service.visit("/spring");
        expect((await service.clicks()).at(-1)?.sealedAddress).toHaveLength(16);
      },
      { timeout: 10_000 },
    );
    for (const address of ["203.0.113.9", "203.0.113.9", "6.6.6.6, 203.0.113.9", "2001:db8::1"])
      await service.visit("/spring", { headers: { "x-forwarded-for": address } });
    const sealed = (await service.clicks())
      .slice(-4)
      .map((click) => Buffer.from(click.sealedAddress).toString("hex"));
    expect(sealed[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(sealed[1]).toBe(sealed[0]);
    expect(sealed[2]).toBe(sealed[0]);
    expect(sealed[3]).not.toBe(sealed[0]);
    expect(JSON.stringify(service.lines)).not.toContain("203.0.113.9");
  });

  test("without a trusted proxy, X-Forwarded-For and X-Request-Id are nobody's word", async () => {
    const { api, visit, clicks } = await startLinks();
    await api("POST", "/links", { url, alias: "spring" });
    await vi.waitFor(
      async () => {
        await visit("/spring");
        expect((await clicks()).at(-1)?.sealedAddress).toHaveLength(16);
      },
      { timeout: 10_000 },
    );
    await visit("/spring", { headers: { "x-forwarded-for": "203.0.113.9", "x-request-id": "mine" } });
    const [before, after] = (await clicks()).slice(-2);
    expect(after?.sealedAddress).toEqual(before?.sealedAddress);
    expect(after?.contentId).toBe("");
  });

  test("a trusted request id travels with the click", async () => {
    const { api, visit, clicks } = await startLinks({ settings: { WAYPOST_TRUST_REQUEST_ID: "true" } });
    await api("POST", "/links", { url, alias: "spring" });
    await visit("/spring", { headers: { "x-request-id": "replay-17" } });
    expect((await clicks())[0]?.contentId).toBe("replay-17");
  });

  test("HEAD and prefetch are sent on and marked", async () => {
    const { api, visit, clicks } = await startLinks();
    await api("POST", "/links", { url, alias: "spring" });
    const head = await visit("/spring", { method: "HEAD" });
    expect(head.status).toBe(302);
    expect(head.headers.get("location")).toBe(url);
    for (const [name, value] of [
      ["sec-purpose", "prefetch;prerender"],
      ["purpose", "prefetch"],
      ["x-moz", "prefetch"],
    ] as const)
      await visit("/spring", { headers: { [name]: value } });
    const recorded = await clicks();
    expect(recorded.map(({ method, prefetch }) => [method, prefetch])).toEqual([
      [2, false],
      [1, true],
      [1, true],
      [1, true],
    ]);
  });

  test("of an international destination gets the punycode", async () => {
    const { api, visit } = await startLinks();
    await api("POST", "/links", { url: "https://münchen.example/ä", alias: "idn" });
    expect((await visit("/idn")).headers.get("location")).toBe("https://xn--mnchen-3ya.example/%C3%A4");
  });
});

describe("a visitor who is not sent on", () => {
  test("gets a page or a problem document, by Accept, and nothing is recorded", async () => {
    const { visit, clicks } = await startLinks();
    const page = await visit("/nowhere", { headers: { accept: "text/html,*/*;q=0.8" } });
    expect(page.status).toBe(404);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await page.text()).toContain("There is no such link");
    const problem = await visit("/nowhere");
    expect(problem.headers.get("content-type")).toBe("application/problem+json");
    expect(await problem.json()).toMatchObject({
      type: "/problems/not-found",
      status: 404,
      instance: "/nowhere",
      requestId: expect.any(String),
    });
    const head = await visit("/nowhere", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([404, ""]);
    expect(await clicks()).toEqual([]);
  });

  test("learns that a link was deleted or has expired, also when it was cached live", async () => {
    let now = Date.now();
    const { api, visit } = await startLinks({ now: () => now });
    const { body } = await api("POST", "/links", { url, alias: "spring" });
    await api("POST", "/links", { url, alias: "short", expiresAt: new Date(now + 10_000).toISOString() });
    expect((await visit("/short")).status).toBe(302);
    now += 10_000;
    const expired = await visit("/short");
    expect([expired.status, await slugOf(expired)]).toEqual([410, "/problems/link-expired"]);
    expect((await visit("/spring")).status).toBe(302);
    await api("DELETE", `/links/${body.id}`);
    const deleted = await visit("/spring");
    expect([deleted.status, await slugOf(deleted)]).toEqual([410, "/problems/link-deleted"]);
    await api("POST", `/links/${body.id}/restore`);
    expect((await visit("/spring")).status).toBe(302);
  });

  test("by another method is told what is allowed, whatever the body", async () => {
    const { api, visit } = await startLinks();
    await api("POST", "/links", { url, alias: "spring" });
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const answer = await visit("/spring", { method, ...(method === "POST" ? { body: "<x>" } : {}) });
      expect(answer.status, method).toBe(405);
      expect(answer.headers.get("allow")).toBe("GET, HEAD");
    }
  });

  test("is counted by reason and reported with the lane", async () => {
    const { visit, analytics, api, stop } = await startLinks();
    await api("POST", "/links", { url, alias: "spring" });
    await visit("/spring");
    await visit("/nowhere");
    await visit("/nowhere", { method: "POST" });
    await stop();
    const [lane] = analytics.reports.at(-1)?.lanes ?? [];
    expect(lane).toMatchObject({
      head: 1n,
      unrecorded: 0n,
      state: 2,
      rejected: { "not-found": 1n, "method-not-allowed": 1n },
    });
  });

  test("is seen in the metrics, by outcome and with the latency of those sent on", async () => {
    const { visit, api, metrics } = await startLinks();
    await api("POST", "/links", { url, alias: "spring" });
    await visit("/spring");
    await visit("/nowhere");
    const text = await metrics.metrics();
    expect(text).toContain("# TYPE waypost_redirect_seconds histogram");
    expect(text).toMatch(/waypost_redirect_seconds_bucket\{le="\+Inf".*\} 1\n/);
    expect(text).toMatch(/waypost_redirect_seconds_count.* 1\n/);
    expect(text).toMatch(/waypost_redirects_total\{outcome="redirected".*\} 1\n/);
    expect(text).toMatch(/waypost_redirects_total\{outcome="not-found".*\} 1\n/);
    expect(text).toMatch(/waypost_redirect_cache_entries\{kind="missing".*\} 1\n/);
  });

  test("gets 503 while the store is away", async () => {
    const { visit, pool } = await startLinks();
    await pool.close();
    const answer = await visit("/unknown-yet");
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("1");
  });
});

describe("an edit", () => {
  test("is in force at once where it was made, and soon in every other process", async () => {
    const here = await startLinks();
    const there = await startLinks({ database: here.database });
    const { body } = await here.api("POST", "/links", { url, alias: "spring" });
    expect((await there.visit("/spring")).headers.get("location")).toBe(url);
    expect((await here.visit("/spring")).headers.get("location")).toBe(url);
    const moved = "https://example.com/second";
    await here.api("PATCH", `/links/${body.id}`, { url: moved });
    expect((await here.visit("/spring")).headers.get("location")).toBe(moved);
    await vi.waitFor(async () => expect((await there.visit("/spring")).headers.get("location")).toBe(moved), {
      timeout: 10_000,
    });
    await here.api("DELETE", `/links/${body.id}`);
    expect((await here.visit("/spring")).status).toBe(410);
    await vi.waitFor(async () => expect((await there.visit("/spring")).status).toBe(410), {
      timeout: 10_000,
    });
  });

  test("a code that was asked for too early works once it is an alias", async () => {
    const here = await startLinks();
    const there = await startLinks({ database: here.database });
    expect((await there.visit("/soon")).status).toBe(404);
    expect((await here.visit("/soon")).status).toBe(404);
    await here.api("POST", "/links", { url, alias: "soon" });
    expect((await here.visit("/soon")).status).toBe(302);
    await vi.waitFor(async () => expect((await there.visit("/soon")).status).toBe(302), { timeout: 10_000 });
  });
});

describe("a click limit", () => {
  test("holds against 500 visitors of two processes at once", { timeout: 60_000 }, async () => {
    const here = await startLinks();
    const there = await startLinks({ database: here.database });
    await here.api("POST", "/links", { url, alias: "limited", maxClicks: 123 });
    const visitors = Array.from({ length: 500 }, (_, index) =>
      (index % 2 === 0 ? here : there).visit("/limited"),
    );
    const statuses = (await Promise.all(visitors)).map((response) => response.status);
    expect(statuses.filter((status) => status === 302)).toHaveLength(123);
    expect(statuses.filter((status) => status === 410)).toHaveLength(377);
    expect((await here.clicks()).length + (await there.clicks()).length).toBe(123);
  });

  test("is not used up by HEAD and prefetch, and an edit of it is heard", async () => {
    const { api, visit } = await startLinks();
    const { body } = await api("POST", "/links", { url, alias: "once", maxClicks: 1 });
    for (let look = 0; look < 3; look++) {
      expect((await visit("/once", { method: "HEAD" })).status).toBe(302);
      expect((await visit("/once", { headers: { "sec-purpose": "prefetch" } })).status).toBe(302);
    }
    expect((await visit("/once")).status).toBe(302);
    // Used up from the last click on, also for those who only look.
    expect((await visit("/once", { method: "HEAD" })).status).toBe(410);
    const over = await visit("/once");
    expect([over.status, await slugOf(over)]).toEqual([410, "/problems/link-limit-reached"]);
    expect((await visit("/once", { method: "HEAD" })).status).toBe(410);
    await api("PATCH", `/links/${body.id}`, { maxClicks: 2 });
    expect((await visit("/once")).status).toBe(302);
    expect((await visit("/once")).status).toBe(410);
    await api("PATCH", `/links/${body.id}`, { maxClicks: null });
    expect((await visit("/once")).status).toBe(302);
  });

  test("of which the cache knows nothing yet is taken from what is stored", async () => {
    const { api, visit, pool } = await startLinks();
    await api("POST", "/links", { url, alias: "once", maxClicks: 5 });
    await visit("/once");
    // As another process would, with its notification lost.
    await pool.db.updateTable("links").set({ max_clicks: null }).where("code", "=", "once").execute();
    expect((await visit("/once")).status).toBe(302);
  });
});

describe("hostile requests", () => {
  test("no path makes an error of the server, and none leads out of the destinations", {
    timeout: 60_000,
  }, async () => {
    const { api, port, lines } = await startLinks();
    await api("POST", "/links", { url, alias: "spring" });
    const piece = fc.oneof(
      fc.constantFrom(
        "spring",
        "%",
        "%00",
        "%0d%0aSet-Cookie:x=1",
        "..",
        "//evil.example",
        "\\evil.example",
        "?",
        "#",
        ";",
        "%2e%2e",
        "%ff",
        "é",
      ),
      fc.string({ unit: "grapheme", maxLength: 20 }),
      fc.stringMatching(/^[\x21-\x7e]{1,300}$/),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 4 }), async (pieces) => {
        const path = `/${pieces.join("")}`;
        const answer = await send(
          port,
          path.replaceAll(/[^\x21-\x7e]/g, (bad) => encodeURIComponent(bad.toWellFormed())),
          {},
        );
        expect(answer.status).toBeGreaterThanOrEqual(300);
        expect(answer.status).toBeLessThan(500);
        if (answer.status === 302) expect(answer.headers.location).toBe(url);
        expect(answer.headers["set-cookie"]).toBeUndefined();
      }),
      { numRuns: 300 },
    );
    expect(lines.filter((line) => Number(line.level) >= 50)).toEqual([]);
  });

  test("no header value makes an error of the server, a forged log line or an unreadable click", {
    timeout: 60_000,
  }, async () => {
    const { api, port, lines, clicks } = await startLinks({ settings: { WAYPOST_TRUST_REQUEST_ID: "true" } });
    await api("POST", "/links", { url, alias: "spring" });
    const value = fc
      .uint8Array({ maxLength: 1200 })
      .map((bytes) =>
        Buffer.from(bytes.map((byte) => (byte < 0x20 || byte === 0x7f ? 0x41 : byte))).toString("latin1"),
      );
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(value, value, value, value, async (agent, referer, id, purpose) => {
        const headers = {
          "user-agent": agent,
          referer,
          "x-request-id": id,
          "sec-purpose": purpose,
          "x-forwarded-for": id,
        };
        const answer = await send(port, `/spring?utm_source=${encodeURIComponent(agent)}`, headers);
        if (answer.status === 414 || answer.status === 431) return;
        expect(answer.status).toBe(302);
        sent++;
      }),
      { numRuns: 200 },
    );
    const recorded = await clicks();
    expect(recorded).toHaveLength(sent);
    for (const click of recorded) {
      expect(Buffer.byteLength(click.userAgent)).toBeLessThanOrEqual(512);
      expect(Buffer.byteLength(click.referrer)).toBeLessThanOrEqual(512);
      expect(Buffer.byteLength(click.contentId)).toBeLessThanOrEqual(128);
      expect(Buffer.byteLength(click.utmSource)).toBeLessThanOrEqual(128);
      expect(click.userAgent.isWellFormed()).toBe(true);
    }
    expect(lines.filter((line) => Number(line.level) >= 40)).toEqual([]);
  });
});

async function slugOf(response: Response): Promise<unknown> {
  const problem: unknown = await response.json();
  return typeof problem === "object" && problem !== null && "type" in problem ? problem.type : undefined;
}

/** A request that no client library tidies up. */
function send(port: number, path: string, headers: Readonly<Record<string, string>>) {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    headers: Readonly<Record<string, string | string[] | undefined>>;
  }>();
  request({ port, host: "127.0.0.1", path, headers, agent: false }, (response) => {
    response.resume();
    response.once("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
  })
    .once("error", reject)
    .end();
  return promise;
}
