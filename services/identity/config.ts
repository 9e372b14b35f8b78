import type { SettingsOf } from "@waypost/kit/settings/setting.ts";

/** identity has no settings of its own; what every service needs is its process's. */
export const identitySettings = {} as const;

export type IdentityConfig = SettingsOf<typeof identitySettings>;
