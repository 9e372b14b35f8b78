import { outboxSettings } from "@waypost/kit/outbox/outbox-settings.ts";
import { processSettings } from "@waypost/kit/service/process-settings.ts";
import { SettingsError } from "@waypost/kit/settings/parse-settings.ts";
import { boolean, choice, integer, type SettingsOf, text } from "@waypost/kit/settings/setting.ts";

/** The settings of links. */
export const linksSettings = {
  ...outboxSettings,
  linkList: choice("WAYPOST_LINK_LIST", ["source", "model"], {
    doc: "Where lists of links are read: `source` is the links themselves, with counts asked of analytics; `model` is a table with counts in it, made from events, which needs WAYPOST_OUTBOX=true and, where links were there before, `npm run rebuild -- --read-model`.",
    default: "source",
  }),
  trustProxy: processSettings.trustProxy,
  trustRequestId: processSettings.trustRequestId,
  lostAfterMs: processSettings.lostAfterMs,
  logSync: text("WAYPOST_LOG_SYNC", {
    doc: "When a click counts as written: `os` survives the death of the process; `interval:100ms` bounds what a power loss takes; `always` loses nothing at 0.6 of the throughput.",
    default: "os",
    pattern: /^(os|always|interval:[1-9]\d{0,5}ms)$/,
    expects: "os, always or such as interval:100ms",
  }),
  logFloorMb: processSettings.logFloorMb,
  logLanes: integer("WAYPOST_LOG_LANES", {
    doc: "Lanes that each process writes its clicks to, in turns. With Kafka each lane goes to one partition: lanes of all processes together should be no fewer than partitions. Default: 1, with Kafka 4.",
    default: null,
    min: 1,
    max: 64,
  }),
  logEphemeral: boolean("WAYPOST_LOG_EPHEMERAL", {
    doc: "Whether the disk of WAYPOST_DATA goes when the process does, as a container's without a volume. Then clicks are safe only with WAYPOST_CLICK_ACK=kafka, and the start is refused without it.",
    default: false,
  }),
  clickAck: choice("WAYPOST_CLICK_ACK", ["log", "kafka"], {
    doc: "What a visitor waits for: `log`, that the click is in the local log; `kafka`, that the broker has acknowledged it too. When it can't within 3 s, WAYPOST_ON_DISK_FULL says what the visitor gets.",
    default: "log",
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

/**
 * Checks the settings of the click log against each other.
 *
 * @throws SettingsError
 */
export function checkClickLog({ clickAck, logEphemeral }: LinksConfig, kafka: boolean): void {
  if (clickAck === "kafka" && !kafka)
    throw new SettingsError(["WAYPOST_CLICK_ACK=kafka needs WAYPOST_BUS=kafka."]);
  if (logEphemeral && clickAck !== "kafka") {
    throw new SettingsError([
      "With WAYPOST_LOG_EPHEMERAL=true clicks would be lost with the disk: set WAYPOST_CLICK_ACK=kafka, or give WAYPOST_DATA a volume that stays.",
    ]);
  }
}
