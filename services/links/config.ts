import { outboxSettings } from "@waypost/kit/outbox/outbox-settings.ts";
import { processSettings } from "@waypost/kit/service/process-settings.ts";
import { choice, integer, type SettingsOf, text } from "@waypost/kit/settings/setting.ts";

/** The settings of links. */
export const linksSettings = {
  ...outboxSettings,
  linkList: choice("WAYPOST_LINK_LIST", ["source", "model"], {
    doc: "Where lists of links are read: `source` is the links themselves, with counts asked of analytics; `model` is a table with counts in it, made from events, which needs WAYPOST_OUTBOX=true and, where links were there before, `npm run rebuild -- --read-model`.",
    default: "source",
  }),
  trustProxy: processSettings.trustProxy,
  trustRequestId: processSettings.trustRequestId,
  logSync: text("WAYPOST_LOG_SYNC", {
    doc: "When a click counts as written: `os` survives the death of the process; `interval:100ms` bounds what a power loss takes; `always` loses nothing at 0.6 of the throughput.",
    default: "os",
    pattern: /^(os|always|interval:[1-9]\d{0,5}ms)$/,
    expects: "os, always or such as interval:100ms",
  }),
  logFloorMb: integer("WAYPOST_LOG_FLOOR_MB", {
    doc: "Free disk space, in MiB, below which no clicks are written, so that the database on the same disk survives.",
    default: 512,
    min: 0,
    max: 1_048_576,
  }),
  onDiskFull: choice("WAYPOST_ON_DISK_FULL", ["redirect", "refuse"], {
    doc: "What visitors get when clicks can't be written: `redirect` sends them on and counts them as unrecorded; `refuse` answers 503.",
    default: "redirect",
  }),
  redirectCacheMb: integer("WAYPOST_REDIRECT_CACHE_MB", {
    doc: "Memory of the redirect cache, in MiB per process; some 2,000 links each.",
    default: 64,
    min: 1,
    max: 65_536,
  }),
} as const;

export type LinksConfig = SettingsOf<typeof linksSettings>;
