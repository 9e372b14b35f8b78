import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";

export const help = `Usage: npm run mock [-- options]

A server that answers as the contract says, for those who build against the API before they have a Waypost. Requests
are checked as the product checks them; answers are the contract's examples, or samples made from its schemas. What
is created can't be read back.

  Authorization: Bearer wp_test    any key that begins with wp_ has all scopes; without one the answer is 401
  Prefer: status=404               answers with this status, when the operation declares it
  Prefer: problem=alias-taken      answers with this problem, when the operation declares it

Preference-Applied tells that a preference was heeded. One that can't be is passed over, and told here.

Options:
  --port N   where to listen (default 8088; 0: any free port)
  --host H   on which address (default 127.0.0.1, which only this machine reaches)
  --json     tell of the start and of each request in one JSON object a line
  --help`;

export interface MockOptions {
  readonly port: number;
  readonly host: string;
  readonly json: boolean;
}

/** Reads the command line. Throws an Error whose message tells the user what to mend. */
export function parseOptions(args: readonly string[]): MockOptions | "help" {
  const { values } = parseArguments("npm run mock", {
    args: [...args],
    options: {
      port: { type: "string", default: "8088" },
      host: { type: "string", default: "127.0.0.1" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return "help";
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
    throw new Error(`--port takes a whole number from 0 to 65535, not ${JSON.stringify(values.port)}.`);
  }
  if (values.host === "") throw new Error("--host takes an address of this machine, such as 127.0.0.1.");
  return { port: Number(values.port), host: values.host, json: values.json };
}
