import { parseArguments } from "@waypost/kit/settings/parse-arguments.ts";

export const help = `Usage: npm run topics -- plan | apply | check | acls  [options]

The topics of Waypost at Kafka, as the code declares them. Nothing else makes them.

  plan    tell what stands between the topics and their declaration, and what apply would do
  apply   do what can be done: make topics, add partitions, set what is safe to set. Refused, with a sentence that says
          what to do: fewer partitions, another number of copies, a shorter time, another kind of time, deleting.
          Exit code 1 when something is left
  check   as plan; exit code 1 when a topic is not as declared
  acls    print what each service may do, as commands of Kafka's kafka-acls.sh: deploy/kafka-acls.sh

Options:
  --brokers HOST:PORT  default $WAYPOST_KAFKA_BROKERS, or 127.0.0.1:9092
  --acls               apply gives the services their permissions, too; needs a broker with an authorizer
  --json               one JSON object
  --help

TLS, credentials, the number of copies and the partitions of clicks: WAYPOST_KAFKA_… in docs/settings.md.`;

const commands = ["plan", "apply", "check", "acls"] as const;

export interface TopicsOptions {
  readonly command: (typeof commands)[number];
  readonly brokers: string | undefined;
  readonly acls: boolean;
  readonly json: boolean;
}

/** Reads the command line. Throws an Error whose message tells the user what to mend. */
export function parseOptions(args: readonly string[]): TopicsOptions | "help" {
  const { values, positionals } = parseArguments("npm run topics", {
    args: [...args],
    allowPositionals: true,
    options: {
      brokers: { type: "string" },
      acls: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [word, ...more] = positionals;
  if (values.help || word === undefined) return "help";
  const command = commands.find((it) => it === word);
  if (command === undefined || more.length > 0) {
    throw new Error(`Say one of ${commands.join(", ")}; there is no "${positionals.join(" ")}".`);
  }
  if (values.acls && command !== "apply") throw new Error("--acls goes with apply.");
  return { command, brokers: values.brokers, acls: values.acls, json: values.json };
}
