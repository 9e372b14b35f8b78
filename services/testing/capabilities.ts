import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findBrokerJars } from "@waypost/testing/kafka/broker-jars.ts";
import { findJava } from "@waypost/testing/kafka/find-java.ts";
import { refuseInUnitTest } from "./unit-test.ts";

/** Something of the machine that some tests need and that a machine may do without. */
export interface Capability {
  /** What the tests with this need prove. */
  readonly proves: string;
  /** What was not found and what to do about it. */
  readonly missing: string;
  /** CI does without it too, when it isn't there. */
  readonly optional?: boolean;
  /** What was found, such as a path, or undefined. */
  readonly find: () => string | undefined;
}

/**
 * Everything beyond Node that a test may ask for, in one list, so that `npm test` can say what was not run and why.
 * A test asks by `findCapability` and skips itself when there is none.
 */
export const capabilities = {
  browser: {
    proves: "the pages in a real browser",
    missing: "Chromium was not found; install it, or name it in WAYPOST_CHROMIUM",
    find: () => named("WAYPOST_CHROMIUM") ?? onPath("chromium", "chromium-browser", "google-chrome"),
  },
  gateway: {
    proves: "the gateway's configuration in a real nginx",
    missing: "nginx was not found; install it",
    find: findNginx,
  },
  git: {
    proves: "the contract gates against commits, and the hook",
    missing: "git was not found; install it",
    find: () => (spawnSync("git", ["--version"]).status === 0 ? "git" : undefined),
  },
  redis: {
    proves: "the shared cache, invalidation and locks on a real Redis",
    missing: "neither redis-server nor valkey-server was found; install one",
    find: () => onPath("redis-server", "valkey-server"),
  },
  kafka: {
    proves: "the bus, topics and their faults on a real Apache Kafka",
    missing:
      "no Java 17 with the broker's files; install one (default-jre-headless), then `npm run kafka -- --fetch`",
    find: () => (findBrokerJars() === undefined ? undefined : findJava()),
  },
  root: {
    proves: "that root can run Waypost in a folder of its own, and that PostgreSQL reads nothing of root's",
    missing: "the tests were not run by root on Linux",
    optional: true,
    find: () => (process.platform === "linux" && process.getuid?.() === 0 ? "root" : undefined),
  },
  "access-log": {
    proves: "the replay of a real access log of 10,000 requests",
    missing: "WAYPOST_REPLAY_LOG does not name an access log in combined format",
    optional: true,
    find: () => named("WAYPOST_REPLAY_LOG"),
  },
} as const satisfies Record<string, Capability>;

/** The path of nginx, which stands where only root looks for programs. */
export function findNginx(): string | undefined {
  return onPath("nginx") ?? ["/usr/sbin/nginx", "/usr/local/sbin/nginx"].find(isExecutable);
}

/** Name of a capability. */
export type CapabilityName = keyof typeof capabilities;

/** What was found of a capability, such as the path of a program; undefined when the test has to be skipped. */
export function findCapability(name: CapabilityName): string | undefined {
  refuseInUnitTest();
  return capabilities[name].find();
}

/** The capabilities that this machine lacks. */
export function missingCapabilities(): (Capability & { readonly name: string })[] {
  return Object.entries(capabilities)
    .filter(([, capability]) => capability.find() === undefined)
    .map(([name, capability]) => ({ name, ...capability }));
}

function named(variable: string): string | undefined {
  const path = process.env[variable];
  return path !== undefined && path !== "" && existsSync(path) ? path : undefined;
}

function onPath(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
