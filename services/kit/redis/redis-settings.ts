import { type Setting, text, url } from "../settings/setting.ts";

const address = url("WAYPOST_REDIS_URL", {
  doc: "A Redis 6 or Valkey, or newer, that all processes share: second level of the redirect cache, and a second way for changes of links. Such as redis://:password@10.0.0.5:6379/0; rediss:// for TLS. Waypost goes on when it is away. Default: none.",
  default: null,
  protocols: ["redis", "rediss"],
  secret: true,
});

/** The settings of Redis, the same for every process of an installation. */
export const redisSettings = {
  redisUrl: {
    ...address,
    read(value) {
      const { pathname } = URL.parse(value) ?? { pathname: "" };
      if (/^\/?\d{0,3}$/.test(pathname)) return address.read(value);
      return { fault: "expected a number of a database after the slash, such as redis://10.0.0.5:6379/0" };
    },
  } satisfies Setting<string | null>,
  redisPrefix: text("WAYPOST_REDIS_PREFIX", {
    doc: "What the names of keys and channels in Redis begin with, so that several installations can share one.",
    default: "waypost",
    pattern: /^[A-Za-z0-9._-]{1,64}$/,
    expects: "up to 64 letters, digits, dots, dashes and underscores",
  }),
} as const;
