import { join } from "node:path";
import type { IdentityTables } from "@waypost/gen/db/identity.ts";
import { IdentityEventSchema } from "@waypost/gen/proto/waypost/events/v1/identity_pb.ts";
import type { Database } from "@waypost/kit/db/database.ts";
import type { ServiceHost } from "@waypost/kit/host/service-host.ts";
import { type After, type Cursors, openCursors } from "@waypost/kit/http/cursor.ts";
import { pause } from "@waypost/kit/lifecycle/pause.ts";
import type { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { Outbox } from "@waypost/kit/outbox/outbox.ts";
import type { IdentityConfig } from "./config.ts";
import { identityDeclaration } from "./declaration.ts";
import { ChangeFeed } from "./domain/change-feed.ts";
import { LastUsed } from "./domain/last-used.ts";
import { keyChangesChannel, writeLastUsed } from "./store/api-keys.ts";
import { identityTopic } from "./store/identity-events.ts";
import { provideAdminKey } from "./store/provide-admin-key.ts";

/** What the logic of identity has at hand. */
export interface IdentityContext {
  readonly database: Database<IdentityTables>;
  readonly now: () => number;
  /** Keys used since the last time this was written down. */
  readonly lastUsed: LastUsed;
  readonly changes: ChangeFeed;
  /** Changes of workspaces and keys, as events for others and for the audit trail. */
  readonly outbox: Outbox<typeof IdentityEventSchema>;
  /** Positions in lists: the id of the last item shown. */
  readonly cursors: Cursors<After>;
  /** False while changes made elsewhere may be missed; watches are refused then. */
  readonly changesLive: () => boolean;
}

const lastUsedEveryMs = 5_000;
const signOfLifeEveryMs = 15_000;

/** Provides the admin key, listens for changes of keys, and starts what runs beside the logic. */
export async function openContext(host: ServiceHost<IdentityConfig>, scope: Scope): Promise<IdentityContext> {
  const database = host.store.database<IdentityTables>();
  const ctx = {
    database,
    now: host.now,
    lastUsed: new LastUsed(),
    changes: new ChangeFeed(),
    outbox: new Outbox(host, {
      topic: identityTopic,
      event: IdentityEventSchema,
      uses: identityDeclaration.uses,
    }),
    cursors: await openCursors(host.store.database()),
  };
  if (host.roles.has("jobs")) {
    const path = join(host.place.dataFolder, "admin-key");
    await provideAdminKey(ctx, host.peers.ownCall({ signal: scope.signal }), path);
  }
  const changesLive = host.roles.has("rpc") ? await followKeyChanges(host, scope, ctx) : () => false;
  return { ...ctx, changesLive };
}

async function followKeyChanges(
  host: ServiceHost<IdentityConfig>,
  scope: Scope,
  { changes, lastUsed, database }: Omit<IdentityContext, "changesLive">,
): Promise<() => boolean> {
  let live = false;
  const stop = await host.store.notifications.listen(keyChangesChannel, {
    onMessage: (hex) => changes.publish(Buffer.from(hex, "hex")),
    onLive(now) {
      live = now;
      // Watchers may have missed a change: ending the watch makes them drop their caches.
      if (!now) changes.endAll();
    },
  });
  scope.onStop("key changes", async () => {
    changes.endAll();
    await stop();
  });
  host.ops.background.spawn("key-signs-of-life", "identity", async (signal) => {
    while (!signal.aborted) {
      await pause(signOfLifeEveryMs, signal);
      changes.publish(null);
    }
  });
  const task = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      await pause(lastUsedEveryMs, signal);
      await writeLastUsed(database.db, lastUsed.take());
    }
  };
  host.ops.background.spawn("last-used", "identity", task, { restart: "on-failure" });
  return () => live;
}
