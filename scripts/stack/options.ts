import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";

export const help = `Starts the whole stack as plain processes, without containers: npm run stack -- [options]

  --data FOLDER      where everything is stored [.waypost-stack]
  --settings FILE    settings of all processes; the environment wins [deploy/stack.env]
  --json             tell every change, and that all is ready, as lines of JSON
  --help             show this

PostgreSQL comes along; Kafka (with Java), Redis and nginx are used when they are installed. A process that dies is
started again. Ctrl-C stops all in order, a second one at once; SIGUSR2 restarts the processes one after the other. The
log of each process is in the data folder, under logs/.
`;

export interface Options {
  readonly data: string;
  readonly settings: string;
  readonly json: boolean;
}

/** Reads the command line. Throws, in one sentence, for anything it does not know. */
export function parseOptions(args: readonly string[]): Options | "help" {
  const { values } = parseArguments("npm run stack", {
    args: [...args],
    options: {
      data: { type: "string", default: ".waypost-stack" },
      settings: { type: "string", default: "deploy/stack.env" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return values.help ? "help" : values;
}
