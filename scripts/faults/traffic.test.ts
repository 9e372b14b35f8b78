import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, onTestFinished, test, vi } from "vitest";
import { closedAddress, startTestServer } from "../replay/test-server.ts";
import { Traffic, type TrafficOptions } from "./traffic.ts";

const patience = { timeout: 15_000, interval: 5 };
const links = [
  { id: "1", code: "one" },
  { id: "2", code: "two" },
];

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const sendOn: Answer = ({ url }, response) => {
  response.writeHead(302, { location: `https://example.com${url}` }).end();
};

/** Visitors, none if not said otherwise, of servers that answer as given. */
async function visitorsOf(answers: readonly Answer[], options: Partial<TrafficOptions> = {}) {
  const servers = await Promise.all(answers.map(startTestServer));
  const doors = servers.map(({ url }) => url.origin);
  const traffic = new Traffic({ doors, links, visitors: 0, prefix: "t", ...options });
  onTestFinished(() => traffic.end());
  return { traffic, doors, servers, came: () => servers.flatMap(({ requests }) => requests) };
}

const idOf = (request: IncomingMessage) => String(request.headers["x-request-id"]);

test("visits go to links and doors in turn, each with an id of its own, and are counted by link", async () => {
  const { traffic, servers } = await visitorsOf([sendOn, sendOn]);
  await traffic.visit(25);
  expect(traffic.counts).toEqual({ answered: 25, attempts: 25, unanswered: 0, refused: 0 });
  expect([...traffic.visitsOf].sort()).toEqual([
    ["one", 13],
    ["two", 12],
  ]);
  const ids = servers.map(({ requests }) => requests.map(idOf));
  expect(ids.map((some) => some.length)).toEqual([13, 12]);
  expect(new Set(ids.flat()).size).toBe(25);
  expect(ids.flat().every((id) => /^t-\d+$/.test(id))).toBe(true);
  expect(traffic.complaints).toEqual([]);
});

test("a visit that is refused or not answered is tried again under its id, at another door, until it is sent on", async () => {
  let refusals = 0;
  const busy: Answer = (_, response) => response.writeHead([429, 503, 500][refusals++] ?? 502).end();
  const gone = (await closedAddress()).origin;
  const cut: Answer = (_, response) => response.destroy();
  const { traffic, doors, came } = await visitorsOf([busy, cut, sendOn]);
  const [busyDoor = "", cutDoor = "", openDoor = ""] = doors;
  const tried = new Traffic({ doors: [busyDoor, gone, cutDoor, openDoor], links, visitors: 0, prefix: "u" });
  await tried.visit(1);
  expect(tried.counts).toEqual({ answered: 1, attempts: 4, unanswered: 2, refused: 1 });
  expect(came().map(idOf)).toEqual(["u-0", "u-0", "u-0"]);
  expect([...traffic.visitsOf, ...tried.complaints]).toEqual([]);
});

test("an answer that no fault excuses is complained of", async () => {
  let first = true;
  const forgetful: Answer = (request, response) => {
    if (!first) return sendOn(request, response);
    first = false;
    response.writeHead(404).end();
  };
  const { traffic } = await visitorsOf([forgetful]);
  await traffic.visit(1);
  expect(traffic.complaints).toEqual(["a visit of a link was answered 404"]);
  expect(traffic.counts).toMatchObject({ answered: 1, attempts: 2 });
});

test("a look tells where a link leads at a door, and is a visit", async () => {
  const { traffic, doors, servers } = await visitorsOf([sendOn, sendOn]);
  const [first, second] = links;
  if (first === undefined || second === undefined) throw new Error("no links");
  expect(await traffic.look(second, doors[1] ?? "")).toBe("https://example.com/two");
  expect(await traffic.look(first, doors[1] ?? "")).toBe("https://example.com/one");
  expect(servers.map(({ requests }) => requests.length)).toEqual([0, 2]);
  expect(traffic.counts.answered).toBe(2);
});

test("visitors come as soon as they may; a pause is over when what was begun is answered", async () => {
  const held: (() => void)[] = [];
  const holding: Answer = (request, response) => held.push(() => sendOn(request, response));
  const { traffic } = await visitorsOf([holding], { visitors: 2 });
  await traffic.pause();
  expect(held).toEqual([]);
  for (const round of [1, 2]) {
    traffic.resume();
    await vi.waitFor(() => expect(held).toHaveLength(2), patience);
    const paused = traffic.pause().then(() => traffic.counts.answered);
    for (const answer of held.splice(0)) answer();
    expect(await paused).toBe(2 * round);
  }
});

test("nobody comes during a pause", async () => {
  const { traffic, doors, came } = await visitorsOf([sendOn], { visitors: 3 });
  const [link] = links;
  if (link === undefined) throw new Error("no link");
  traffic.resume();
  await vi.waitFor(() => expect(traffic.counts.answered).toBeGreaterThan(5), patience);
  await traffic.pause();
  const before = came().length;
  // As long as visitors need for several visits.
  for (let look = 1; look <= 100; look++) await traffic.look(link, doors[0] ?? "");
  expect(came()).toHaveLength(before + 100);
});

test("the end gives up what nobody answers, without a complaint", async () => {
  const never: Answer = (_, response) => response.writeHead(503).end();
  const { traffic, came } = await visitorsOf([never], { visitors: 2 });
  traffic.resume();
  await vi.waitFor(() => expect(came().length).toBeGreaterThan(3), patience);
  await traffic.end();
  const { attempts } = traffic.counts;
  expect(traffic.counts).toEqual({ answered: 0, attempts, unanswered: 0, refused: attempts });
  expect(traffic.complaints).toEqual([]);
});
