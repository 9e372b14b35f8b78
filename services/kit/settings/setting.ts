/** The name of a setting in the environment. */
export type SettingKey = `WAYPOST_${string}`;

/** What became of the text of a setting. */
export type Reading<T> = { readonly value: T } | { readonly fault: string };

/** One setting: its name, its meaning for the reader of the docs, and how its text becomes a value. */
export interface Setting<T> {
  readonly key: SettingKey;
  /** What it means and when to change it, for the table in the docs. */
  readonly doc: string;
  /** What may be written, such as `whole number from 1 to 65535`. */
  readonly expects: string;
  /** Used when the environment has no such key or an empty text. `undefined`: the setting is required. `null`: none. */
  readonly defaultText: string | null | undefined;
  /** Never shown: not in logs, not in errors, not in tables. */
  readonly secret: boolean;
  read(text: string): Reading<T | null>;
}

/** The settings of a service or a process by the name its code uses. */
export type SettingsSchema = Readonly<Record<string, Setting<unknown>>>;

/** The typed values of a schema. */
export type SettingsOf<Schema extends SettingsSchema> = {
  readonly [Name in keyof Schema]: Schema[Name] extends Setting<infer T> ? T : never;
};

/**
 * Options of every kind of setting. Without `default` the setting is required; `default: null` makes the value
 * null when it is not set.
 */
export interface SettingOptions<Default> {
  readonly doc: string;
  readonly default?: Default;
}

/** Any text, or one that matches `pattern`, which `expects` explains. */
export function text<Default extends string | null = never>(
  key: SettingKey,
  options: SettingOptions<Default> & { readonly pattern?: RegExp; readonly expects?: string },
): Setting<string | Default> {
  const expects = options.expects ?? "text";
  return setting(key, options, expects, (value) =>
    options.pattern === undefined || options.pattern.test(value)
      ? { value }
      : { fault: `expected ${expects}` },
  );
}

/** A whole number within a range. */
export function integer<Default extends number | null = never>(
  key: SettingKey,
  options: SettingOptions<Default> & { readonly min?: number; readonly max?: number },
): Setting<number | Default> {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = options;
  const from = options.min === undefined ? "" : ` from ${min}`;
  const to = options.max === undefined ? "" : ` to ${max}`;
  const expects = `whole number${from}${to}`;
  return setting(key, options, expects, (value) => {
    const number = /^[+-]?\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
    return number >= min && number <= max ? { value: number } : { fault: `expected a ${expects}` };
  });
}

/** `true` or `false`; also `1`, `0`, `yes`, `no`, `on`, `off`. */
export function boolean<Default extends boolean | null = never>(
  key: SettingKey,
  options: SettingOptions<Default>,
): Setting<boolean | Default> {
  return setting(key, options, "true or false", (value) => {
    if (/^(true|1|yes|on)$/i.test(value)) return { value: true };
    if (/^(false|0|no|off)$/i.test(value)) return { value: false };
    return { fault: "expected true or false" };
  });
}

const UNITS_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A span of time with its unit, such as `250ms`, `5s`, `10m`, `24h`, `7d`; the value is milliseconds. */
export function duration<Default extends string | null = never>(
  key: SettingKey,
  options: SettingOptions<Default> & { readonly minMs?: number; readonly maxMs?: number },
): Setting<number | Extract<Default, null>> {
  const { minMs = 0, maxMs = Number.MAX_SAFE_INTEGER } = options;
  const expects = `duration such as 250ms, 5s, 10m, 24h or 7d${rangeOf(options.minMs, options.maxMs)}`;
  return setting<number>(key, options, expects, (value) => {
    const [, amount, unit] = /^(\d{1,12})(ms|s|m|h|d)$/.exec(value) ?? [];
    const ms = isUnit(unit) ? Number(amount) * UNITS_MS[unit] : Number.NaN;
    return ms >= minMs && ms <= maxMs ? { value: ms } : { fault: `expected a ${expects}` };
  });
}

/** One of a fixed set of words. */
export function choice<const Word extends string, Default extends Word | null = never>(
  key: SettingKey,
  words: readonly Word[],
  options: SettingOptions<Default>,
): Setting<Word | Default> {
  const expects = `one of ${words.join(", ")}`;
  return setting<Word>(key, options, expects, (value) => {
    const word = words.find((it) => it === value);
    return word === undefined ? { fault: `expected ${expects}` } : { value: word };
  });
}

/** A text that is shown nowhere; at least `minLength` characters (default 1). It has no default but null. */
export function secret<Default extends null = never>(
  key: SettingKey,
  options: SettingOptions<Default> & { readonly minLength?: number },
): Setting<string | Default> {
  const { minLength = 1 } = options;
  const expects = minLength > 1 ? `secret of at least ${minLength} characters` : "secret";
  const made = setting<string>(key, options, expects, (value) =>
    value.length >= minLength ? { value } : { fault: `expected a ${expects}` },
  );
  return { ...made, secret: true };
}

/** Texts separated by commas; blanks around them do not count, and empty ones are left out. The default is `[]`. */
export function list(
  key: SettingKey,
  options: {
    readonly doc: string;
    readonly default?: readonly string[];
    readonly pattern?: RegExp;
    readonly expects?: string;
  },
): Setting<readonly string[]> {
  const item = options.expects ?? "texts";
  const expects = `${item}, separated by commas`;
  const settings = { doc: options.doc, default: (options.default ?? []).join(",") };
  return setting<readonly string[]>(key, settings, expects, (value) => {
    const items = value
      .split(",")
      .map((it) => it.trim())
      .filter((it) => it !== "");
    const bad = items.find((it) => options.pattern !== undefined && !options.pattern.test(it));
    return bad === undefined ? { value: items } : { fault: `expected ${expects}` };
  });
}

/** An absolute URL with one of `protocols` (default `http`, `https`), without a slash at the end. */
export function url<Default extends string | null = never>(
  key: SettingKey,
  options: SettingOptions<Default> & { readonly protocols?: readonly string[]; readonly secret?: boolean },
): Setting<string | Extract<Default, null>> {
  const protocols = options.protocols ?? ["http", "https"];
  const expects = `URL that begins with ${protocols.map((it) => `${it}://`).join(" or ")}`;
  const made = setting<string>(key, options, expects, (value) => {
    const parsed = URL.parse(value);
    if (parsed === null || !protocols.includes(parsed.protocol.slice(0, -1)))
      return { fault: `expected a ${expects}` };
    return { value: value.replace(/\/+$/, "") };
  });
  return { ...made, secret: options.secret ?? false };
}

function setting<T>(
  key: SettingKey,
  options: SettingOptions<unknown>,
  expects: string,
  read: (text: string) => Reading<T>,
): Setting<T> & Setting<never> {
  const defaultText =
    options.default === undefined ? undefined : options.default === null ? null : String(options.default);
  // `Default` is either a value that `read` gives or null, and null is what an unset optional setting becomes: the
  // public functions state the exact union, this one can't.
  return { key, doc: options.doc, expects, defaultText, secret: false, read } as Setting<T> & Setting<never>;
}

function isUnit(unit: string | undefined): unit is keyof typeof UNITS_MS {
  return unit !== undefined && unit in UNITS_MS;
}

function rangeOf(minMs: number | undefined, maxMs: number | undefined): string {
  const from = minMs === undefined ? "" : `, at least ${minMs} ms`;
  const to = maxMs === undefined ? "" : `, at most ${maxMs} ms`;
  return `${from}${to}`;
}
