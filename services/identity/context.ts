import type { Database } from "@waypost/kit/db/database.ts";
import type { Scope } from "@waypost/kit/lifecycle/scope.ts";
import type { ServiceHost } from "@waypost/kit/service/host.ts";
import type { IdentityConfig } from "./config.ts";
import { ChangeFeed } from "./domain/change-feed.ts";
import { LastUsed } from "./domain/last-used.ts";
import { keyChangesChannel } from "./store/api-keys.ts";
import type { IdentityTables } from "./store/tables.ts";

/** What the logic of identity has at hand. */
export interface IdentityContext {
  readonly database: Database<IdentityTables>;
  readonly now: () => number;
  /** Keys used since the last time this was written down. */
  readonly lastUsed: LastUsed;
  readonly changes: ChangeFeed;
  /** False while changes made elsewhere may be missed; nobody may watch then. */
  readonly changesLive: () => boolean;
}

/** Listens for changes of keys and shares them with everybody who watches. */
export async function openContext(host: ServiceHost<IdentityConfig>, scope: Scope): Promise<IdentityContext> {
  const changes = new ChangeFeed();
  let live = false;
  if (host.roles.has("rpc")) {
    const stop = await host.notifications.listen(keyChangesChannel, {
      onMessage: (hex) => changes.publish(Buffer.from(hex, "hex")),
      onLive(now) {
        live = now;
        // Whoever watches may have missed a change: ending the watch makes them drop what they keep.
        if (!now) changes.endAll();
      },
    });
    scope.onStop("key changes", async () => {
      changes.endAll();
      await stop();
    });
  }
  return {
    database: host.database<IdentityTables>(),
    now: host.now,
    lastUsed: new LastUsed(),
    changes,
    changesLive: () => live,
  };
}
