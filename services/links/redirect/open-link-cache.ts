import { readThrough } from "@waypost/kit/cache/read-through.ts";
import { RedisCache } from "@waypost/kit/cache/redis-cache.ts";
import type { ServiceHost } from "@waypost/kit/host/service-host.ts";
import type { Scope } from "@waypost/kit/lifecycle/scope.ts";
import type { LinksConfig } from "../config.ts";
import type { VisitedLink } from "../domain/visit.ts";
import { linkChangesChannel } from "../store/links.ts";
import { LinkCache } from "./link-cache.ts";
import { sharedLink } from "./shared-link.ts";

/** The redirect cache of a process, and how to tell it, and others, that a link was changed here. */
export interface OpenLinkCache {
  readonly cache: LinkCache;
  readonly announce: (code: string) => void;
}

/**
 * Opens the cache and its ears for changes. With Redis there is a second level, which processes share, and a second way
 * for changes: a notification that hangs in a dead connection is heard all the same. Only PostgreSQL's notification is
 * part of the commit, so it alone decides whether changes count as heard.
 */
export async function openLinkCache(
  host: ServiceHost<LinksConfig>,
  scope: Scope,
  find: (code: string) => Promise<VisitedLink | null>,
): Promise<OpenLinkCache> {
  const { config, now } = host;
  const { redis, notifications } = host.store;
  const { log, metrics, background, readiness } = host.ops;
  const caughtUp = () => notifications.caughtUp();
  const shared = redis === null ? null : new RedisCache({ redis, name: "links", caughtUp, metrics, log });
  const cache = new LinkCache({
    find: shared === null ? find : (code) => readThrough(shared, code, sharedLink(code), () => find(code)),
    now,
    maxBytes: config.redirectCacheMb * 1024 ** 2,
  });
  const forget = (code: string) => {
    cache.invalidate(code);
    shared?.drop(code);
  };
  const unlisten = await notifications.listen(linkChangesChannel, {
    onMessage: forget,
    onLive(live) {
      cache.setHeard(live);
      shared?.setHeard(live);
    },
  });
  scope.onStop("link changes", unlisten);
  readiness.addNote("link-changes", async () => {
    if (!notifications.live)
      throw new Error("Changes of links are not heard of; what is cached is used for at most 5 s.");
  });
  if (redis === null || shared === null) return { cache, announce: forget };
  background.spawn("shared link cache", "links", (signal) => shared.run(signal), { restart: "on-failure" });
  const channel = redis.name("links", "changed");
  scope.onStop("link changes over Redis", redis.subscribe(channel, forget));
  return {
    cache,
    announce(code) {
      forget(code);
      // PostgreSQL has told everybody already; this way is only the second one.
      redis.send(["PUBLISH", channel, code]).catch(() => undefined);
    },
  };
}
