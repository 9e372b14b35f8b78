import type { Environment } from "./parse-settings.ts";
import type { SettingsSchema } from "./setting.ts";

/** One setting as people may see it. */
export interface SettingDescription {
  readonly key: string;
  readonly doc: string;
  readonly expects: string;
  /** The default as text; `(none)` when there is none, `(required)` when it must be set. */
  readonly default: string;
  /** What is in force; `***` for a secret that is set. */
  readonly value: string;
  readonly isDefault: boolean;
}

/** What is in force, sorted by key, with secrets masked: for the start-up log and for support. */
export function describeSettings(
  schemas: readonly SettingsSchema[],
  env: Environment = {},
): SettingDescription[] {
  const described = new Map<string, SettingDescription>();
  for (const setting of schemas.flatMap((schema) => Object.values(schema))) {
    const given = env[setting.key]?.trim();
    const isDefault = given === undefined || given === "";
    const fallback =
      setting.defaultText === undefined
        ? "(required)"
        : setting.defaultText === null || setting.defaultText === ""
          ? "(none)"
          : setting.defaultText;
    const value = isDefault ? fallback : setting.secret ? "***" : given;
    described.set(setting.key, {
      key: setting.key,
      doc: setting.doc,
      expects: setting.expects,
      default: fallback,
      value,
      isDefault,
    });
  }
  return [...described.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The table of settings for the docs, in Markdown. */
export function settingsTable(schemas: readonly SettingsSchema[]): string {
  const rows = describeSettings(schemas).map(
    (it) =>
      `| \`${it.key}\` | ${it.default === "(none)" ? "" : it.default === "(required)" ? "required" : `\`${it.default}\``} | ${it.expects} | ${it.doc} |`,
  );
  return ["| Setting | Default | Accepts | Meaning |", "|---|---|---|---|", ...rows, ""].join("\n");
}
