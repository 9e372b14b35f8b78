import type { Setting } from "../settings/setting.ts";

/** The schema whose parsed values are `Config`; see `../settings/`. */
export type SettingsOf<Config> = { readonly [Name in keyof Config]: Setting<Config[Name]> };
