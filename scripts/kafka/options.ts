import { join } from "node:path";
import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";

export const help = `Usage: npm run kafka [-- options]

A real Apache Kafka 4 on this machine, without containers, for development and tests. Needs Java 17 or newer; the
broker's files (45 MB) are fetched from Maven Central once, each held to its checksum. It starts with no topics and
never makes one by itself: \`npm run topics -- apply\` does. Ctrl-C ends it; its data stays.

Options:
  --port N        where to listen on 127.0.0.1 (default 9092; 0: any free one)
  --data FOLDER   where its data lies (default .waypost/kafka)
  --heap SIZE     the most memory for objects (default 384m)
  --fetch         fetch the files, then end
  --verbose       show what the broker writes
  --json          tell of the start in one JSON object
  --help

WAYPOST_MAVEN_REPOSITORY names another Maven repository to fetch from. Where none can be reached but mvn is installed,
mvn fetches them by its own settings.`;

export interface KafkaOptions {
  readonly port: number;
  readonly folder: string;
  readonly heap: string;
  readonly fetchOnly: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
}

/** Reads the command line. Throws an Error whose message tells the user what to mend. */
export function parseOptions(args: readonly string[], root: string): KafkaOptions | "help" {
  const { values } = parseArguments("npm run kafka", {
    args: [...args],
    options: {
      port: { type: "string", default: "9092" },
      data: { type: "string", default: join(root, ".waypost/kafka") },
      heap: { type: "string", default: "384m" },
      fetch: { type: "boolean", default: false },
      verbose: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return "help";
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
    throw new Error(`--port takes a whole number from 0 to 65535, not ${JSON.stringify(values.port)}.`);
  }
  if (!/^[1-9]\d*[mg]$/i.test(values.heap)) {
    throw new Error(`--heap takes a size such as 384m or 1g, not ${JSON.stringify(values.heap)}.`);
  }
  if (values.data === "") throw new Error("--data takes a folder.");
  return {
    port: Number(values.port),
    folder: values.data,
    heap: values.heap,
    fetchOnly: values.fetch,
    verbose: values.verbose,
    json: values.json,
  };
}
