import { readFileSync } from "node:fs";
import { settingGroups } from "@waypost/all/settings.ts";
import { processSettings } from "@waypost/kit/service/process-settings.ts";
import type { Environment } from "@waypost/kit/settings/parse-settings.ts";

/** Settings by name, as texts. */
export type SettingTexts = Readonly<Record<string, string>>;

/**
 * Reads the settings file of the stack, `KEY=value` in lines; what the environment says of the same keys wins.
 * @throws Error in one sentence for a line that is neither a setting nor a comment
 */
export function readStackSettings(path: string, env: Environment): SettingTexts {
  const settings: Record<string, string> = {};
  for (const [index, line] of readFileSync(path, "utf8").split("\n").entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [, key, value] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    if (key === undefined || value === undefined)
      throw new Error(`${path}:${index + 1}: expected KEY=value, found: ${line}`);
    settings[key] = env[key] ?? value.trim();
  }
  return settings;
}

/** The settings of the file that a process of a service reads. */
export function settingsOfService(settings: SettingTexts, service: string): SettingTexts {
  const schema = { ...processSettings, ...settingGroups().services[service] };
  const known = new Set<string>(Object.values(schema).map(({ key }) => key));
  return Object.fromEntries(Object.entries(settings).filter(([key]) => known.has(key)));
}
