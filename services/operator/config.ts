import type { SettingsOf } from "@waypost/kit/settings/setting.ts";

/** operator has no settings of its own; what every service needs is its process's. */
export const operatorSettings = {} as const;

export type OperatorConfig = SettingsOf<typeof operatorSettings>;
