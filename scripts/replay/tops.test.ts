import { expect, test } from "vitest";
import { Api } from "./api.ts";
import { HttpClient } from "./http-client.ts";
import { startTestServer } from "./test-server.ts";
import { readTops } from "./tops.ts";

const group = (key: string, human: number, bot: number) => ({ key, total: human + bot, human, bot });
const from = new Date("2026-03-02T09:00:00.000Z");

test("the largest groups come first: countries and sources by all, browsers by people, bots by bots", async () => {
  const groups: Record<string, unknown> = {
    country: [group("NL", 1, 0), group("DE", 2, 3), group("unknown", 0, 0)],
    browser: [group("Firefox", 4, 0), group("Chrome", 5, 1), group("Googlebot", 0, 9)],
    source: Array.from({ length: 12 }, (_, at) => group(`source-${at}`, at, 0)),
  };
  const server = await startTestServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://x");
    response.end(JSON.stringify({ groups: groups[searchParams.get("groupBy") ?? ""] }));
  });
  const http = new HttpClient(3);
  const tops = await readTops(new Api(http, { base: server.url, key: "wp_x", patienceMs: 10_000 }), from);
  const keys = (name: string) => tops[name]?.map(({ key, total }) => `${key} ${total}`);
  expect(keys("countries")).toEqual(["DE 5", "NL 1"]);
  expect(keys("browsers")).toEqual(["Chrome 5", "Firefox 4"]);
  expect(keys("bots")).toEqual(["Googlebot 9", "Chrome 1"]);
  expect(keys("sources")).toEqual([11, 10, 9, 8, 7, 6, 5, 4].map((at) => `source-${at} ${at}`));
  for (const { url } of server.requests) expect(url).toContain("from=2026-03-02T09:00:00.000Z");
});
