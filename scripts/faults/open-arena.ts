import { join } from "node:path";
import type { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { FaultProxy } from "@waypost/testing/kafka/fault-proxy.ts";
import type { Logger } from "pino";
import { openStack } from "../stack/open-stack.ts";
import { readStackSettings, type SettingTexts } from "../stack/stack-settings.ts";
import { Arena } from "./arena.ts";
import { clockSettings } from "./clock-faults.ts";
import { destinationOf, Editor } from "./editor.ts";
import { newFaultBook } from "./fault-book.ts";
import { StackApi } from "./stack-api.ts";
import { Traffic } from "./traffic.ts";

export interface ArenaOptions {
  readonly root: string;
  readonly data: string;
  readonly longestMs: number;
  readonly log: Logger;
  readonly note: (sentence: string) => void;
  readonly onLost: (reason: Error) => void;
}

const plainLinks = 4;
const visitors = 6;
const unlimited = "1000000";

/** Starts the stack behind proxies, with links, visitors and an editor, as steps of `scope`. Throws without Kafka. */
export async function openArena(scope: Scope, options: ArenaOptions): Promise<Arena> {
  const { root, data, log, note } = options;
  const settings = new Map<string, SettingTexts>();
  const onDeath = new Map<string, () => void>();
  const openProxy = (name: string) =>
    scope.start(
      `proxy of ${name}`,
      () => FaultProxy.start(),
      (proxy) => proxy.close(),
    );
  const proxies = {
    kafka: await openProxy("kafka"),
    postgres: await openProxy("postgres"),
    redis: await openProxy("redis"),
  };
  const stack = await openStack(scope, {
    root,
    data,
    settings: { ...readStackSettings(join(root, "deploy/stack.env"), {}), ...faultSettings },
    log,
    note,
    proxies,
    onLost: options.onLost,
    moreSettings: (name) => ({ ...clockSettings(data, name), ...settings.get(name) }),
    tell: ({ process: name, event }) => event === "died" && onDeath.get(name)?.(),
  });
  if (stack.kafka === null)
    throw new Error(
      "The faults need Kafka: install a Java (Debian: default-jre-headless), then `npm run kafka -- --fetch`.",
    );
  const api = new StackApi(stack);
  const prefix = `faults-${process.pid}`;
  const makeLink = (url: string, index: number) => api.makeLink(url, `${prefix}-${index}`);
  const urls = Array.from({ length: plainLinks }, (_, index) => `https://example.com/${index}`);
  const links = await Promise.all([...urls, destinationOf(0)].map(makeLink));
  const edited = links.at(-1);
  if (edited === undefined) throw new Error("No link was made.");
  const doors = stack.gateway === null ? [...stack.urls].flatMap(onlyLinks) : [stack.url];
  const traffic = await scope.start(
    "visitors",
    () => new Traffic({ doors, links, visitors, prefix }),
    (it) => it.end(),
    { stopTimeoutMs: 30_000 },
  );
  const editor = await scope.start(
    "editor",
    () => new Editor(api, edited),
    (it) => it.end(),
    { stopTimeoutMs: 130_000 },
  );
  const book = newFaultBook();
  const { longestMs } = options;
  return new Arena({
    ...{ stack, proxies, data, root, api, traffic, editor, book, settings, onDeath, longestMs },
  });
}

function onlyLinks([name, url]: readonly [string, string]): string[] {
  return name.startsWith("links-") ? [url] : [];
}

/** What a run sets otherwise than the file of the stack. */
export const faultSettings: SettingTexts = {
  GATEWAY_PORT: "0",
  GATEWAY_API_PER_SECOND: unlimited,
  GATEWAY_VISITS_PER_SECOND: unlimited,
  GATEWAY_KEYS_PER_SECOND: unlimited,
  // The visitors name themselves and their visits.
  GATEWAY_TRUSTED_PROXY: "127.0.0.1",
  // What the topic lost is sent again after this; a minute in production.
  WAYPOST_HOLES_AFTER: "3s",
  WAYPOST_LOG_FLOOR_MB: "64",
  // No load balancer here needs time to notice an orderly stop.
  WAYPOST_DRAIN_DELAY: "0s",
};
