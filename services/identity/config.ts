import { outboxSettings } from "@waypost/kit/outbox/outbox-settings.ts";
import type { SettingsOf } from "@waypost/kit/settings/setting.ts";

/** The settings of identity. */
export const identitySettings = { ...outboxSettings } as const;

export type IdentityConfig = SettingsOf<typeof identitySettings>;
