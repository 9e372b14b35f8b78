import { product } from "@waypost/gen/product.ts";
import { connectKafka } from "@waypost/kit/kafka/connect-kafka.ts";
import { kafkaSettings, readKafkaConnection } from "@waypost/kit/kafka/kafka-settings.ts";
import { whyRejected } from "@waypost/kit/kafka/produce-error.ts";
import { aclsOf } from "@waypost/kit/kafka/topics/acls.ts";
import { applyAcls } from "@waypost/kit/kafka/topics/apply-acls.ts";
import { compareTopics, type TopicDifference } from "@waypost/kit/kafka/topics/compare-topics.ts";
import { declareTopics, topicPrefix } from "@waypost/kit/kafka/topics/declarations.ts";
import { applyDifferences, readTopics, withAdmin } from "@waypost/kit/kafka/topics/topic-admin.ts";
import { topicSettings } from "@waypost/kit/kafka/topics/topic-settings.ts";
import { parseSettings } from "@waypost/kit/settings/parse-settings.ts";
import type { Admin } from "kafkajs";
import { pino } from "pino";
import { runMain } from "../run-main.ts";
import { aclDocument } from "./acl-document.ts";
import { help, parseOptions } from "./options.ts";

const settings = { ...kafkaSettings, ...topicSettings };
const keys = new Set<string>(Object.values(settings).map(({ key }) => key));

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (options === "help") {
    print(help);
    return 0;
  }
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => keys.has(key)));
  const config = parseSettings(settings, {
    ...env,
    WAYPOST_BUS: "kafka",
    WAYPOST_KAFKA_BROKERS: options.brokers ?? env.WAYPOST_KAFKA_BROKERS ?? "127.0.0.1:9092",
  });
  const declared = declareTopics(product.topics, config);
  const { command, json } = options;
  if (command === "acls") {
    const acls = aclsOf(declared);
    process.stdout.write(json ? `${JSON.stringify(acls)}\n` : aclDocument(acls));
    return 0;
  }
  const connection = readKafkaConnection(config);
  if (connection === null) throw new Error("Kafka is not set up.");
  const kafka = await connectKafka(connection, pino({ level: "silent" }));
  const compare = async (admin: Admin) => compareTopics(declared, await readTopics(admin, declared));
  try {
    return await withAdmin(kafka, async (admin) => {
      const differences = await compare(admin);
      if (command !== "apply") {
        tell(differences, json, command);
        return command === "check" && differences.some(isFault) ? 1 : 0;
      }
      await applyDifferences(admin, declared, differences);
      if (options.acls) await applyAcls(admin, aclsOf(declared));
      const left = await compare(admin);
      if (!json) for (const it of differences.filter(isDone)) print(`Done: ${it.sentence}`);
      tell(left, json, command);
      return left.some(isFault) ? 1 : 0;
    });
  } catch (error) {
    const { type, sentence } = whyRejected(error, `${topicPrefix}…`);
    throw new Error(`${sentence}${type === "unknown" ? "" : ` Asked: ${connection.brokers.join(", ")}.`}`, {
      cause: error,
    });
  }
}

function isFault({ kind }: TopicDifference): boolean {
  return kind !== "note";
}

function isDone({ kind }: TopicDifference): boolean {
  return kind !== "note" && kind !== "refused";
}

function tell(differences: readonly TopicDifference[], json: boolean, command: string): void {
  if (json) {
    print(JSON.stringify({ ok: !differences.some(isFault), differences }));
    return;
  }
  for (const { kind, sentence } of differences) print(`${headings[kind]}: ${sentence}`);
  if (!differences.some(isFault)) print("All topics are as declared.");
  else if (command === "plan" && differences.some(isDone)) print("`npm run topics -- apply` does this.");
}

const headings: Readonly<Record<TopicDifference["kind"], string>> = {
  create: "Create",
  "add-partitions": "Add partitions",
  set: "Set",
  refused: "REFUSED",
  note: "Note",
};

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await runMain(main);
