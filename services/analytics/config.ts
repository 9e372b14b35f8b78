import { outboxSettings } from "@waypost/kit/outbox/outbox-settings.ts";
import { processSettings } from "@waypost/kit/service/process-settings.ts";
import type { SettingsOf } from "@waypost/kit/settings/setting.ts";
import { integer, text } from "@waypost/kit/settings/setting.ts";

export const analyticsSettings = {
  ...outboxSettings,
  clickRetentionDays: integer("WAYPOST_CLICK_RETENTION_DAYS", {
    doc: "How long rows of single clicks are kept. Roll-ups, and so statistics, are kept for ever; addresses and the salt of visitor hashes die a day after this.",
    default: 400,
    min: 1,
    max: 3650,
  }),
  geoFile: text("WAYPOST_GEO_FILE", {
    doc: "A MaxMind database (.mmdb) with countries, used instead of the one that comes along, and read again when it changes.",
    default: null,
  }),
  lostAfterMs: processSettings.lostAfterMs,
} as const;

export type AnalyticsConfig = SettingsOf<typeof analyticsSettings>;
