import type { AnyConfig } from "@waypost/kit/service/define-service.ts";
import { type ProcessConfig, peerSettings } from "@waypost/kit/service/process-settings.ts";
import { type Environment, parseSettingGroups } from "@waypost/kit/settings/parse-settings.ts";
import type { SettingsOf, SettingsSchema } from "@waypost/kit/settings/setting.ts";
import { allSettings } from "./all-settings.ts";
import { services } from "./services.ts";

export interface AllConfig {
  readonly process: ProcessConfig & SettingsOf<typeof allSettings>;
  /** Settings of every service, also of those that `--only` leaves out. */
  readonly services: Readonly<Record<string, AnyConfig>>;
  /** Where services are that `--only` leaves out. */
  readonly peerUrls: Readonly<Record<string, readonly string[]>>;
}

/** Every schema of the product by the name of its owner. */
export function settingGroups() {
  const schemas: [string, SettingsSchema][] = services.map((it) => [it.name, it.settings]);
  return {
    services: Object.fromEntries(schemas),
    peers: peerSettings(services.map((it) => it.name)),
  };
}

/** Reads all settings at once. Throws a SettingsError with every fault. */
export function readSettings(env: Environment): AllConfig {
  const groups = settingGroups();
  const { process, peers, ...configs } = parseSettingGroups(
    { ...groups.services, process: allSettings, peers: groups.peers },
    env,
  );
  return { process, peerUrls: peers, services: configs };
}
