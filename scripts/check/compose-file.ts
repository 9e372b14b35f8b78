import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** The part of a service of a compose file that the checks look at. */
export interface ComposeService {
  readonly image: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly deploy?: {
    readonly resources: {
      readonly limits: Readonly<Record<string, string>>;
      readonly reservations?: Readonly<Record<string, string>>;
    };
  };
}

/** A compose file as it was read, with its values as they stand. */
export interface ComposeFile {
  readonly text: string;
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly configs: Readonly<Record<string, { readonly file?: string; readonly content?: string }>>;
}

/** Reads a compose file, its anchors merged. */
export function readCompose(path: string): ComposeFile {
  const text = readFileSync(path, "utf8");
  const { services, volumes = {}, configs = {} } = parse(text, { merge: true });
  return { text, services, volumes, configs };
}

/** The settings that a text takes in as `${KEY}`, in any of its forms. */
export function settingsIn(text: string): string[] {
  return [
    ...new Set([...text.replaceAll("$$", "").matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, key = ""]) => key)),
  ];
}

/** A text with its settings filled in, as compose does: `${A}`, `${A:-b}`, `${A:+b}`, `${A:?b}`, and `$$` for `$`. */
export function interpolate(text: string, settings: Readonly<Record<string, string>>): string {
  let filled = text;
  // From the innermost outwards: what an expression holds may hold one itself.
  for (let before = ""; before !== filled; ) {
    before = filled;
    filled = filled.replace(
      /(?<!\$)\$\{([A-Z0-9_]+)(?::([-+?])((?:[^${}]|\$\$)*))?\}/g,
      (_, key: string, kind: string | undefined, other = "") => {
        const value = settings[key] ?? "";
        if (kind === "+") return value === "" ? "" : other;
        if (kind === "-") return value === "" ? other : value;
        return value;
      },
    );
  }
  return filled.replaceAll("$$", "$");
}
