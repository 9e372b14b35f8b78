import { kafkaSettings } from "../kafka/kafka-settings.ts";
import { topicSettings } from "../kafka/topics/topic-settings.ts";
import { redisSettings } from "../redis/redis-settings.ts";
import {
  boolean,
  choice,
  duration,
  integer,
  list,
  type Setting,
  type SettingsOf,
  secret,
  text,
  url,
} from "../settings/setting.ts";

/** Settings that mean the same to every process; a service that needs one takes it into its own schema by name. */
export const processSettings = {
  host: text("WAYPOST_HOST", { doc: "Address to listen on for HTTP.", default: "127.0.0.1" }),
  port: integer("WAYPOST_PORT", {
    doc: "Port of the API, the redirects, /docs, /livez and /readyz. 0 picks a free one.",
    default: 8080,
    min: 0,
    max: 65_535,
  }),
  adminPort: integer("WAYPOST_ADMIN_PORT", {
    doc: "Port of /metrics, /livez and /readyz on 127.0.0.1; workers take the next ones. 0 picks a free one. Default: WAYPOST_PORT + 1000.",
    default: null,
    min: 0,
    max: 65_535,
  }),
  adminHost: text("WAYPOST_ADMIN_HOST", {
    doc: "Address of the admin port. It has no authentication: more than this machine only on a network of its own.",
    default: "127.0.0.1",
  }),
  roles: list("WAYPOST_ROLES", {
    doc: "What this process does for its services: answer requests (http), answer other processes (rpc), read clicks and events (consumers), run schedules (jobs).",
    default: ["http", "rpc", "consumers", "jobs"],
    pattern: /^(http|rpc|consumers|jobs)$/,
    expects: "http, rpc, consumers or jobs",
  }),
  drainDelayMs: duration("WAYPOST_DRAIN_DELAY", {
    doc: "How long a process that was told to stop still takes requests while it says that it is not ready, so that a gateway and its peers can turn to others first.",
    default: "0s",
    maxMs: 60_000,
  }),
  poolSize: integer("WAYPOST_DATABASE_POOL", {
    doc: "Connections to PostgreSQL per service and process. Default: twice the cores and one.",
    default: null,
    min: 2,
    max: 1_000,
  }),
  corsOrigins: list("WAYPOST_CORS_ORIGINS", {
    doc: "Origins whose pages may call the API from a browser. Default: none.",
    pattern: /^https?:\/\/[^/\s]+$/,
    expects: "origins such as https://app.example.com",
  }),
  publicUrl: url("WAYPOST_PUBLIC_URL", {
    doc: "What visitors see before the code. Default: the address it listens on.",
    default: null,
  }),
  rpcPort: integer("WAYPOST_RPC_PORT", {
    doc: "Port on which services of other processes are answered; 0 picks a free one. Default: none.",
    default: null,
    min: 0,
    max: 65_535,
  }),
  rpcHost: text("WAYPOST_RPC_HOST", {
    doc: "Address to listen on for services of other processes. Without TLS: only for a network that is theirs alone.",
    default: "127.0.0.1",
  }),
  data: text("WAYPOST_DATA", { doc: "Folder of everything that is stored.", default: ".waypost" }),
  logLevel: choice("WAYPOST_LOG_LEVEL", ["fatal", "error", "warn", "info", "debug", "trace"], {
    doc: "Least level of log lines, which are JSON on stderr. Default: warn on a terminal, info elsewhere.",
    default: null,
  }),
  trustProxy: list("WAYPOST_TRUST_PROXY", {
    doc: "Addresses or networks of proxies whose X-Forwarded-For is believed.",
    pattern: /^[0-9a-fA-F.:]+(\/\d{1,3})?$/,
    expects: "addresses or networks such as 10.0.0.0/8",
  }),
  trustRequestId: boolean("WAYPOST_TRUST_REQUEST_ID", {
    doc: "Whether X-Request-Id of a request is believed, so that a click that comes again with it counts once.",
    default: false,
  }),
  databaseUrl: url("WAYPOST_DATABASE_URL", {
    doc: "Owner's URL of a PostgreSQL 18 that is run by others. Default: the embedded one.",
    default: null,
    protocols: ["postgres", "postgresql"],
    secret: true,
  }),
  serviceSecret: secret("WAYPOST_SERVICE_SECRET", {
    doc: "Shared by all services of an installation that run as processes of their own, to know each other.",
    minLength: 32,
    default: null,
  }),
  lostAfterMs: duration("WAYPOST_HOLES_AFTER", {
    doc: "How long a click that was delivered may be missing from the database before it is delivered again.",
    default: "60s",
    minMs: 1_000,
  }),
  logFloorMb: integer("WAYPOST_LOG_FLOOR_MB", {
    doc: "Free disk space, in MiB, below which no clicks are written, so that the database on the same disk survives.",
    default: 512,
    min: 0,
    max: 1_048_576,
  }),
  logMaxMb: integer("WAYPOST_LOG_MAX_MB", {
    doc: "Size of the log of a topic, in MiB, above which records that are stored already are removed before their seven days are over, the oldest first; also below twice WAYPOST_LOG_FLOOR_MB of free disk space. Records that are not stored are never removed.",
    default: 10_240,
    min: 64,
    max: 16_777_216,
  }),
  ...kafkaSettings,
  ...topicSettings,
  ...redisSettings,
} as const;

/** The parsed values of {@link processSettings}. */
export type ProcessConfig = SettingsOf<typeof processSettings>;

/** One setting per service name: where it is reached when other processes run it. */
export function peerSettings(names: readonly string[]): Readonly<Record<string, Setting<readonly string[]>>> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      list(`WAYPOST_${name.toUpperCase()}_URL`, {
        doc: `RPC addresses of the service ${name} when other processes run it. Calls are shared out among all that are healthy; a name that stands for several machines is all of them.`,
        pattern: /^https?:\/\/[^\s/,]+\/?$/,
        expects: "addresses such as http://10.0.0.7:9090",
      }),
    ]),
  );
}
