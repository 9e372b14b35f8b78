import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newDataFolder, Product, removeDataFolder } from "../../services/all/test/product.ts";
import { createWaypost, type Waypost, WaypostProblem } from "../index.ts";

const dataFolder = newDataFolder();
let product: Product;
let waypost: Waypost;

beforeAll(async () => {
  product = await Product.start(dataFolder);
  waypost = createWaypost({ url: product.url, key: product.apiKey });
}, 120_000);
afterAll(async () => {
  const ended = await product?.stop("SIGINT");
  removeDataFolder(dataFolder);
  expect(ended?.code).toBe(0);
});

/** The slug a call was refused with. */
async function slugOf(call: Promise<unknown>): Promise<string> {
  const refusal: unknown = await call.then(
    () => new Error("The call was not refused"),
    (error: unknown) => error,
  );
  if (!(refusal instanceof WaypostProblem)) throw refusal;
  expect(refusal.requestId).not.toBe("");
  return refusal.slug;
}

test("a link is made, read, changed, followed, counted, deleted and restored", async () => {
  const made = await waypost.createLink(
    { body: { url: "https://example.com/first", title: "First", tags: ["journey"] } },
    { envelope: true },
  );
  const { id, shortUrl } = made.data;
  expect(made.response.status).toBe(201);
  expect(made.headers.location).toBe(`/api/v1/links/${id}`);

  const read = await waypost.getLink({ path: { id } }, { envelope: true });
  expect(read.headers.etag).toBe(made.headers.etag);
  expect(read.data).toEqual({ ...made.data, clicks: read.data.clicks });

  const changed = await waypost.updateLink(
    { path: { id }, body: { url: "https://example.com/second" }, headers: { "If-Match": read.headers.etag } },
    { envelope: true },
  );
  expect(changed.headers.etag).not.toBe(read.headers.etag);
  const late = waypost.updateLink({
    path: { id },
    body: { title: "Too late" },
    headers: { "If-Match": read.headers.etag },
  });
  expect(await slugOf(late)).toBe("etag-mismatch");

  const visit = await fetch(shortUrl, { redirect: "manual", headers: { "user-agent": browser } });
  expect(visit.status).toBe(302);
  expect(visit.headers.get("location")).toBe("https://example.com/second");
  await fetch(shortUrl, { redirect: "manual", method: "HEAD" });
  await vi.waitFor(
    async () => {
      const stats = await waypost.getLinkStats({ path: { id }, query: { groupBy: "browser" } });
      expect(stats).toMatchObject({ total: 2, human: 1, bot: 1, unique: 1 });
      expect(stats.groups.map(({ key }) => key)).toContain("Firefox");
      expect((await waypost.getLink({ path: { id } })).clicks).toMatchObject({ status: "ok", total: 2 });
      expect((await waypost.getWorkspaceStats({ query: { interval: "day" } })).total).toBe(2);
    },
    { timeout: 10_000, interval: 50 },
  );
  const ledger = await waypost.getLedger();
  expect(ledger).toMatchObject({ accepted: 2, stored: 2, lost: 0, unrecorded: 0, balanced: true });

  await waypost.deleteLink({ path: { id } });
  expect((await fetch(shortUrl, { redirect: "manual" })).status).toBe(410);
  expect((await waypost.getLink({ path: { id } })).deletedAt).not.toBeNull();
  expect((await waypost.restoreLink({ path: { id } })).deletedAt).toBeNull();
  expect((await fetch(shortUrl, { redirect: "manual" })).status).toBe(302);
});

const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

test("iterators walk over several pages, and meet each link once", async () => {
  const tag = "paged";
  const ids = new Set<string>();
  for (let count = 0; count < 7; count++) {
    ids.add((await waypost.createLink({ body: { url: `https://example.com/${count}`, tags: [tag] } })).id);
  }
  const query = { tag, limit: 3, sort: "createdAt" } as const;
  const sizes: number[] = [];
  for await (const page of waypost.listLinks.pages({ query })) sizes.push(page.items.length);
  expect(sizes).toEqual([3, 3, 1]);
  const seen: string[] = [];
  for await (const { id } of waypost.listLinks.items({ query })) seen.push(id);
  expect(seen).toEqual([...ids]);
  const keys: string[] = [];
  for await (const { id } of waypost.listKeys.items({ query: { limit: 1 } })) keys.push(id);
  expect(keys).toHaveLength(1);
});

test("a failing page ends an iteration with the same problem as a call", async () => {
  const pages = waypost.listLinks.pages({ query: { cursor: "made-up" } });
  expect(await slugOf(pages.next())).toBe("cursor-invalid");
});

test("a creation that is repeated under its key is answered as the first time, and made once", async () => {
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const body = { url: "https://example.com/once", tags: ["once"] };
  const first = await waypost.createLink({ body, headers });
  expect(await waypost.createLink({ body, headers })).toEqual(first);
  expect((await waypost.listLinks({ query: { tag: "once" } })).items).toHaveLength(1);
  const other = waypost.createLink({ body: { url: "https://example.com/other" }, headers });
  expect(await slugOf(other)).toBe("idempotency-key-reused");
});

test("a problem names each bad field", async () => {
  const call = waypost.createLink({ body: { url: `${product.url}/loop` } });
  expect(await slugOf(call)).toBe("destination-refused");
  const refused: unknown = await call.catch((error: unknown) => error);
  expect(refused).toMatchObject({ status: 422, fields: [{ pointer: "/body/url" }] });
});

test("keys open what they were made for until they are revoked", async () => {
  const made = await waypost.createKey({ body: { name: "Reader", scopes: ["links:read"] } });
  const reader = createWaypost({ url: product.url, key: made.key });
  expect((await reader.getWorkspace()).id).toBe((await waypost.getWorkspace()).id);
  await reader.listLinks();
  expect(await slugOf(reader.createLink({ body: { url: "https://example.com" } }))).toBe("forbidden");
  expect(await waypost.getKey({ path: { id: made.id } })).toMatchObject({ name: "Reader", state: "active" });
  await waypost.revokeKey({ path: { id: made.id } });
  expect(await slugOf(reader.listLinks())).toBe("unauthenticated");
  expect((await waypost.getKey({ path: { id: made.id } })).state).toBe("revoked");
});

test("workspaces don't see each other", async () => {
  const { workspace, key } = await waypost.createWorkspace({ body: { name: "Other" } });
  const other = createWaypost({ url: product.url, key: key.key });
  expect(await other.getWorkspace()).toEqual(workspace);
  expect((await other.listLinks()).items).toEqual([]);
  const { id } = await waypost.createLink({ body: { url: "https://example.com/mine" } });
  expect(await slugOf(other.getLink({ path: { id } }))).toBe("link-not-found");
});
