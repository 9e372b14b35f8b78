import { nearest } from "./nearest.ts";
import type { Setting, SettingsOf, SettingsSchema } from "./setting.ts";

/** Where settings come from: `process.env`, which only `main.ts` files read. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Every fault of the settings, found in one go; the message has one line for each. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join("\n"));
    this.faults = faults;
  }
}

/**
 * Reads the settings of a schema from the environment; see {@link parseSettingGroups}.
 *
 * @throws SettingsError with every fault.
 */
export function parseSettings<Schema extends SettingsSchema>(
  schema: Schema,
  env: Environment,
): SettingsOf<Schema> {
  return parseSettingGroups({ schema }, env).schema;
}

/**
 * Reads the settings of several schemas that live in one process, such as its services. An empty text counts as
 * not set. Keys that begin with `WAYPOST_` and belong to no schema are faults: a typing error must not go unseen.
 *
 * @throws SettingsError with every fault; Error when two schemas give the same key different meanings.
 */
export function parseSettingGroups<Groups extends Readonly<Record<string, SettingsSchema>>>(
  groups: Groups,
  env: Environment,
): { readonly [Name in keyof Groups]: SettingsOf<Groups[Name]> } {
  const all = Object.values(groups).flatMap((schema) => Object.values(schema));
  assertAgreement(all);
  const faults = new Set(unknownKeys(all, env));
  const values: Record<string, Record<string, unknown>> = {};
  for (const [group, schema] of Object.entries(groups)) {
    const read: Record<string, unknown> = {};
    for (const [name, setting] of Object.entries(schema)) {
      const reading = readSetting(setting, env[setting.key]);
      if ("fault" in reading) faults.add(reading.fault);
      else read[name] = reading.value;
    }
    values[group] = read;
  }
  if (faults.size > 0) throw new SettingsError([...faults]);
  // Each value was read by the setting of the same name, whose type parameter is the property's type.
  return values as { readonly [Name in keyof Groups]: SettingsOf<Groups[Name]> };
}

function readSetting(setting: Setting<unknown>, given: string | undefined) {
  const set = given !== undefined && given.trim() !== "";
  const text = set ? given.trim() : setting.defaultText;
  if (text === undefined) return { fault: `${setting.key} is not set; it needs a ${setting.expects}.` };
  // An empty default is the empty list; `read` makes it that.
  if (text === null) return { value: null };
  const reading = setting.read(text);
  if (!("fault" in reading)) return reading;
  const shown = setting.secret ? setting.key : `${setting.key}=${text}`;
  return { fault: `${shown}: ${reading.fault}.` };
}

/** Read by tools around the product only; the product accepts them, as they may be set in a developer's shell. */
const toolKeys = /^WAYPOST_(NO_HOOKS|CHROMIUM|MAVEN_REPOSITORY|TEST_\w+|REPLAY_\w+|BENCH_\w+)$/;

function unknownKeys(settings: readonly Setting<unknown>[], env: Environment): string[] {
  const known = new Set<string>(settings.map((setting) => setting.key));
  return Object.keys(env)
    .filter((key) => key.startsWith("WAYPOST_") && !known.has(key) && !toolKeys.test(key))
    .map((key) => {
      const meant = nearest(key, known);
      return meant === null
        ? `${key} is not a setting; remove it, or find the right one in docs/settings.md.`
        : `${key} is not a setting; did you mean ${meant}?`;
    });
}

function assertAgreement(settings: readonly Setting<unknown>[]): void {
  const seen = new Map<string, Setting<unknown>>();
  for (const setting of settings) {
    const other = seen.get(setting.key);
    seen.set(setting.key, setting);
    if (other === undefined) continue;
    const same =
      other.expects === setting.expects &&
      other.defaultText === setting.defaultText &&
      other.secret === setting.secret;
    if (!same) throw new Error(`Two schemas declare ${setting.key} with different kinds or defaults.`);
  }
}
