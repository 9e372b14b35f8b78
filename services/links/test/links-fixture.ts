import type { DescService } from "@bufbuild/protobuf";
import { fromBinary } from "@bufbuild/protobuf";
import type { LinksTables } from "@waypost/gen/db/links.ts";
import { ClickEventSchema, type LinkClicked } from "@waypost/gen/proto/waypost/events/v1/click_pb.ts";
import type { VerifiedKey } from "@waypost/kit/http/authenticate.ts";
import { createHttpApp } from "@waypost/kit/http/create-http-app.ts";
import { openLogReader } from "@waypost/kit/local-log/reader.ts";
import type { Peer } from "@waypost/kit/rpc/peer.ts";
import { kitConsumers } from "@waypost/kit/service/kit-work.ts";
import { mountServices } from "@waypost/kit/service/mount-services.ts";
import { recordingLog } from "@waypost/testing/rest-fixture.ts";
import { createTestDatabase, type TestDatabase } from "@waypost/testing/test-database.ts";
import { makeTestHost } from "@waypost/testing/test-host.ts";
import { onTestFinished } from "vitest";
import type { LinksContext } from "../context.ts";
import { links } from "../service.ts";
import { FakeAnalytics } from "./fake-analytics.ts";

export const workspaceId = "01890000-0000-7000-8000-0000deadbeef";
export const otherWorkspaceId = "01890000-0000-7000-8000-00000000beef";

const all = ["links:read", "links:write", "stats:read"];
const keys: Readonly<Record<string, VerifiedKey>> = {
  wp_full: { keyId: "k1", workspaceId, scopes: all, expiresAt: null },
  wp_reader: { keyId: "k2", workspaceId, scopes: ["links:read"], expiresAt: null },
  wp_other: { keyId: "k3", workspaceId: otherWorkspaceId, scopes: all, expiresAt: null },
};

export interface LinksOptions {
  readonly settings?: Readonly<Record<string, string>>;
  /** Epoch milliseconds; default the system's. */
  readonly now?: () => number;
  /** Shares the database of another process. */
  readonly database?: TestDatabase;
  readonly publicUrl?: string;
  /** The address of a Redis to use. */
  readonly redisUrl?: string;
}

/** Runs the service alone, on a real PostgreSQL and a real log, as long as the test lasts. */
export async function startLinks(options: LinksOptions = {}) {
  const database = options.database ?? (await createTestDatabase("links"));
  if (options.database === undefined) onTestFinished(() => database.close());
  const { log, lines } = recordingLog();
  const analytics = new FakeAnalytics();
  const { host, scope, readiness, close } = makeTestHost(links, {
    ...options,
    ownerUrl: database.ownerUrl,
    roles: new Set(["http", "jobs"]),
    peer: <S extends DescService>(_: string, service: S) => analytics.peer(service.typeName) as Peer<S>,
    poolSize: 5,
    log,
  });
  onTestFinished(close);
  const pool = host.store.database<LinksTables>();
  const context: LinksContext = await links.open(host, scope);
  const app = createHttpApp({ log, trustRequestId: host.config.trustRequestId });
  const service = { definition: links, host, context, rpc: undefined };
  await mountServices(app, {
    services: [service],
    verifyKey: (token) => keys[token] ?? null,
    readiness,
  });
  readiness.open();
  await app.listen({ port: 0, host: "127.0.0.1" });
  const address = app.server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const origin = `http://127.0.0.1:${port}`;
  let stopped: Promise<unknown> | undefined;
  const stop = () => {
    stopped ??= app.close().then(close);
    return stopped;
  };
  onTestFinished(async () => {
    await stop();
  });
  return {
    origin,
    port,
    database,
    pool,
    context,
    host,
    analytics,
    lines,
    metrics: host.ops.metrics,
    /** What a process with the role `consumers` runs, the publisher first. */
    consumers: () => [...kitConsumers(links, host, context), ...(links.consumers?.(context, host) ?? [])],
    readiness,
    stop,
    /** Asks the API; the key may do everything unless said otherwise. */
    async api(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
      const response = await fetch(`${origin}/api/v1${path}`, {
        method,
        headers: {
          authorization: "Bearer wp_full",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      // biome-ignore lint/suspicious/noExplicitAny: what the API answers is what the tests are about.
      const json: any = text === "" ? null : JSON.parse(text);
      return { status: response.status, headers: response.headers, body: json };
    },
    /** Comes as a visitor. */
    visit: (path: string, init: RequestInit = {}) =>
      fetch(`${origin}${path}`, { redirect: "manual", ...init }),
    /** The clicks on disk, in order. */
    async clicks(): Promise<LinkClicked[]> {
      const reader = openLogReader({ directory: host.bus.topicFolder("clicks"), adopt: false });
      try {
        const clicks: LinkClicked[] = [];
        for (const { lane } of reader.laneStates()) {
          const { records } = await reader.read(lane, 1);
          for (const { payload } of records) {
            const { kind } = fromBinary(ClickEventSchema, payload);
            if (kind.case === "linkClicked") clicks.push(kind.value);
          }
        }
        return clicks;
      } finally {
        await reader.close();
      }
    },
  };
}
