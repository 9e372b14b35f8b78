import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";

export const help = `Usage: npm run replay -- FILE.log [options]

Replays an access log in combined format against a running Waypost: one link per distinct path, then every request
with its own method, visitor address, user agent and referrer. Ends with a table that shows whether every redirect
was counted.

The product must be told to believe what this tool says of its visitors; start it with
  WAYPOST_TRUST_PROXY=127.0.0.1 WAYPOST_TRUST_REQUEST_ID=true npm start
or, behind a gateway, with
  GATEWAY_TRUSTED_PROXY=127.0.0.1 npm run stack

Options:
  --url URL           where Waypost runs (default http://127.0.0.1:8080)
  --key KEY           API key with the scopes links:write, stats:read and operator
                      (default: $WAYPOST_DATA/admin-key, or .waypost/admin-key)
  --site URL          the site that the paths of the log belong to (default https://www.example.com)
  --rate N            at most N requests a second (default: as fast as they are answered)
  --concurrency N     requests under way at once (default 32)
  --patience SECONDS  how long an unanswered request is tried again (default 60; 0: once)
  --no-ids            send no request ids: a repeated request may then be counted more than once
  --run NAME          names the run; repeating a run under its name counts no request twice (default: a new name)
  --json              one JSON object instead of the table
  --help`;

export interface ReplayOptions {
  readonly file: string;
  readonly url: URL;
  /** Null: read it from the data folder. */
  readonly key: string | null;
  readonly site: URL;
  /** Null: no limit. */
  readonly requestsPerSecond: number | null;
  readonly concurrency: number;
  readonly patienceMs: number;
  readonly run: string;
  /** Whether requests carry an id that their repetitions keep. */
  readonly ids: boolean;
  readonly json: boolean;
}

/** Reads the command line. Throws an Error whose message tells the user what to mend. */
export function parseOptions(args: readonly string[]): ReplayOptions | "help" {
  const { values, positionals } = parseArguments("npm run replay", {
    args: [...args],
    allowPositionals: true,
    options: {
      url: { type: "string", default: "http://127.0.0.1:8080" },
      key: { type: "string" },
      site: { type: "string", default: "https://www.example.com" },
      rate: { type: "string" },
      concurrency: { type: "string", default: "32" },
      patience: { type: "string", default: "60" },
      run: { type: "string", default: crypto.randomUUID().slice(0, 8) },
      "no-ids": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return "help";
  const [file, extra] = positionals;
  if (file === undefined) throw new Error("Name the log to replay: npm run replay -- FILE.log");
  if (extra !== undefined) throw new Error(`One log at a time, please: ${extra} is one too many.`);
  if (!/^[\w.-]{1,40}$/.test(values.run)) {
    throw new Error("--run takes up to 40 letters, digits, dots, hyphens and underscores.");
  }
  if (values.key !== undefined && !/^[\x21-\x7e]+$/.test(values.key)) {
    throw new Error("--key takes an API key: letters, digits and signs without spaces.");
  }
  return {
    file,
    url: parseUrl("--url", values.url),
    key: values.key ?? null,
    site: parseUrl("--site", values.site),
    requestsPerSecond: values.rate === undefined ? null : parseCount("--rate", values.rate, 1, 1_000_000),
    concurrency: parseCount("--concurrency", values.concurrency, 1, 1_000),
    patienceMs: parseCount("--patience", values.patience, 0, 86_400) * 1_000,
    run: values.run,
    ids: !values["no-ids"],
    json: values.json,
  };
}

function parseUrl(name: string, text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new Error(`${name} takes an http or https URL, not ${JSON.stringify(text)}.`);
  }
  return new URL(text);
}

function parseCount(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new Error(`${name} takes a whole number from ${least} to ${most}, not ${JSON.stringify(text)}.`);
  }
  return value;
}
