import { describe, expect, test } from "vitest";
import { startLinks } from "./links-fixture.ts";

type Service = Awaited<ReturnType<typeof startLinks>>;

async function codes(service: Service, query: string): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const at: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const { status, body } = await service.api("GET", `/links?${query}${at}`);
    expect(status).toBe(200);
    seen.push(...body.items.map((item: { code: string }) => item.code));
    cursor = body.nextCursor;
  } while (cursor !== null);
  return seen;
}

describe("listLinks", () => {
  test("pages in every order, once each, without a hole", async () => {
    let now = Date.now();
    const service = await startLinks({ now: () => now });
    const made = ["mm", "B-b", "zz", "aa", "Zz"];
    for (const alias of made) {
      // Three of them in one millisecond: the order stays total.
      if (alias !== "B-b" && alias !== "zz") now++;
      await service.api("POST", "/links", { url: "https://example.com/", alias });
    }
    const newest = await codes(service, "limit=2");
    expect([...newest].sort()).toEqual([...made].sort());
    expect(newest[0]).toBe("Zz");
    expect(await codes(service, "limit=1&sort=createdAt")).toEqual(newest.toReversed());
    expect(await codes(service, "limit=2&sort=code")).toEqual(["B-b", "Zz", "aa", "mm", "zz"]);
    expect(await codes(service, "limit=3&sort=-code")).toEqual(["zz", "mm", "aa", "Zz", "B-b"]);
  });

  test("filters by tag, words and state, all combined", async () => {
    let now = Date.now();
    const service = await startLinks({ now: () => now });
    const make = (body: object) => service.api("POST", "/links", { url: "https://example.com/", ...body });
    await make({ alias: "one", tags: ["A/B", "mail"], title: "Größe zählt" });
    await make({ alias: "two", tags: ["mail"], url: "https://münchen.example/spring-sale" });
    await make({ alias: "old", tags: ["mail"], expiresAt: new Date(now + 1_000).toISOString() });
    const gone = await make({ alias: "gone", tags: ["mail"] });
    await service.api("DELETE", `/links/${gone.body.id}`);
    expect(await codes(service, "sort=code&tag=mail")).toEqual(["old", "one", "two"]);
    now += 1_000;
    expect(await codes(service, "sort=code&tag=mail")).toEqual(["one", "two"]);
    expect(await codes(service, "state=expired")).toEqual(["old"]);
    expect(await codes(service, "state=deleted&tag=mail")).toEqual(["gone"]);
    expect(await codes(service, "tag=A%2FB")).toEqual(["one"]);
    expect(await codes(service, "tag=a%2Fb")).toEqual([]);
    expect(await codes(service, "tag=mai")).toEqual([]);
    for (const search of ["gr", "größe", "ZÄHLT", "on", "o", "zähl größ"])
      expect(await codes(service, `search=${encodeURIComponent(search)}`), search).toEqual(["one"]);
    for (const search of ["münch", "sale spr", "xn--mnchen", "TWO"])
      expect(await codes(service, `search=${encodeURIComponent(search)}`), search).toEqual(["two"]);
    for (const search of ["pring", "größe spring", "'", "--", "\\", "& | !", "zzz:*"])
      expect(await codes(service, `search=${encodeURIComponent(search)}`), search).toEqual([]);
    expect(await codes(service, "tag=mail&search=sale")).toEqual(["two"]);
    expect(await codes(service, "tag=it%27s%20%5C")).toEqual([]);
  });

  test("an expiry that was moved brings a link back among the live", async () => {
    let now = Date.now();
    const service = await startLinks({ now: () => now });
    const at = (ms: number) => new Date(now + ms).toISOString();
    const { body } = await service.api("POST", "/links", {
      url: "https://example.com/",
      alias: "old",
      expiresAt: at(1_000),
    });
    now += 2_000;
    expect(await codes(service, "state=expired")).toEqual(["old"]);
    await service.api("PATCH", `/links/${body.id}`, { expiresAt: at(5_000) });
    expect(await codes(service, "state=live")).toEqual(["old"]);
    expect(await codes(service, "state=expired")).toEqual([]);
  });

  test("refuses cursors that were changed or belong to another question", async () => {
    const service = await startLinks();
    for (const alias of ["aa", "bb"])
      await service.api("POST", "/links", { url: "https://example.com/", alias });
    const { body } = await service.api("GET", "/links?limit=1&sort=code");
    const cursor = encodeURIComponent(body.nextCursor);
    for (const query of [
      `limit=1&sort=-code&cursor=${cursor}`,
      `limit=1&sort=code&tag=x&cursor=${cursor}`,
      `limit=1&sort=code&state=deleted&cursor=${cursor}`,
      `limit=1&sort=code&cursor=x${cursor}`,
      "cursor=x",
      "cursor=%00",
    ]) {
      const answer = await service.api("GET", `/links?${query}`);
      expect(answer.status, query).toBe(400);
    }
    const other = await service.api("GET", `/links?limit=1&sort=code&cursor=${cursor}`, undefined, {
      authorization: "Bearer wp_other",
    });
    expect(other.body.type).toBe("/problems/cursor-invalid");
  });

  test.each([
    "sort=clicks",
    "state=all",
    "limit=0",
    "limit=201",
    "limit=x",
    "search=",
    "tag=%00",
    "unknown=1",
  ])("refuses ?%s", async (query) => {
    const { api } = await startLinks();
    expect((await api("GET", `/links?${query}`)).status).toBe(400);
  });
});
