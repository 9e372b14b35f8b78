import { createRequire } from "node:module";

/** What is used of the library's queue of requests, of which each connection has one. */
interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

/** Not exported by the library, but in its package; the version is pinned, and a test sees it when this is no more so. */
const path = "kafkajs/src/network/requestQueue/index.js";
let patched = false;

/**
 * Keeps kafkajs 2.2.4 from looking once a millisecond, on every connection and for ever, whether requests wait to be
 * sent: it sets a timer with a negative time, which Node also warns of. Here the timer is set only when some do wait.
 * Doing it twice is doing it once.
 */
export function quietRequestQueue(): void {
  if (patched) return;
  patched = true;
  const queue: unknown = createRequire(import.meta.url)(path);
  if (!isQueueClass(queue)) throw new Error(`${path} is not what it was; look at the new version of kafkajs`);
  const original = queue.prototype.scheduleCheckPendingRequests;
  queue.prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length > 0) original.call(this);
  };
}

function isQueueClass(value: unknown): value is { readonly prototype: RequestQueue } {
  if (typeof value !== "function") return false;
  const prototype: unknown = value.prototype;
  return (
    typeof prototype === "object" &&
    prototype !== null &&
    "scheduleCheckPendingRequests" in prototype &&
    typeof prototype.scheduleCheckPendingRequests === "function"
  );
}
