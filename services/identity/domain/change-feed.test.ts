import { expect, test } from "vitest";
import { ChangeFeed, type KeyChange } from "./change-feed.ts";

const change = (byte: number) => Uint8Array.of(byte);

test("a watcher gets what is published after the call, in order, and leaves with its signal", async () => {
  const feed = new ChangeFeed();
  feed.publish(change(1));
  const leaving = new AbortController();
  const watch = feed.watch(leaving.signal);
  feed.publish(change(2));
  feed.publish(null);
  const seen: KeyChange[] = [];
  for await (const item of watch) {
    seen.push(item);
    if (item === null) leaving.abort();
  }
  expect(seen).toEqual([change(2), null]);
  expect(feed.watchers).toBe(0);
});

test("a watcher that waits is woken by a change and by the end of the feed", async () => {
  const feed = new ChangeFeed();
  const iterator = feed.watch(new AbortController().signal)[Symbol.asyncIterator]();
  const first = iterator.next();
  feed.publish(change(7));
  expect(await first).toEqual({ done: false, value: change(7) });
  const second = iterator.next();
  feed.endAll();
  expect(await second).toEqual({ done: true, value: undefined });
  expect(feed.watchers).toBe(0);
});

test("a watcher too far behind is ended after what it had", async () => {
  const feed = new ChangeFeed(2);
  const watch = feed.watch(new AbortController().signal);
  for (let byte = 0; byte < 5; byte++) feed.publish(change(byte));
  const seen = await Array.fromAsync(watch);
  expect(seen).toEqual([change(0), change(1)]);
});
