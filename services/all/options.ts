import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";

export interface Options {
  readonly help: boolean;
  /** Tell that everything is ready in one line of JSON. */
  readonly json: boolean;
  /** The services to run, or null for all. */
  readonly only: readonly string[] | null;
}

/** Reads the command line. Throws, in one sentence, for anything it does not know. */
export function parseOptions(argv: readonly string[], serviceNames: readonly string[]): Options {
  const { values } = parseArguments("npm start", {
    args: [...argv],
    options: {
      help: { type: "boolean", short: "h", default: false },
      json: { type: "boolean", default: false },
      only: { type: "string" },
    },
  });
  const only = values.only?.split(",").map((name) => name.trim()) ?? null;
  const unknown = only?.filter((name) => !serviceNames.includes(name)) ?? [];
  if (unknown.length > 0) {
    throw new Error(
      `--only names ${unknown.map((name) => `\`${name}\``).join(", ")}; there are ${serviceNames.join(", ")}.`,
    );
  }
  return { help: values.help, json: values.json, only };
}
